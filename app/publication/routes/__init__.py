"""Pages of the notice board: the public ones, and the office's about one meeting."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.publication.routes.meeting import meeting_pages
from app.publication.routes.public import public_pages

pages = Blueprint("publication", __name__)

public_pages(pages)
meeting_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
