"""Sending extracts to those whom a decision concerns."""

from __future__ import annotations

from flask import Flask

from app.dispatch import domain, routes, services
from app.dispatch.routes.panel import case_panel, dispatch_panel, dispatch_tasks
from app.kernel import errors
from app.kernel.tasks import tasks
from app.meetings.services import workspace_panels
from app.minutes.services import attested, attested_alone
from app.registry.services import case_panels


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    routes.init_app(app)
    attested.subscribe(services.list_recipients)
    attested_alone.subscribe(services.list_recipients)
    workspace_panels.subscribe(dispatch_panel)
    case_panels.subscribe(case_panel)
    tasks.subscribe(dispatch_tasks)
