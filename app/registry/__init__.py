"""The register (diarium): cases and records. The hub between the other capabilities."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
