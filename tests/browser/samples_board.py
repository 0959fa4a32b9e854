"""Addresses of the pages of notices that came down and of what is sent out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dispatch.domain import Way
from app.dispatch.models import Dispatch, DispatchRecipient
from app.meetings.models import Meeting
from app.minutes.models import Extract, MinutesVersion
from app.publication.models import Posting

Values = dict[str, Any]


def _closed(session: Session) -> Iterator[Values]:
    """The last notices that came down: a digital one and a physical one."""
    rows = select(Posting).where(Posting.closing_proof_id.is_not(None))
    for posting in session.scalars(rows.order_by(Posting.id.desc()).limit(2)):
        yield {"day": posting.meeting_on, "posting_id": posting.id}


def _going(session: Session) -> Iterator[Values]:
    """The meetings whose §§ go to somebody."""
    rows = select(Meeting.held_on).join(
        DispatchRecipient, DispatchRecipient.meeting_id == Meeting.id
    )
    for day in session.scalars(rows.distinct().order_by(Meeting.held_on)):
        yield {"day": day}


def _sent(*ways: Way) -> Callable[[Session], Iterator[Values]]:
    """Return the extracts that went a way, letters while they have not been posted."""

    def make(session: Session) -> Iterator[Values]:
        rows = (
            select(Meeting.held_on, Dispatch.id)
            .join(MinutesVersion, MinutesVersion.meeting_id == Meeting.id)
            .join(Extract, Extract.minutes_version_id == MinutesVersion.id)
            .join(Dispatch, Dispatch.extract_id == Extract.id)
            .where(Dispatch.way.in_(ways), Dispatch.posted_on.is_(None))
        )
        for day, dispatch_id in session.execute(rows.order_by(Dispatch.id).limit(1)):
            yield {"day": day, "dispatch_id": dispatch_id}

    return make


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "publication.closing": _closed,
    "publication.closing_file": _closed,
    "dispatch.index": _going,
    "dispatch.send": _going,
    "dispatch.extract_file": _sent(Way.MAIL, Way.LETTER),
    "dispatch.again": _sent(Way.MAIL),
    "dispatch.posted": _sent(Way.LETTER),
}
WITH_A_QUESTION = {"dispatch.send": ("?p=61&p=62",)}
