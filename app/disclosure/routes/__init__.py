"""Pages of published minutes: the public archive, and the office's about one meeting."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.disclosure.routes.archive import archive_pages
from app.disclosure.routes.office import office_pages

public = Blueprint("published", __name__, url_prefix="/protokoll")
pages = Blueprint("disclosure", __name__, url_prefix="/sammantraden/<day:day>/publicering")

archive_pages(public)
office_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    for blueprint in (public, pages):
        app.register_blueprint(blueprint)
