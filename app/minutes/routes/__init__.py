"""Pages of minutes: attendance, the text, freezing, attestation, extracts, decisions."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.minutes.routes.attendance import attendance_pages
from app.minutes.routes.attestation import attestation_pages
from app.minutes.routes.editor import editor_pages
from app.minutes.routes.extracts import extract_pages
from app.minutes.routes.freezing import freezing_pages
from app.minutes.routes.reading import reading_pages

pages = Blueprint("minutes", __name__, url_prefix="/sammantraden")

attendance_pages(pages)
editor_pages(pages)
reading_pages(pages)
freezing_pages(pages)
attestation_pages(pages)
extract_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
