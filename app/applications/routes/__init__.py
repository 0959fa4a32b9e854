"""Pages of applications: the list, one application's workspace, and each step of its way."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.applications.routes.listing import listing_pages
from app.applications.routes.statistics import statistics_pages
from app.applications.routes.workspace import workspace_pages

pages = Blueprint("applications", __name__)

workspace_pages(pages)
listing_pages(pages)
statistics_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
