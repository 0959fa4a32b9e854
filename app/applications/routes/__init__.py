"""Pages of applications: the list, one application's workspace, and each step of its way."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.applications.routes.agreement import agreement_pages
from app.applications.routes.applying import applying_pages
from app.applications.routes.attachments import attachment_pages
from app.applications.routes.board import board_pages
from app.applications.routes.calls import call_pages
from app.applications.routes.completing import completing_pages
from app.applications.routes.drafting import drafting_pages
from app.applications.routes.frame import frame_pages
from app.applications.routes.groups import group_pages
from app.applications.routes.handling import handling_pages
from app.applications.routes.listing import listing_pages
from app.applications.routes.open_data import grants
from app.applications.routes.opinions import opinion_pages
from app.applications.routes.preparation import preparation_pages
from app.applications.routes.public import funding
from app.applications.routes.remarks import remark_pages
from app.applications.routes.statistics import statistics_pages
from app.applications.routes.submitting import submitting_pages
from app.applications.routes.told import told_pages
from app.applications.routes.workspace import workspace_pages

pages = Blueprint("applications", __name__)

workspace_pages(pages)
drafting_pages(pages)
attachment_pages(pages)
remark_pages(pages)
call_pages(pages)
applying_pages(pages)
submitting_pages(pages)
told_pages(pages)
completing_pages(pages)
handling_pages(pages)
listing_pages(pages)
statistics_pages(pages)
group_pages(pages)
opinion_pages(pages)
preparation_pages(pages)
board_pages(pages)
agreement_pages(pages)
frame_pages(pages)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
    app.register_blueprint(funding)
    app.register_blueprint(grants)
