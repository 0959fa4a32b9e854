"""What the board has commissioned somebody to do, followed up until it is reported."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
