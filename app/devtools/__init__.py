"""Demonstration data, benchmarks and the style page; nobody imports it."""

from __future__ import annotations

from flask import Flask

from app.devtools import cli, style_guide


def init_app(app: Flask, *, developer: bool) -> None:
    """Register the developer's commands, and the style page in developer mode."""
    cli.init_app(app)
    if developer:
        app.register_blueprint(style_guide.blueprint)
