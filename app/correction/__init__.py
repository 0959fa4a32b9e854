"""A rättelse: a signed note on a § whose minutes everybody has signed."""

from __future__ import annotations

from flask import Flask

from app.correction import domain, routes, services
from app.kernel import errors
from app.kernel.audit import verifications
from app.meetings.services import workspace_panels
from app.minutes.services import paragraph_notes
from app.registry.services import case_panels


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    paragraph_notes.subscribe(services.paragraph_notes)
    workspace_panels.subscribe(routes.meeting_panel)
    case_panels.subscribe(routes.case_panel)
    verifications.subscribe(services.verify_corrections)
