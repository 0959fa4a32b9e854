"""What is planned for an application: the group that has it, and the board's meeting."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.applications.domain import Stage
from app.applications.models import ApplicationDecision, GroupMeeting, Preparation
from app.association.models import Body


def group_and_day(session: Session, application_id: int) -> tuple[str, date | None] | None:
    """Return the name of the latest group that got the application, and the day of its meeting."""
    row = session.execute(
        select(Body.name, GroupMeeting.held_on)
        .select_from(Preparation)
        .join(Body, Body.id == Preparation.body_id)
        .outerjoin(GroupMeeting, GroupMeeting.id == Preparation.meeting_id)
        .where(Preparation.application_id == application_id)
        .order_by(Preparation.number.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def board_day(session: Session, application_id: int) -> date | None:
    """Return the day of the board's meeting whose agenda the application has been put on."""
    return session.scalar(
        select(ApplicationDecision.meeting_on)
        .where(
            ApplicationDecision.application_id == application_id,
            ApplicationDecision.stage == Stage.PROPOSAL,
        )
        .order_by(ApplicationDecision.round.desc())
        .limit(1)
    )
