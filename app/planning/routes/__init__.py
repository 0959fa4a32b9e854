"""Pages of the year: the plan with its cycle, what the year asks for, one's own calendar."""

from __future__ import annotations

from flask import Blueprint

from app.planning.routes.duties import duty_pages
from app.planning.routes.feeds import feed_pages
from app.planning.routes.plan import plan_pages

pages = Blueprint("planning", __name__)

plan_pages(pages)
duty_pages(pages)
feed_pages(pages)
