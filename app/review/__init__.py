"""The attestation round: what signers say before they sign."""

from __future__ import annotations

from flask import Flask

from app.kernel import errors, worker
from app.kernel.tasks import tasks
from app.meetings.services import workspace_panels
from app.minutes import services as minutes
from app.review import domain, routes, services


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    minutes.frozen.subscribe(services.tell_signers)
    minutes.unlocked.subscribe(services.tell_those_who_signed)
    minutes.paragraph_panels.subscribe(routes.comment_panel)
    workspace_panels.subscribe(routes.review_panel)
    tasks.subscribe(routes.review_tasks)
    worker.now_and_then.subscribe(services.remind)
