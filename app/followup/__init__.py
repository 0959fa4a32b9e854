"""Initiatives: what the association finances, from the signed agreement to the end."""

from __future__ import annotations

from flask import Flask

from app.followup import domain
from app.kernel import errors


def init_app(app: Flask) -> None:  # noqa: ARG001 -- pages come with the routes
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
