"""Asking for a packet: a row that the worker finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.packets import queries
from app.packets.models import Packet
from app.packets.services.gathering import contents_of

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def ask(session: Session, *, actor: Actor | None, meeting: Meeting) -> Packet:
    """Ask for all papers of the meeting as one PDF; one that is under way is not asked for twice.

    Raises:
        DomainError: ``packets.nothing_to_make`` when the agenda is empty.
    """
    meetings.lock_meeting(session, meeting.id)
    waiting = queries.under_way(session, meeting.id)
    if waiting is not None:
        return waiting
    contents = contents_of(session, meeting)
    if not contents.chapters:
        raise DomainError("packets.nothing_to_make")
    now = clock.now()
    packet = Packet(
        meeting_id=meeting.id,
        asked_at=now,
        asked_by=actor.name if actor else history.SYSTEM,
        fingerprint=contents.fingerprint(),
        of_draft=contents.summons_version is None,
        total_papers=1 + len(contents.papers),
        claimed_until=now,
    )
    session.add(packet)
    history.note(
        session,
        actor=actor,
        action="packet.asked",
        subject=meeting,
        sentence="beställde hela handlingspaketet som PDF",
    )
    return packet
