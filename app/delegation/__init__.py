"""Decisions outside meetings: delegated ones and the chair's urgent ones."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
