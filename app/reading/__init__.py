"""The page where a member reads a meeting: papers, what is new, own notes, without network."""

from __future__ import annotations

from flask import Flask

from app.meetings.services import workspace_panels
from app.reading import routes


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    app.register_blueprint(routes.pages)
    workspace_panels.subscribe(routes.papers_panel)
