"""Fills Word templates; pure functions of bytes and data."""
