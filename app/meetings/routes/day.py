"""A day in an address, and the meeting that is held on it."""

from __future__ import annotations

from datetime import date

from flask import current_app
from werkzeug.routing import BaseConverter, ValidationError

from app.kernel import db
from app.kernel.actor import Permission
from app.kernel.authz import authorize, current_actor
from app.kernel.errors import NotFound
from app.meetings import queries
from app.meetings.models import Meeting
from app.meetings.policies import READ_AGENDA, READ_MEETINGS

# A number that no database row can have is a page that does not exist.
NUMBER = "int(min=1, max=2147483647)"


class DayConverter(BaseConverter):
    """``<day:day>``: 2017-02-24; a day that does not exist is a page that does not exist."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Read the day."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError from None

    def to_url(self, value: date | str) -> str:
        """Write the day."""
        return value if isinstance(value, str) else value.isoformat()


def meeting_for(day: date, needed: Permission) -> Meeting:
    """Return the meeting of a day when the person may do this to it, or 403; 404 without one."""
    meeting = queries.meeting_on(db.session(), day)
    authorize(READ_MEETINGS, meeting)
    if needed is READ_AGENDA and not needed.allows(current_actor(), meeting):
        raise NotFound  # a draft is not there for those who may not read it (rule O5)
    authorize(needed, meeting)
    return meeting


def page_address(path: str) -> str:
    """Return a whole address for a mail, by the installation's own name."""
    base: str = current_app.extensions["settings"].base_url
    return base.rstrip("/") + path
