"""The archive package of a year, and the page that shows what has been verified."""

from __future__ import annotations

from flask import Flask

from app.archive import cli, domain, routes
from app.kernel import errors
from app.kernel.tasks import tasks


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    cli.init_app(app)
    tasks.subscribe(routes.trust_tasks)
