"""The meeting behind an address, and whether this person may do this to its minutes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.kernel import db
from app.kernel.actor import Permission
from app.kernel.authz import authorize, current_actor
from app.kernel.errors import NotFound
from app.meetings import queries as meetings
from app.meetings.policies import READ_MEETINGS
from app.minutes import queries
from app.minutes.models import MinutesVersion
from app.minutes.policies import READ_MINUTES

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def meeting_with_minutes(day: date, needed: Permission) -> Meeting:
    """Return the meeting of a day when the person may do this to its minutes.

    403 for somebody outside the body, 404 for whoever may not read the draft (rule O5).
    """
    meeting = meetings.meeting_on(db.session(), day)
    authorize(READ_MEETINGS, meeting)
    if not READ_MINUTES.allows(current_actor(), meeting):
        raise NotFound
    authorize(needed, meeting)
    return meeting


def frozen_version(meeting: Meeting) -> MinutesVersion:
    """Return the frozen version that holds; 404 while the minutes are a draft."""
    found = queries.current_version(db.session(), meeting.id)
    if found is None:
        raise NotFound
    return found
