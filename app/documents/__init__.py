"""Stored files and their versions; Word templates filled with data. Knows no rule."""

from __future__ import annotations

from flask import Flask

from app.documents import cli, domain, services
from app.kernel import audit, errors


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    cli.init_app(app)
    audit.verifications.subscribe(services.verify_files)
