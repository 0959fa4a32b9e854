"""The demonstration's plan of the year, and of the next."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.association import queries as association
from app.kernel.actor import Actor
from app.planning import services as planning
from app.planning.domain import DutyKind


def plan_the_years(session: Session, actor: Actor, today: date) -> None:
    """Adopt this year's plan as the meetings are, and propose next year's."""
    board = association.board(session)
    this = planning.propose(session, actor=actor, body_id=board.id, year=today.year)
    planning.adopt(session, actor=actor, plan=this)
    planning.propose(session, actor=actor, body_id=board.id, year=today.year + 1)
    reported = date(today.year, 3, 20)
    if reported < today - timedelta(days=1):
        planning.mark_duty(
            session,
            actor=actor,
            year=today.year,
            kind=DutyKind.ANNUAL_REPORT,
            done_on=reported,
            reference="§ 8",
        )
