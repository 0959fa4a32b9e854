"""The year of meetings: the plan, its deadlines, the annual cycle, calendar feeds."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
