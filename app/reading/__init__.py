"""The page where a member reads a meeting: papers, what is new, own notes, without network."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
