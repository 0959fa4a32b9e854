"""A rättelse: a signed note on a § whose minutes everybody has signed."""

from __future__ import annotations

from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the capability with the application."""
