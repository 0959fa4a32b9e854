"""Decisions per capsulam: off by default, and legally uncertain (rule PC)."""

from __future__ import annotations

from flask import Flask

from app.kernel import audit, errors, worker
from app.kernel.tasks import tasks
from app.minutes.services import attested
from app.per_capsulam import domain, routes, services
from app.registry.services import case_panels
from app.sealing.services import may_read_pdf


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    attested.subscribe(services.notified)
    tasks.subscribe(routes.answer_tasks)
    case_panels.subscribe(routes.decisions_panel)
    may_read_pdf.subscribe(routes.may_read_pdf)
    audit.verifications.subscribe(services.verify_answers)
    worker.now_and_then.subscribe(services.watch_deadlines)
