"""Applications for co-financing: from the first draft to the board's decision and agreement."""

from __future__ import annotations

from flask import Flask

from app.applications import domain
from app.kernel import errors


def init_app(app: Flask) -> None:  # noqa: ARG001 -- pages come with the routes
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
