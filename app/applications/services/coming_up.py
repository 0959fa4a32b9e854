"""Applications that wait for the board: what the agenda offers, and how one is put there."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import ApplicationState
from app.applications.queries import board_waiting
from app.applications.services import briefing, proposing
from app.kernel.actor import Actor
from app.registry.domain import AgendaMatter


def waiting(session: Session) -> tuple[AgendaMatter, ...]:
    """Return the cases of the applications that are ready for the board, the oldest first."""
    return tuple(
        AgendaMatter(
            case_id=row.case_id,
            heading=proposing.heading_of(row.name),
            lacks="" if row.proposed else "Förslag saknas",
        )
        for row in board_waiting.ready(session)
    )


def call_up(session: Session, actor: Actor, case_id: int, meeting_id: int) -> bool:
    """Put a waiting application on a meeting's agenda with its brief, and say whether it waited.

    Raises:
        DomainError: what :func:`proposing.put_on_agenda` raises, above all ``board.no_proposal``.
    """
    application = queries.application_of_case(session, case_id)
    if application is None or application.state is not ApplicationState.READY_FOR_BOARD:
        return False
    brief = briefing.make_brief(session, actor=actor, application_id=application.id)
    papers = (
        proposing.paper("Beredningsunderlag", brief),
        *proposing.application_paper(session, application),
    )
    proposing.put_on_agenda(
        session,
        actor=actor,
        application_id=application.id,
        meeting_id=meeting_id,
        background=proposing.background(session, application),
        papers=papers,
    )
    return True
