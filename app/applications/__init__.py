"""Applications for co-financing: from the first draft to the board's decision and agreement."""

from __future__ import annotations

from flask import Flask

from app.applications import cli, domain, policies, routes
from app.applications.routes.preparation_tasks import preparation_tasks
from app.applications.services import deciding, proposing, recusing
from app.kernel import errors, ui
from app.kernel.tasks import tasks
from app.registry.services import decision_recorded, matter_lost, recusal_hints


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    routes.init_app(app)
    cli.init_app(app)
    decision_recorded.subscribe(deciding.record)
    matter_lost.subscribe(proposing.lost)
    recusal_hints.subscribe(recusing.board_hints)
    tasks.subscribe(preparation_tasks)
    ui.add_menu(
        app,
        order=30,
        label="Ansökningar",
        endpoint="applications.index",
        needed=policies.SEE_APPLICATIONS,
    )
