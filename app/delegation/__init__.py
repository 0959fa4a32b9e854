"""Decisions outside meetings: delegated ones and the chair's urgent ones."""

from __future__ import annotations

from flask import Flask

from app.delegation import domain, policies, routes, services
from app.kernel import errors, ui
from app.kernel.tasks import tasks
from app.meetings.services import workspace_panels
from app.minutes.services import attested
from app.registry.services import case_panels


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    attested.subscribe(services.notified)
    tasks.subscribe(routes.notification_tasks)
    workspace_panels.subscribe(routes.notification_panel)
    case_panels.subscribe(routes.decisions_panel)
    ui.add_menu(
        app,
        order=25,
        label="Delegationsbeslut",
        endpoint="delegation.index",
        needed=policies.READ_DELEGATED,
        also=("per_capsulam.",),  # decided outside meetings, too
    )
