"""Applications for co-financing: from the first draft to the board's decision and agreement."""

from __future__ import annotations

from flask import Flask

from app.applications import cli, domain, policies, routes
from app.applications.routes.applicant_tasks import applicant_tasks
from app.applications.routes.board_panel import matter_panel
from app.applications.routes.board_tasks import board_tasks
from app.applications.routes.case_panel import application_panel
from app.applications.routes.preparation_tasks import preparation_tasks
from app.applications.routes.tasks import handling_tasks
from app.applications.services import (
    coming_up,
    completing,
    deciding,
    proposing,
    recusing,
    signing_up,
)
from app.kernel import errors, ui, worker
from app.kernel.tasks import tasks
from app.registry.services import (
    case_panels,
    decision_recorded,
    matter_called,
    matter_lost,
    matter_panels,
    matters_waiting,
    recusal_hints,
    returns_itself,
)


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    routes.init_app(app)
    cli.init_app(app)
    decision_recorded.subscribe(deciding.record)
    matter_lost.subscribe(proposing.lost)
    matters_waiting.subscribe(coming_up.waiting)
    matter_called.subscribe(coming_up.call_up)
    returns_itself.subscribe(deciding.returns_itself)
    matter_panels.subscribe(matter_panel)
    recusal_hints.subscribe(recusing.board_hints)
    tasks.subscribe(preparation_tasks)
    case_panels.subscribe(application_panel)
    tasks.subscribe(handling_tasks)
    tasks.subscribe(board_tasks)
    tasks.subscribe(applicant_tasks)
    worker.now_and_then.subscribe(completing.send_reminders)
    worker.now_and_then.subscribe(signing_up.tidy)
    ui.add_menu(
        app,
        order=30,
        label="Ansökningar",
        endpoint="applications.index",
        needed=policies.SEE_APPLICATIONS,
    )
    ui.add_menu(
        app,
        order=80,
        label="Sök medel",
        endpoint="funding.public_calls",
        needed=policies.VISITORS_MENU,
    )
    ui.add_menu(
        app,
        order=85,
        label="Beviljade insatser",
        endpoint="grants.index",
        needed=policies.VISITORS_MENU,
    )
