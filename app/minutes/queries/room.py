"""Which § the room is at, how long each was thought to take, and whether the wall is up to date."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.kernel.history import AuditEntry
from app.kernel.prepared import prepared
from app.meetings.models import AgendaItem, Meeting
from app.minutes.models import Minutes, Paragraph, Room


class RoomRow(NamedTuple):
    """The § that is dealt with, and since when."""

    paragraph_id: int
    since: datetime


def room_of(session: Session, meeting_id: int) -> RoomRow | None:
    """Return where the room is, or None before the first § has been taken up."""
    found = _room.first(session, meeting_id=meeting_id)
    return RoomRow(*found) if found else None


@prepared
def _room() -> Select[*tuple[Any, ...]]:
    return select(Room.paragraph_id, Room.since).where(
        Room.meeting_id == bindparam("meeting_id", type_=Integer)
    )


def planned_minutes(session: Session, meeting_id: int) -> dict[int, int]:
    """Return how many minutes the agenda gives each §, by the §'s id; those without are left out.

    What lies under an item that became a part of the § above is not counted.
    """
    return {int(key): int(value) for key, value in _planned.rows(session, meeting_id=meeting_id)}


@prepared
def _planned() -> Select[*tuple[Any, ...]]:
    return (
        select(Paragraph.id, AgendaItem.planned_minutes)
        .join(AgendaItem, AgendaItem.id == Paragraph.agenda_item_id)
        .where(
            Paragraph.meeting_id == bindparam("meeting_id", type_=Integer),
            AgendaItem.planned_minutes.is_not(None),
        )
        .order_by(Paragraph.id)
    )


def wall_stamp(session: Session, meeting_id: int) -> tuple[Any, ...]:
    """Return what changes whenever the wall may have something new to show, in one statement.

    Every verb leaves a row in the log except moving the room and the saves of one sitting after
    the first; of those only the § and its heading are seen on the wall.
    """
    return _stamp.first(session, meeting_id=meeting_id) or ()


@prepared
def _stamp() -> Select[*tuple[Any, ...]]:
    logged = select(func.max(AuditEntry.id)).scalar_subquery()
    return (
        select(
            Meeting.state,
            Minutes.version_id,
            Room.paragraph_id,
            Room.since,
            Paragraph.heading,
            Paragraph.behind_closed_doors,
            logged.label("logged"),
        )
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .outerjoin(Room, Room.meeting_id == Meeting.id)
        .outerjoin(Paragraph, Paragraph.id == Room.paragraph_id)
        .where(Meeting.id == bindparam("meeting_id", type_=Integer))
    )
