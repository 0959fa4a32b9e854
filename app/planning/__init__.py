"""The year of meetings: the plan, its deadlines, the annual cycle, calendar feeds."""

from __future__ import annotations

from flask import Flask

from app.kernel import errors
from app.kernel.tasks import tasks
from app.planning import domain, routes
from app.planning.routes.duties import duty_tasks


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    tasks.subscribe(duty_tasks)
