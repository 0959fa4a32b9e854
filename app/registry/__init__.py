"""The register (diarium): cases and records. The hub between the other capabilities."""

from __future__ import annotations

from flask import Flask

from app.association.services import settings_changing
from app.kernel import errors, ui
from app.registry import domain, policies, routes, services


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    settings_changing.subscribe(services.check_settings)
    app.register_blueprint(routes.pages)
    ui.add_menu(
        app,
        order=50,
        label="Diarium",
        endpoint="registry.index",
        needed=policies.READ_REGISTER,
        also=("archive.",),
    )
