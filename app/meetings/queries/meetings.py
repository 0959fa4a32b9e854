"""Questions about meetings: the one of a day, the year's, the next."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.association.domain import BodyKind
from app.association.models import Body
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.meetings.queries.rows import MeetingRow


def meeting(session: Session, meeting_id: int) -> Meeting:
    """Return one meeting with its body, case and convener; raises NotFound."""
    options = (joinedload(Meeting.body), joinedload(Meeting.case), joinedload(Meeting.convener))
    found = session.get(Meeting, meeting_id, options=options)
    if found is None:
        raise NotFound
    return found


@cache
def _meeting_on(*, of_board: bool) -> Select[Meeting]:
    wanted = Body.kind == BodyKind.BOARD if of_board else Meeting.body_id == bindparam("body_id")
    return (
        select(Meeting)
        .join(Meeting.body)
        .where(Meeting.held_on == bindparam("held_on"), wanted)
        .order_by(Meeting.id)
        .limit(1)
        .options(
            contains_eager(Meeting.body), joinedload(Meeting.case), joinedload(Meeting.convener)
        )
    )


def meeting_on(session: Session, day: date, body_id: int | None = None) -> Meeting:
    """Return the meeting of a day, the board's unless a body is named; raises NotFound."""
    found = session.scalar(
        _meeting_on(of_board=body_id is None), {"held_on": day, "body_id": body_id}
    )
    if found is None:
        raise NotFound
    return found


def meeting_of_case(session: Session, case_id: int) -> Meeting | None:
    """Return the meeting whose own records lie in a case, with its body, or None."""
    return session.scalar(
        select(Meeting)
        .where(Meeting.case_id == case_id)
        .order_by(Meeting.id)
        .limit(1)
        .options(joinedload(Meeting.body))
    )


def lock_meeting(session: Session, meeting_id: int) -> None:
    """Hold the meeting for this transaction, so that two people do not number or send at once."""
    session.execute(select(Meeting.id).where(Meeting.id == meeting_id).with_for_update())


def meeting_that_day(session: Session, *, body_id: int, day: date) -> int | None:
    """Return the id of the body's meeting on a day, if there is one."""
    return session.scalar(
        select(Meeting.id).where(Meeting.body_id == body_id, Meeting.held_on == day)
    )


def latest_meeting(session: Session, *, body_id: int) -> Meeting | None:
    """Return the body's latest meeting by day, whose hours and place the next one often has."""
    return session.scalar(
        select(Meeting).where(Meeting.body_id == body_id).order_by(Meeting.held_on.desc()).limit(1)
    )


def previous_meeting_day(session: Session, *, body_id: int, before: date) -> date | None:
    """Return the day of the body's latest meeting before a day, cancelled ones left out."""
    return session.scalar(
        select(func.max(Meeting.held_on)).where(
            Meeting.body_id == body_id,
            Meeting.held_on < before,
            Meeting.state != MeetingState.CANCELLED,
        )
    )


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Meeting.id,
            Meeting.held_on,
            Meeting.starts_at,
            Meeting.ends_at,
            Meeting.place,
            Meeting.state,
            Body.name,
            Meeting.calendar_sequence,
        )
        .join(Body, Body.id == Meeting.body_id)
        .order_by(Meeting.held_on, Meeting.starts_at, Meeting.id)
    )


def meetings_of_year(session: Session, year: int) -> list[MeetingRow]:
    """Return the year's meetings of every body, the first one first."""
    rows = _of_year.rows(session, first=date(year, 1, 1), last=date(year, 12, 31))
    return [MeetingRow(*row) for row in rows]


@prepared
def _of_year() -> Select[*tuple[Any, ...]]:
    return _rows().where(Meeting.held_on.between(bindparam("first"), bindparam("last")))


def next_meeting(session: Session, today: date) -> MeetingRow | None:
    """Return the meeting that comes next, today's included; cancelled ones left out."""
    row = _next.first(session, today=today)
    return MeetingRow(*row) if row else None


@prepared
def _next() -> Select[*tuple[Any, ...]]:
    coming = Meeting.held_on >= bindparam("today")
    return _rows().where(coming, Meeting.state != MeetingState.CANCELLED).limit(1)


def years(session: Session) -> tuple[int, ...]:
    """Return the years that hold meetings, the latest first."""
    found = [day.year for day in _ends.rows(session)[0] if day is not None]
    return tuple(range(found[-1], found[0] - 1, -1)) if found else ()


@prepared
def _ends() -> Select[*tuple[Any, ...]]:
    # Asked for together, SQLite would go through all of them instead of looking at the ends.
    ends = (func.min(Meeting.held_on), func.max(Meeting.held_on))
    return select(*(select(end).scalar_subquery() for end in ends))


def meetings_before_summons(session: Session, until: date) -> list[MeetingRow]:
    """Return the meetings up to a day whose summons has not been sent, the first one first."""
    return [MeetingRow(*row) for row in _unsummoned.rows(session, until=until)]


@prepared
def _unsummoned() -> Select[*tuple[Any, ...]]:
    unsent = Meeting.state.in_((MeetingState.PLANNED, MeetingState.DRAFTING))
    return _rows().where(Meeting.held_on <= bindparam("until"), unsent)
