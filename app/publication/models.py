"""Rows about the notice board: what was posted, until when, and that it was really shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.association.models import NoticeBoard
from app.documents.models import FileVersion
from app.kernel.append_only import append_only, refuse_when, stay_once_set
from app.kernel.db import Base
from app.minutes.models import MinutesVersion


class Posting(Base):
    """A notice that minutes have been attested; it cannot be edited or removed (rules K18–K20)."""

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("last_day > posted_on", name="appeal_period_follows"),
        CheckConstraint("take_down_on > last_day", name="taken_down_after_last_day"),
        CheckConstraint("posted_on >= attested_on", name="posted_after_attestation"),
        # One notice of a version holds on each board; a broken one is followed by another.
        Index(
            "uq_posting_holds",
            "notice_board_id",
            "minutes_version_id",
            unique=True,
            sqlite_where=text("broken_at IS NULL"),
            postgresql_where=text("broken_at IS NULL"),
        ),
        Index(None, "posted_on"),
        Index(None, "minutes_version_id"),
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
    # Made when the notice is taken down: how long it was up, and whether it was shown all the time.
    closing_proof_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))

    notice_board: Mapped[NoticeBoard] = relationship()
    minutes_version: Mapped[MinutesVersion] = relationship()
    proof: Mapped[FileVersion | None] = relationship(foreign_keys=[proof_id])
    closing_proof: Mapped[FileVersion | None] = relationship(foreign_keys=[closing_proof_id])


class BoardWatch(Base):
    """A span of time during which the public notice board was seen to answer (rule K20).

    ``longest_pause`` is the longest time between two looks inside it, in seconds.
    """

    __tablename__ = "board_watch"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    longest_pause: Mapped[int] = mapped_column(default=0)


_SET_ONCE = ("taken_down_at", "broken_at", "proof_id", "closing_proof_id")
_POSTING = cast("Table", Posting.__table__)
_WATCH = cast("Table", BoardWatch.__table__)

append_only(_POSTING, mutable=_SET_ONCE)
for _column in _SET_ONCE:
    stay_once_set(_POSTING, _column)

# A whole notice comes down when its last day is over in Sweden, not before (rules K19, K20).
# SQLite knows no time zones: it lets through what is early by the hours of the summer.
_DOWN = "NEW.taken_down_at IS NOT NULL AND NEW.broken_at IS NULL AND "
_EARLY = {
    "sqlite": _DOWN + "datetime(NEW.taken_down_at) < datetime(NEW.take_down_on, '-2 hours')",
    "postgresql": _DOWN
    + "NEW.taken_down_at < (NEW.take_down_on::timestamp AT TIME ZONE 'Europe/Stockholm')",
}
refuse_when(_POSTING, "down_too_early", "UPDATE OF taken_down_at", _EARLY)
refuse_when(_POSTING, "never_up", "INSERT", _EARLY)
# The appeal period is three weeks at the least (rule K20).
refuse_when(
    _POSTING,
    "too_short",
    "INSERT",
    {
        "sqlite": "NEW.last_day < date(NEW.posted_on, '+21 days')",
        "postgresql": "NEW.last_day < NEW.posted_on + 21",
    },
)

# What was seen stays seen: a span only grows.
append_only(_WATCH, mutable=("last_seen_at", "longest_pause"))
_SHRINKS = "NEW.last_seen_at < OLD.last_seen_at OR NEW.longest_pause < OLD.longest_pause"
refuse_when(
    _WATCH,
    "shrinks",
    "UPDATE OF last_seen_at, longest_pause",
    {"sqlite": _SHRINKS, "postgresql": _SHRINKS},
)
