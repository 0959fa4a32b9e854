"""Sending extracts to those whom a decision concerns."""

from __future__ import annotations

from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the capability with the application."""
