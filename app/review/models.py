"""Rows about the round before the signatures: comments, ready marks, refusals, what was read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Person
from app.kernel.append_only import append_only
from app.kernel.db import Base
from app.minutes.models import MinutesVersion, Paragraph


def _signs(name: str, person: str = "person_id") -> ForeignKeyConstraint:
    """Return what lets only the signers of that very version do it (rule ATT)."""
    return ForeignKeyConstraint(
        ["minutes_version_id", person],
        ["signer.minutes_version_id", "signer.person_id"],
        name=f"fk_{name}_signer",
    )


class ReviewComment(Base):
    """What a signer or the office has written about a §, or about the front page."""

    __tablename__ = "review_comment"
    __table_args__ = (
        _signs("review_comment", "signer_id"),
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint(
            "(by_office AND signer_id IS NULL) OR "
            "(NOT by_office AND signer_id IS NOT NULL AND signer_id = person_id)",
            name="signer_or_office",
        ),
        CheckConstraint("(resolved_at IS NULL) = (resolved_by = '')", name="resolved_by_somebody"),
        Index(None, "minutes_version_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey(MinutesVersion.id))
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey(Paragraph.id), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    signer_id: Mapped[int | None]  # the same person, where that person signs
    by_office: Mapped[bool]
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    text: Mapped[str]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str] = mapped_column(default="")


class ReviewMark(Base):
    """A signer has read the version and has nothing more to say; once each, can be taken back."""

    __tablename__ = "review_mark"
    __table_args__ = (
        _signs("review_mark"),
        UniqueConstraint("minutes_version_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int]
    person_id: Mapped[int]
    marked_at: Mapped[datetime]


class ReviewRefusal(Base):
    """A signer sent the version back with a reason; it is void from then on (rule UNL)."""

    __tablename__ = "review_refusal"
    __table_args__ = (
        _signs("review_refusal"),
        UniqueConstraint("minutes_version_id"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int]
    person_id: Mapped[int]
    name: Mapped[str]
    reason: Mapped[str]
    refused_at: Mapped[datetime]


class ReviewReading(Base):
    """A signer opened the version: a mark of each § as it was shown, the first time."""

    __tablename__ = "review_reading"
    __table_args__ = (
        _signs("review_reading"),
        UniqueConstraint("minutes_version_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(index=True)
    read_at: Mapped[datetime]
    fingerprints: Mapped[dict[str, Any]] = mapped_column(JSON)  # by § number; "0": the front page


class ReviewReminder(Base):
    """A letter to a signer that time is short (rule K7): at most one to each a day."""

    __tablename__ = "review_reminder"
    __table_args__ = (
        _signs("review_reminder"),
        UniqueConstraint("minutes_version_id", "person_id", "sent_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int]
    person_id: Mapped[int]
    sent_on: Mapped[date]


append_only(cast("Table", ReviewComment.__table__), mutable=("resolved_at", "resolved_by"))
append_only(cast("Table", ReviewRefusal.__table__))
append_only(cast("Table", ReviewReading.__table__))
append_only(cast("Table", ReviewReminder.__table__))
