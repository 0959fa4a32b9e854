"""Addresses of the round before the signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.meetings.models import Meeting
from app.minutes.models import MinutesVersion

Values = dict[str, Any]


def _versions(session: Session) -> Iterator[Values]:
    """The first version that was frozen of all, and the latest: attested and waiting."""
    rows = (
        select(Meeting.held_on, MinutesVersion.id)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .where(MinutesVersion.paragraph_id.is_(None))
        .limit(1)
    )
    for order in (MinutesVersion.id, MinutesVersion.id.desc()):
        for held_on, version_id in session.execute(rows.order_by(order)):
            yield {"day": held_on, "version_id": version_id}


def _days(session: Session) -> Iterator[Values]:
    for values in _versions(session):
        yield {"day": values["day"]}


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "review.newest": _days,
    "review.review": _versions,
}
