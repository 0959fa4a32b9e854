"""The public notice board and what the public may see."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
