"""Rows about the notice board: what was posted, until when, and that it was really shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.association.models import NoticeBoard
from app.documents.models import FileVersion
from app.kernel.append_only import append_only
from app.kernel.db import Base
from app.minutes.models import MinutesVersion


class Posting(Base):
    """A notice that minutes have been attested; it cannot be edited or removed (rules K18–K20)."""

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("last_day > posted_on", name="appeal_period_follows"),
        CheckConstraint("take_down_on > last_day", name="taken_down_after_last_day"),
        Index(None, "posted_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_board_id: Mapped[int] = mapped_column(ForeignKey("notice_board.id"))
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"))
    body_name: Mapped[str]
    meeting_on: Mapped[date]
    paragraphs: Mapped[str]  # "§§ 57–70"
    attested_on: Mapped[date]
    posted_on: Mapped[date]
    posted_at: Mapped[datetime]
    posted_by: Mapped[str]
    last_day: Mapped[date]  # of the appeal period
    take_down_on: Mapped[date]
    kept_at: Mapped[str]  # where the minutes are kept
    taken_down_at: Mapped[datetime | None]
    broken_at: Mapped[datetime | None]  # the notice was not shown for the whole time (K20)
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))

    notice_board: Mapped[NoticeBoard] = relationship()
    minutes_version: Mapped[MinutesVersion] = relationship()
    proof: Mapped[FileVersion | None] = relationship()


class BoardWatch(Base):
    """A span of time during which the public notice board was seen to answer (rule K20)."""

    __tablename__ = "board_watch"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


append_only(cast("Table", Posting.__table__), mutable=("taken_down_at", "broken_at", "proof_id"))
