"""What can be done with the year: plans, what the year asks for, calendar feeds."""

from app.planning.services.feeds import make_feed, remove_feed
from app.planning.services.plans import (
    DayFacts,
    add_day,
    adopt,
    edit_day,
    mark_duty,
    propose,
    remove_day,
    render_plan,
    unmark_duty,
)

__all__ = [
    "DayFacts",
    "add_day",
    "adopt",
    "edit_day",
    "make_feed",
    "mark_duty",
    "propose",
    "remove_day",
    "remove_feed",
    "render_plan",
    "unmark_duty",
]
