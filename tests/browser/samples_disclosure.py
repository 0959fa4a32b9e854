"""Addresses of published minutes, and of minutes on their way there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.disclosure.models import PublishedVersion
from app.meetings.models import Meeting
from app.minutes.domain.terms import ATTESTED

Values = dict[str, Any]


def _attested(session: Session) -> Iterator[Values]:
    """One meeting in every state in which its minutes may be published."""
    found: dict[object, date] = {}
    rows = select(Meeting).where(Meeting.state.in_(sorted(ATTESTED))).order_by(Meeting.held_on)
    for meeting in session.scalars(rows):
        found.setdefault(meeting.state, meeting.held_on)
    yield from ({"day": day} for day in found.values())


def _days(session: Session) -> Iterator[Values]:
    """Every day with published minutes, and one without."""
    days = session.scalars(select(PublishedVersion.meeting_on).distinct())
    for day in (*sorted(days), date(2014, 1, 1)):
        yield {"year": day.year, "day": day}


def _versions(session: Session) -> Iterator[Values]:
    rows = select(PublishedVersion).order_by(PublishedVersion.id)
    for one in session.scalars(rows):
        yield {"year": one.meeting_on.year, "day": one.meeting_on, "number": one.number}


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "disclosure.show": _attested,
    "disclosure.preview": _attested,
    "disclosure.unpublish": _attested,
    "published.newest": _days,
    "published.version": _versions,
    "published.word": _versions,
    "published.pdf": _versions,
}
