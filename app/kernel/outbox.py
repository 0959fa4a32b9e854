"""The outbox: mail is a row in the same transaction, and leaves only after the commit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kernel import clock
from app.kernel.db import Base

LEASE = timedelta(minutes=5)
RETRY_AFTER = (1, 5, 15, 60, 240, 720, 1440)  # minutes


class OutboxMessage(Base):
    """One mail to one person; Message-ID is fixed here, so a repeated sending can be recognised."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint("sent_at IS NULL OR failed_at IS NULL", name="sent_or_failed"),
        Index("ix_outbox_message_waiting", "next_try_at"),
        Index(None, "subject_type", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str]
    heading: Mapped[str]
    body: Mapped[str]
    attachments: Mapped[list[Any]]  # [{"sha256", "filename", "media_type"}]
    calendar: Mapped[str | None]  # an iCalendar object, sent as text/calendar
    calendar_method: Mapped[str | None]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]


def queue_mail(
    session: Session,
    *,
    recipient: str,
    heading: str,
    body: str,
    subject_type: str,
    subject_id: int,
    attachments: Sequence[dict[str, str]] = (),
    calendar: str | None = None,
    calendar_method: str | None = None,
) -> OutboxMessage:
    """Put one mail in the outbox; attachments name stored bytes by sha256, filename, media_type."""
    now = clock.now()
    message = OutboxMessage(
        message_id=f"<{uuid.uuid4()}@klubba>",
        recipient=recipient,
        heading=heading,
        body=body,
        attachments=list(attachments),
        calendar=calendar,
        calendar_method=calendar_method,
        subject_type=subject_type,
        subject_id=subject_id,
        created_at=now,
        next_try_at=now,
    )
    session.add(message)
    return message


def claim(session: Session) -> OutboxMessage | None:
    """Take one due mail under a lease; a worker that dies leaves it to the next one.

    Two workers never get the same row: the UPDATE repeats the condition that the row is due.
    """
    now = clock.now()
    due = (
        OutboxMessage.sent_at.is_(None),
        OutboxMessage.failed_at.is_(None),
        OutboxMessage.next_try_at <= now,
    )
    first = session.scalar(
        select(OutboxMessage.id)
        .where(*due)
        .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if first is None:
        return None
    return session.scalar(
        update(OutboxMessage)
        .where(OutboxMessage.id == first, *due)
        .values(next_try_at=now + LEASE, attempts=OutboxMessage.attempts + 1)
        .returning(OutboxMessage)
    )


def mark_sent(message: OutboxMessage) -> None:
    """Note that the mail has left."""
    message.sent_at = clock.now()
    message.last_error = None


def mark_failed(message: OutboxMessage, error: str) -> None:
    """Plan the next try, or give up after the last one."""
    message.last_error = error
    if message.attempts > len(RETRY_AFTER):
        message.failed_at = clock.now()
        return
    message.next_try_at = clock.now() + timedelta(minutes=RETRY_AFTER[message.attempts - 1])


def messages_about(
    session: Session, *, subject_type: str, subject_id: int
) -> Sequence[OutboxMessage]:
    """Return the mails about one object, in the order they were written."""
    return session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.subject_type == subject_type, OutboxMessage.subject_id == subject_id)
        .order_by(OutboxMessage.id)
    ).all()
