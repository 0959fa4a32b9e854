"""The overview of the one who is signed in: what to do, what comes next, what has happened."""

from __future__ import annotations

from flask import Flask

from app.kernel import ui
from app.overview import routes
from app.overview.policies import SEE_OVERVIEW


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    app.register_blueprint(routes.pages)
    ui.add_menu(app, order=10, label="Översikt", endpoint="overview.index", needed=SEE_OVERVIEW)
