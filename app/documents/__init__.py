"""Stored files and their versions, and the engine that fills Word templates; knows no rule."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
