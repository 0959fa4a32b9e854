"""Pages of what is sent out after a meeting."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.dispatch.routes.following import following_pages
from app.dispatch.routes.overview import overview_pages
from app.dispatch.routes.sending import sending_pages

pages = Blueprint("dispatch", __name__, url_prefix="/sammantraden/<day:day>/expediering")

overview_pages(pages)
sending_pages(pages)
following_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
