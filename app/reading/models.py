"""Rows about one person's reading; nobody else sees them, not even the office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base


class ReadMark(Base):
    """What a person has read of a meeting's papers: a digest of each part of each item."""

    __tablename__ = "read_mark"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    read_at: Mapped[datetime]
    digests: Mapped[dict[str, Any]]  # by item id


class PrivateNote(Base):
    """A person's own note on an item, in no export, register, search or log.

    The note stays when the item is taken off the agenda.
    """

    __tablename__ = "private_note"
    __table_args__ = (
        UniqueConstraint("person_id", "agenda_item_id"),
        Index(None, "meeting_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True
    )
    heading: Mapped[str]  # the item's, as it was when the note was written
    text: Mapped[str]
    written_at: Mapped[datetime]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it
