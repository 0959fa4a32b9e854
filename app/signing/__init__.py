"""Ways to sign frozen minutes: in the tool, on paper, at an outside service."""

from __future__ import annotations

from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the capability with the application."""
