"""People, logins, invitations and sessions."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager

from app.accounts import cli, routes, services
from app.accounts.domain import SENTENCES
from app.kernel import errors, worker


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(SENTENCES)
    manager = LoginManager()
    manager.init_app(app, add_context_processor=False)  # pages are given the actor
    # A stolen cookie is met by sessions that can be revoked; a changed address is nothing odd.
    manager.session_protection = None
    manager.user_loader(routes.load_signed_in)
    app.register_blueprint(routes.pages)
    app.before_request(routes.ask_for_second_factor)
    app.cli.add_command(cli.accounts)
    worker.now_and_then.subscribe(services.tidy)
