"""Decisions per capsulam, where the association allows the form."""

from __future__ import annotations

from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the capability with the application."""
