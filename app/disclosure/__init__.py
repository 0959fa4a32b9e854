"""Published minutes: masked by a person, shown to everybody."""

from __future__ import annotations

from flask import Flask

from app.disclosure import domain, policies, routes, services
from app.disclosure.routes.panel import published_panel, publishing_tasks
from app.kernel import audit, errors, ui, worker
from app.kernel.tasks import tasks
from app.meetings.services import workspace_panels


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    routes.init_app(app)
    worker.now_and_then.subscribe(services.unpublish_ended)
    audit.verifications.subscribe(services.verify_published)
    workspace_panels.subscribe(published_panel)
    tasks.subscribe(publishing_tasks)
    ui.add_menu(
        app, order=91, label="Protokoll", endpoint="published.index", needed=policies.VISITORS_MENU
    )
