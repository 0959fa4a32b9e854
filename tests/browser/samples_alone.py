"""Addresses of the pages of one §: attested at once, unlocked, corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.correction.models import Correction
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes.models import MinutesVersion, Paragraph

Values = dict[str, Any]


def _at_once(session: Session) -> Iterator[Values]:
    """The first § of the demonstration that has a frozen version of its own, and one without."""
    own = select(MinutesVersion.paragraph_id).where(MinutesVersion.paragraph_id.is_not(None))
    rows = (
        select(Meeting.held_on, Paragraph.number)
        .join(Meeting, Meeting.id == Paragraph.meeting_id)
        .where(Paragraph.number.is_not(None))
        .order_by(Paragraph.id)
        .limit(1)
    )
    for condition in (Paragraph.id.in_(own), Paragraph.id.not_in(own)):
        for held_on, number in session.execute(rows.where(condition)):
            yield {"day": held_on, "number": number}


def _voided(session: Session) -> Iterator[Values]:
    """The latest version that was unlocked, else the first that holds, which has no such page."""
    rows = (
        select(Meeting.held_on, MinutesVersion.id)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .order_by(MinutesVersion.voided_at.is_(None), MinutesVersion.id)
        .limit(1)
    )
    for held_on, version_id in session.execute(rows):
        yield {"day": held_on, "version_id": version_id}


def _attested(session: Session) -> Iterator[Values]:
    """A § of attested minutes."""
    states = (MeetingState.ATTESTED, MeetingState.POSTED, MeetingState.FINAL)
    rows = (
        select(Meeting.held_on, Paragraph.number)
        .join(Meeting, Meeting.id == Paragraph.meeting_id)
        .where(Meeting.state.in_(states), Paragraph.number.is_not(None))
        .order_by(Paragraph.id)
        .limit(1)
    )
    for held_on, number in session.execute(rows):
        yield {"day": held_on, "number": number}


def _corrections(session: Session) -> Iterator[Values]:
    """The first rättelse, else a number that no rättelse has."""
    rows = (
        select(Meeting.held_on, Correction.number)
        .join(Meeting, Meeting.id == Correction.meeting_id)
        .order_by(Correction.id)
        .limit(1)
    )
    found = [{"day": day, "number": number} for day, number in session.execute(rows)]
    yield from found or _attested(session)


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "minutes.immediate": _at_once,
    "minutes.immediate_word": _at_once,
    "minutes.voided": _voided,
    "minutes.voided_word": _voided,
    "correction.new": _attested,
    "correction.correction": _corrections,
    "correction.word": _corrections,
    "correction.sealed_pdf": _corrections,
}
