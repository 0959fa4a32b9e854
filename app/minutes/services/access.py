"""What every verb on minutes begins with: they may be written, and the row belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.accounts import queries as accounts_queries
from app.kernel.errors import DomainError, NotFound
from app.minutes import queries
from app.minutes.domain import WRITING_STATES
from app.minutes.models import Attendance, Minutes, Paragraph

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def writable(session: Session, meeting: Meeting) -> Minutes:
    """Return the minutes row, or refuse before the meeting is opened and after freezing.

    The meeting is held against freezing until the commit, so that no text changes after the
    bytes that everybody signs have been made; those who write do not wait for each other.

    Raises:
        DomainError: ``minutes.not_open``.
    """
    session.refresh(meeting, ["state", "version_id"], with_for_update={"read": True})
    minutes = queries.minutes_of(session, meeting.id)
    if minutes is None or meeting.state not in WRITING_STATES:
        raise DomainError("minutes.not_open")
    return minutes


def own_attendance(session: Session, meeting: Meeting, attendance_id: int) -> Attendance:
    """Return one row of this meeting's roster; raises NotFound for another meeting's."""
    found = session.get(Attendance, attendance_id)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound
    return found


def own_paragraph(session: Session, meeting: Meeting, paragraph_id: int) -> Paragraph:
    """Return one § of this meeting; raises NotFound for another meeting's."""
    found = session.get(Paragraph, paragraph_id)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound
    return found


def name_of(session: Session, row: Attendance) -> str:
    """Return the name of somebody on the roster."""
    return accounts_queries.person_entity(session, row.person_id).name
