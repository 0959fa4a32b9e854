"""The public notice board and what the public may see."""

from __future__ import annotations

from flask import Flask

from app.documents.services import register_renderer
from app.kernel import audit, errors, ui, worker
from app.kernel.authz import PUBLIC
from app.kernel.tasks import tasks
from app.meetings.services import workspace_panels
from app.minutes.services import attested, attested_alone, notice_sentence
from app.publication import domain, routes, services
from app.publication.routes.panel import notice_panel, notice_tasks
from app.publication.services.verifying import verify_postings


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    routes.init_app(app)
    attested.subscribe(services.announce)
    attested_alone.subscribe(services.announce)
    notice_sentence.subscribe(services.announced_sentence)
    worker.now_and_then.subscribe(services.look_after)
    register_renderer("anslagsbevis", services.render_proof)
    workspace_panels.subscribe(notice_panel)
    tasks.subscribe(notice_tasks)
    audit.verifications.subscribe(verify_postings)
    ui.add_menu(
        app,
        order=90,
        label="Anslagstavla",
        endpoint="notices.index",
        needed=PUBLIC,
    )
