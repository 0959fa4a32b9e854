"""Rows about whom a § is to be sent to, and every extract that was sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.dispatch.domain import Way
from app.kernel.append_only import append_only, stay_once_set
from app.kernel.db import Base, in_enum
from app.kernel.outbox import OutboxMessage
from app.minutes.models import Extract, MinutesVersion, Paragraph


class Dispatch(Base):
    """One certified extract on its way to one address: by mail, or as a letter."""

    __tablename__ = "dispatch"
    __table_args__ = (
        in_enum("way", Way),
        UniqueConstraint("extract_id", "address"),
        CheckConstraint("way <> 'not_needed'", name="goes_somewhere"),
        CheckConstraint("recipient <> '' AND address <> ''", name="has_address"),
        CheckConstraint("(way = 'mail') = (outbox_message_id IS NOT NULL)", name="mail_in_outbox"),
        CheckConstraint("way = 'letter' OR posted_on IS NULL", name="only_letters_are_posted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    extract_id: Mapped[int] = mapped_column(ForeignKey("extract.id"))
    way: Mapped[Way]
    recipient: Mapped[str]  # as the minutes call them; several are parted by semicolons
    address: Mapped[str]  # of the mail, or what stands on the envelope
    # Another mail takes its place when it is sent again.
    outbox_message_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"))
    posted_on: Mapped[date | None]  # the day when the letter was posted
    made_at: Mapped[datetime]
    made_by: Mapped[str]

    extract: Mapped[Extract] = relationship()
    message: Mapped[OutboxMessage | None] = relationship()


class DispatchRecipient(Base):
    """One line under "Expedieras till" at a §, from the frozen minutes, and what became of it."""

    __tablename__ = "dispatch_recipient"
    __table_args__ = (
        UniqueConstraint("paragraph_id", "name"),
        CheckConstraint("name <> ''", name="has_name"),
        CheckConstraint("dispatch_id IS NULL OR not_needed = ''", name="sent_or_not_needed"),
        Index(
            "ix_dispatch_recipient_open",
            "meeting_id",
            sqlite_where=text("dispatch_id IS NULL AND not_needed = ''"),
            postgresql_where=text("dispatch_id IS NULL AND not_needed = ''"),
        ),
        Index(None, "meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"))
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    label: Mapped[str]  # "§ 62", as it was printed
    position: Mapped[int]
    name: Mapped[str]
    dispatch_id: Mapped[int | None] = mapped_column(ForeignKey("dispatch.id"), index=True)
    not_needed: Mapped[str] = mapped_column(default="")  # why

    paragraph: Mapped[Paragraph] = relationship()
    minutes_version: Mapped[MinutesVersion] = relationship()
    dispatch: Mapped[Dispatch | None] = relationship()


append_only(cast("Table", Dispatch.__table__), mutable=("outbox_message_id", "posted_on"))
stay_once_set(cast("Table", Dispatch.__table__), "posted_on")
append_only(cast("Table", DispatchRecipient.__table__), mutable=("dispatch_id", "not_needed"))
