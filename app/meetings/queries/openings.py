"""Questions about who has opened a sending of the summons, and how each mail has gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.kernel.outbox import OutboxMessage
from app.kernel.prepared import prepared
from app.meetings.domain import MeetingState, SummonsKind
from app.meetings.models import Meeting, Summons, SummonsOpening, SummonsRecipient


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One who got a sending: how the mail has gone, and when it was first opened in the tool."""

    person_id: int
    name: str
    email: str  # empty for those who get it on paper
    sent_at: datetime | None
    failed_at: datetime | None
    attempts: int
    last_error: str
    opened_at: datetime | None
    opened_earlier: bool  # has opened an earlier sending, but maybe not this one


@prepared
def _deliveries() -> Select[*tuple[Any, ...]]:
    earlier, opened = aliased(Summons), aliased(SummonsOpening)
    before = exists().where(
        earlier.meeting_id == Summons.meeting_id,
        earlier.version < Summons.version,
        opened.summons_id == earlier.id,
        opened.person_id == SummonsRecipient.person_id,
    )
    return (
        select(
            SummonsRecipient.person_id,
            SummonsRecipient.name,
            SummonsRecipient.email,
            OutboxMessage.sent_at,
            OutboxMessage.failed_at,
            func.coalesce(OutboxMessage.attempts, 0),
            func.coalesce(OutboxMessage.last_error, ""),
            SummonsOpening.first_at,
            before,
        )
        .join(Summons, Summons.id == SummonsRecipient.summons_id)
        .outerjoin(OutboxMessage, OutboxMessage.id == SummonsRecipient.outbox_message_id)
        .outerjoin(
            SummonsOpening,
            and_(
                SummonsOpening.summons_id == SummonsRecipient.summons_id,
                SummonsOpening.person_id == SummonsRecipient.person_id,
            ),
        )
        .where(SummonsRecipient.summons_id == bindparam("summons_id", type_=Integer))
        .order_by(SummonsRecipient.id)
    )


def deliveries(session: Session, summons_id: int) -> list[DeliveryRow]:
    """Return everybody who got a sending, in the order of the document."""
    rows = _deliveries.rows(session, summons_id=summons_id)
    return [DeliveryRow(*row) for row in rows]


def opened_at(session: Session, *, summons_id: int, person_id: int) -> datetime | None:
    """Return when a person first opened a sending, if ever."""
    return session.scalar(
        select(SummonsOpening.first_at).where(
            SummonsOpening.summons_id == summons_id, SummonsOpening.person_id == person_id
        )
    )


def read_before(
    session: Session, *, sent: Summons, person_id: int
) -> tuple[Summons, datetime] | None:
    """Return the last sending before this one that a person has opened, and when they did."""
    row = session.execute(
        select(Summons, SummonsOpening.first_at)
        .join(SummonsOpening, SummonsOpening.summons_id == Summons.id)
        .where(
            Summons.meeting_id == sent.meeting_id,
            Summons.version < sent.version,
            Summons.kind != SummonsKind.CANCELLATION,
            SummonsOpening.person_id == person_id,
        )
        .order_by(Summons.version.desc())
        .limit(1)
        .options(joinedload(Summons.file_version))
    ).first()
    return (row[0], row[1]) if row else None


def to_remind(session: Session, *, first: date, last: date) -> list[Meeting]:
    """Return the summoned meetings of these days whose office wants a reminder, oldest first."""
    statement = select(Meeting).where(
        Meeting.remind_unopened.is_(True),
        Meeting.state == MeetingState.SUMMONED,
        Meeting.held_on >= first,
        Meeting.held_on <= last,
    )
    return list(session.scalars(statement.order_by(Meeting.held_on, Meeting.id)))
