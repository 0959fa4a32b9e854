"""What the board has commissioned somebody to do, followed up until it is reported."""

from __future__ import annotations

from flask import Flask

from app.commissions import domain, policies, routes, services
from app.kernel import errors, ui, worker
from app.kernel.tasks import tasks
from app.minutes.services import paragraph_leaving, paragraph_panels


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    paragraph_panels.subscribe(routes.given_panel)
    paragraph_leaving.subscribe(services.keep_paragraph)
    tasks.subscribe(routes.commission_tasks)
    worker.now_and_then.subscribe(services.bring_up_due)
    ui.add_menu(
        app,
        order=25,
        label="Uppdrag",
        endpoint="commissions.index",
        needed=policies.SEE_COMMISSIONS,
    )
