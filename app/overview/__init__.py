"""The first page: what to do, what is next, what is late."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
