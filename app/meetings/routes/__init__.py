"""Pages of meetings: the year, one meeting's workspace, its agenda and its summons."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.meetings.routes.agenda import agenda_pages
from app.meetings.routes.annexes import annex_pages
from app.meetings.routes.day import DayConverter
from app.meetings.routes.delivery import delivery_pages
from app.meetings.routes.planning import planning_pages
from app.meetings.routes.replying import reply_pages
from app.meetings.routes.summons import summons_pages
from app.meetings.routes.waiting import waiting_pages
from app.meetings.routes.workspace import workspace_pages
from app.meetings.routes.writers import writer_pages

pages = Blueprint("meetings", __name__, url_prefix="/sammantraden")

planning_pages(pages)
workspace_pages(pages)
agenda_pages(pages)
waiting_pages(pages)
writer_pages(pages)
annex_pages(pages)
summons_pages(pages)
delivery_pages(pages)
reply_pages(pages)


def init_app(app: Flask) -> None:
    """Teach the application what a day in an address is, and add the pages."""
    app.url_map.converters["day"] = DayConverter
    app.register_blueprint(pages)
