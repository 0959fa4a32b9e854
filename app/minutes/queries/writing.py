"""Questions that writing and attendance ask one row at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from app.accounts.models import Person
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.meetings.domain import InviteePart, ItemKind, MeetingState
from app.meetings.models import AgendaItem, Invitee, Meeting
from app.minutes.domain import MinutesFacts
from app.minutes.models import Adjournment, Attendance, AttendanceChange, Minutes, Paragraph


def agenda(session: Session, meeting_id: int) -> Sequence[AgendaItem]:
    """Return the agenda's items in order, with their proposals."""
    return session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
        .options(selectinload(AgendaItem.clauses))
    ).all()


def unfinished(session: Session) -> Sequence[date]:
    """Return the days of the meetings whose minutes are being written, the oldest first."""
    return [day for (day,) in _unfinished.rows(session)]


@prepared
def _unfinished() -> Select[*tuple[Any, ...]]:
    return (
        select(Meeting.held_on)
        .where(Meeting.state.in_((MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING)))
        .order_by(Meeting.held_on, Meeting.id)
    )


def invited_guests(session: Session, meeting_id: int) -> Sequence[Person]:
    """Return who outside the body is called to the meeting, by Swedish alphabet."""
    return session.scalars(
        select(Person)
        .join(Invitee, Invitee.person_id == Person.id)
        .where(Invitee.meeting_id == meeting_id, Invitee.part == InviteePart.OTHER)
        .order_by(Person.sort_key, Person.id)
    ).all()


def earlier_distance_basis(session: Session, facts: MinutesFacts) -> str:
    """Return the decision that the same body's latest earlier minutes named (rule F16), or ""."""
    found = session.scalar(
        select(Minutes.distance_basis)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(
            Meeting.body_id == facts.body_id,
            Meeting.held_on < facts.held_on,
            Minutes.distance_basis != "",
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    )
    return found or ""


def paragraphs_of(session: Session, meeting_id: int) -> Sequence[Paragraph]:
    """Return the rows of the §§ in order."""
    return session.scalars(
        select(Paragraph)
        .where(Paragraph.meeting_id == meeting_id)
        .order_by(Paragraph.position, Paragraph.id)
    ).all()


def paragraph(session: Session, paragraph_id: int) -> Paragraph:
    """Return the row of one §; raises NotFound."""
    found = session.get(Paragraph, paragraph_id)
    if found is None:
        raise NotFound
    return found


def open_paragraphs_about(session: Session, case_id: int) -> list[Paragraph]:
    """Return the §§ about a case in minutes that are being written, one for each meeting.

    The first that decides goes before one that only informs.
    """
    decides = Paragraph.kind == ItemKind.DECISION
    rows = session.scalars(
        select(Paragraph)
        .join(Meeting, Meeting.id == Paragraph.meeting_id)
        .where(
            Paragraph.case_id == case_id,
            Meeting.state.in_((MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING)),
        )
        .order_by(Paragraph.meeting_id, decides.desc(), Paragraph.position, Paragraph.id)
    )
    first: dict[int, Paragraph] = {}
    for row in rows:
        first.setdefault(row.meeting_id, row)
    return list(first.values())


def changes_of(session: Session, meeting_id: int) -> Sequence[AttendanceChange]:
    """Return the rows of every exception in the meeting's attendance."""
    return session.scalars(
        select(AttendanceChange)
        .join(Attendance, Attendance.id == AttendanceChange.attendance_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(AttendanceChange.id)
    ).all()


def attendances_of(session: Session, meeting_id: int) -> Sequence[Attendance]:
    """Return the rows of the roster in order."""
    return session.scalars(
        select(Attendance)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.position, Attendance.id)
    ).all()


def adjournments(session: Session, meeting_id: int) -> Sequence[Adjournment]:
    """Return the rows of the meeting's adjournments by time."""
    return session.scalars(
        select(Adjournment)
        .where(Adjournment.meeting_id == meeting_id)
        .order_by(Adjournment.starts_at, Adjournment.id)
    ).all()


def election_asked(session: Session, agenda_item_id: int | None) -> tuple[str, str]:
    """Return what an item of the agenda asks to elect to, and for which term; or empty words."""
    row = session.execute(
        select(AgendaItem.election_of, AgendaItem.election_term).where(
            AgendaItem.id == agenda_item_id
        )
    ).one_or_none()
    return (row.election_of, row.election_term) if row else ("", "")


def last_position(session: Session, meeting_id: int) -> int:
    """Return the position of the last person on the roster, or 0."""
    found = select(func.max(Attendance.position)).where(Attendance.meeting_id == meeting_id)
    return session.scalar(found) or 0
