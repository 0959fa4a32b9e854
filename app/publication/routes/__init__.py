"""Pages of the notice board: the public ones, and the office's about one meeting."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.publication.routes.meeting import meeting_pages
from app.publication.routes.public import notice_pages, site_pages

# Three, so that the menu marks the notice board only on the notice board.
site = Blueprint("site", __name__)
notices = Blueprint("notices", __name__, url_prefix="/anslagstavla")
pages = Blueprint("publication", __name__, url_prefix="/sammantraden/<day:day>/anslag")

site_pages(site)
notice_pages(notices)
meeting_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    for blueprint in (site, notices, pages):
        app.register_blueprint(blueprint)
