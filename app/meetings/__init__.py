"""Meetings, agendas and summonses."""

from __future__ import annotations

from flask import Flask

from app.documents.services import register_renderer
from app.kernel import errors, ui
from app.kernel.tasks import tasks
from app.meetings import domain, policies, routes, services
from app.meetings.routes.tasks import summons_tasks


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    routes.init_app(app)
    register_renderer("kallelse", services.render_summons)
    tasks.subscribe(summons_tasks)
    ui.add_menu(
        app,
        order=20,
        label="Sammanträden",
        endpoint="meetings.index",
        needed=policies.READ_MEETINGS,
        also=("minutes.", "publication."),  # their pages are parts of a meeting
    )
