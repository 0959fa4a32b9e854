"""Demonstration data, benchmarks and the style page; nobody imports it."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask, *, developer: bool) -> None:
    """Register the developer's commands, and the style page in developer mode."""
