"""Initiatives: what the association finances, from the signed agreement to the end."""

from __future__ import annotations

from flask import Flask

from app.applications.services.agreeing import agreement_signed
from app.followup import domain, policies, routes, services
from app.kernel import errors, ui


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    agreement_signed.subscribe(services.begin_or_extend)
    ui.add_menu(
        app, order=40, label="Insatser", endpoint="followup.index", needed=policies.SEE_INITIATIVES
    )
