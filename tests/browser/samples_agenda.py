"""Addresses of the pages about what waits for a meeting, and of decisions between meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.delegation.models import DelegatedDecision
from app.meetings.domain import MeetingState
from app.meetings.models import Annex, Meeting, WaitingMatter

Values = dict[str, Any]


def _waiting(session: Session) -> Iterator[Values]:
    """A matter that waits, on the agenda that it can be taken up at."""
    rows = select(WaitingMatter.id).where(WaitingMatter.agenda_item_id.is_(None))
    days = select(Meeting.held_on).where(Meeting.state == MeetingState.DRAFTING)
    for waiting_id in session.scalars(rows.order_by(WaitingMatter.id).limit(1)):
        for day in session.scalars(days.order_by(Meeting.held_on).limit(1)):
            yield {"day": day, "waiting_id": waiting_id}


def _written(session: Session) -> Iterator[Values]:
    """The annexes of the items that are still written."""
    rows = (
        select(Meeting.held_on, Annex.agenda_item_id, Annex.number)
        .join(Meeting, Meeting.id == Annex.meeting_id)
        .where(Meeting.state == MeetingState.DRAFTING, Annex.agenda_item_id.is_not(None))
    )
    for day, item_id, number in session.execute(rows.order_by(Annex.id)):
        yield {"day": day, "item_id": item_id, "number": number}


def _decisions(session: Session) -> Iterator[Values]:
    for number in session.scalars(select(DelegatedDecision.id).order_by(DelegatedDecision.id)):
        yield {"decision_id": number}


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "meetings.drop_matter": _waiting,
    "meetings.written_annex": _written,
    "delegation.decision": _decisions,
    "delegation.decision_file": _decisions,
}
