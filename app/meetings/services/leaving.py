"""What leaves an agenda: its case is told of, and what waited for a meeting waits again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.meetings import queries
from app.meetings.domain import AGENDA_OPEN, MeetingState
from app.meetings.models import WaitingMatter
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


def wait_again(session: Session, matters: Iterable[WaitingMatter]) -> None:
    """Put matters back in the queue whose item has left the agenda or whose meeting is off."""
    for matter in matters:
        matter.agenda_item_id = None
    session.flush()
