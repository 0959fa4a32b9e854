"""Pages of minutes: attendance, the text, freezing, extracts, decisions."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.minutes.routes.attendance import attendance_pages
from app.minutes.routes.deliberating import deliberating_pages
from app.minutes.routes.distance import distance_pages
from app.minutes.routes.editor import editor_pages
from app.minutes.routes.extracts import extract_pages
from app.minutes.routes.freezing import freezing_pages
from app.minutes.routes.immediate import immediate_pages
from app.minutes.routes.outcomes import outcome_pages
from app.minutes.routes.reading import reading_pages
from app.minutes.routes.recusal import recusal_pages
from app.minutes.routes.roll_call import roll_call_pages
from app.minutes.routes.room import room_pages
from app.minutes.routes.voting import voting_pages
from app.minutes.routes.wall import wall_pages

pages = Blueprint("minutes", __name__, url_prefix="/sammantraden")

attendance_pages(pages)
distance_pages(pages)
recusal_pages(pages)
roll_call_pages(pages)
editor_pages(pages)
outcome_pages(pages)
deliberating_pages(pages)
voting_pages(pages)
reading_pages(pages)
freezing_pages(pages)
extract_pages(pages)
immediate_pages(pages)
room_pages(pages)
wall_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
