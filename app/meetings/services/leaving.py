"""Telling the register that a case is no longer on its way to a decision."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.meetings import queries
from app.meetings.domain import AGENDA_OPEN, MeetingState
from app.registry import services as registry

_MAY_DECIDE = AGENDA_OPEN | {
    MeetingState.IN_SESSION,
    MeetingState.MINUTES_DRAFTING,
    MeetingState.FROZEN,
}


def case_left(
    session: Session, *, actor: Actor | None, case_id: int, but_for: int | None = None
) -> None:
    """Say that a case has left its agenda, unless a meeting that may decide still has it.

    ``but_for`` is a meeting (its id) whose items no longer count, since its § is gone.
    """
    session.flush()
    if not any(
        item.meeting.state in _MAY_DECIDE and item.meeting_id != but_for
        for item in queries.items_about(session, case_id)
    ):
        registry.matter_lost(session, actor, case_id)
