"""The association itself: members, bodies, seats, settings from charter and rules of procedure."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
