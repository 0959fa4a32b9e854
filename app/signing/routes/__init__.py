"""Pages of signing: the minutes as a whole, and a § attested at once."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.signing.routes.attesting import attesting_pages
from app.signing.routes.outside import outside_pages

pages = Blueprint("signing", __name__, url_prefix="/sammantraden")

attesting_pages(pages)
outside_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
