"""Every question about the year, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts.domain import hash_token
from app.association.domain import BodyKind
from app.association.models import Body
from app.kernel.actor import Actor, office
from app.kernel.errors import NotFound
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.planning.domain import DutyKind
from app.planning.models import CalendarFeed, DutyDone, MeetingPlan, PlannedMeeting

_OPTIONS = (
    joinedload(MeetingPlan.body),
    selectinload(MeetingPlan.days).joinedload(PlannedMeeting.meeting),
)


def plan(session: Session, *, body_id: int, year: int) -> MeetingPlan | None:
    """Return a body's plan of a year with its days and their meetings, or None."""
    return session.scalar(
        select(MeetingPlan)
        .where(MeetingPlan.body_id == body_id, MeetingPlan.year == year)
        .options(*_OPTIONS)
    )


def planned(plan: MeetingPlan, day_id: int) -> PlannedMeeting:
    """Return one day of a plan; raises NotFound for another plan's."""
    found = next((day for day in plan.days if day.id == day_id), None)
    if found is None:
        raise NotFound
    return found


def held(session: Session, *, body_id: int, year: int) -> Sequence[Meeting]:
    """Return the meetings of a body in a year, cancelled ones too, the first one first."""
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.body_id == body_id,
            Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(Meeting.held_on, Meeting.id)
    ).all()


def last_before(session: Session, *, body_id: int, year: int) -> int | None:
    """Return the latest year before a year in which a body met, or None."""
    day = session.scalar(
        select(func.max(Meeting.held_on)).where(
            Meeting.body_id == body_id, Meeting.held_on < date(year, 1, 1)
        )
    )
    return day.year if day else None


def done(session: Session, year: int) -> dict[DutyKind, tuple[date, str]]:
    """Return what of the year's duties is done: the day, and where it is written."""
    rows = session.scalars(select(DutyDone).where(DutyDone.year == year).order_by(DutyDone.id))
    return {row.kind: (row.done_on, row.reference) for row in rows}


def duty_row(session: Session, year: int, kind: DutyKind) -> DutyDone | None:
    """Return the row of one duty of a year, or None."""
    return session.scalar(select(DutyDone).where(DutyDone.year == year, DutyDone.kind == kind))


def feed_of(session: Session, person_id: int) -> CalendarFeed | None:
    """Return a person's calendar feed, or None."""
    return session.scalar(select(CalendarFeed).where(CalendarFeed.person_id == person_id))


def feed_owner(session: Session, token: str) -> int:
    """Return the id of the person whose secret address this is; raises NotFound."""
    found = session.scalar(
        select(CalendarFeed.person_id).where(CalendarFeed.token_hash == hash_token(token))
    )
    if found is None:
        raise NotFound
    return found


class FeedMeeting(NamedTuple):
    """A meeting in a calendar, and the name of the body that meets."""

    meeting: Meeting
    body: str


def feed_meetings(session: Session, actor: Actor, since: date) -> list[FeedMeeting]:
    """Return the meetings that a person may know of from a day on: the office's are all."""
    wanted = select(Meeting, Body.name).join(Body, Body.id == Meeting.body_id)
    if not office(actor, None):
        bodies = [body_id for _, body_id in actor.seats if body_id is not None]
        wanted = wanted.where(Meeting.body_id.in_(bodies))
    return _feed(session, wanted.where(Meeting.held_on >= since))


def public_meetings(session: Session, since: date) -> list[FeedMeeting]:
    """Return the board's meetings from a day on whose summons has been sent (rule O5)."""
    return _feed(
        session,
        select(Meeting, Body.name)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Body.kind == BodyKind.BOARD,
            Meeting.held_on >= since,
            Meeting.state.not_in((MeetingState.PLANNED, MeetingState.DRAFTING)),
            # A meeting that was cancelled before anybody was called to it was never public.
            (Meeting.state != MeetingState.CANCELLED) | (Meeting.calendar_sequence > 0),
        ),
    )


def _feed(session: Session, wanted: Select[Meeting, str]) -> list[FeedMeeting]:
    rows = session.execute(wanted.order_by(Meeting.held_on, Meeting.id))
    return [FeedMeeting(one, body) for one, body in rows]
