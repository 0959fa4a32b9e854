"""Addresses of the pages of a year: the plan, its days, what the year asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.planning.domain import DutyKind
from app.planning.models import MeetingPlan, PlannedMeeting

Values = dict[str, Any]


def _plans(session: Session) -> Iterator[Values]:
    for plan in session.scalars(select(MeetingPlan).order_by(MeetingPlan.year)):
        yield {"year": plan.year}


def _years(session: Session) -> Iterator[Values]:
    yield from _plans(session)
    yield {"year": 1999}


def _days(session: Session) -> Iterator[Values]:
    """The first day that has not become a meeting, and the first that has."""
    for made in (PlannedMeeting.meeting_id.is_(None), PlannedMeeting.meeting_id.is_not(None)):
        rows = select(MeetingPlan.year, PlannedMeeting.id).join(MeetingPlan.days).where(made)
        for year, day_id in session.execute(rows.order_by(PlannedMeeting.id).limit(1)):
            yield {"year": year, "day_id": day_id}


def _duties(session: Session) -> Iterator[Values]:
    for plan in _plans(session):
        for kind in DutyKind:
            yield {**plan, "kind": str(kind)}


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "planning.year": _years,
    "planning.word": _plans,
    "planning.add_day": _plans,
    "planning.edit_day": _days,
    "planning.duty": _duties,
}
