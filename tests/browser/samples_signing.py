"""Addresses of the pages of signing: whole minutes, a § by itself, and outside services."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.meetings.models import Meeting
from app.minutes.models import Attestation, MinutesVersion, Paragraph

Values = dict[str, Any]


def _versions(session: Session) -> Iterator[tuple[MinutesVersion, Values]]:
    """The newest frozen version in every state of a meeting, and every § by itself."""
    rows = (
        select(MinutesVersion, Meeting, Paragraph.number)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .outerjoin(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .where(MinutesVersion.voided_at.is_(None))
        .order_by(MinutesVersion.id.desc())
    )
    seen = set()
    for version, meeting, number in session.execute(rows):
        if number is not None:
            yield version, {"day": meeting.held_on, "number": number}
        elif meeting.state not in seen:
            seen.add(meeting.state)
            yield version, {"day": meeting.held_on}


def _pages(session: Session) -> Iterator[Values]:
    for _, values in _versions(session):
        yield values


def _files(session: Session) -> Iterator[Values]:
    for version, values in _versions(session):
        given = select(Attestation.person_id).where(Attestation.minutes_version_id == version.id)
        person_id = session.scalars(given.order_by(Attestation.id)).first()
        yield {**values, "person_id": person_id or 999999}


def _asked(session: Session) -> Iterator[Values]:
    """No service is offered in the demonstration: what was asked of one is not there."""
    for _, values in _versions(session):
        yield {**values, "request_id": 999999}


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "signing.attestation": _pages,
    "signing.frozen_word": _pages,
    "signing.word": _pages,
    "signing.scan": _files,
    "signing.go_to_remote": _asked,
}
