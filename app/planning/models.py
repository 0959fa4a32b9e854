"""Rows about the year: plans with their days, what the year asked for, calendar feeds."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.association.models import Body
from app.kernel.db import Base, in_enum
from app.meetings.models import Meeting
from app.planning.domain import DutyKind, PlanState


class MeetingPlan(Base):
    """A body's meetings of one year: a proposal until it is adopted."""

    __tablename__ = "meeting_plan"
    __table_args__ = (
        in_enum("state", PlanState),
        UniqueConstraint("body_id", "year"),
        CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", name="adopted_some_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    year: Mapped[int]
    state: Mapped[PlanState] = mapped_column(default=PlanState.PROPOSED)
    adopted_at: Mapped[datetime | None]
    version_id: Mapped[int] = mapped_column()

    body: Mapped[Body] = relationship()
    days: Mapped[list[PlannedMeeting]] = relationship(
        order_by="PlannedMeeting.held_on", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class PlannedMeeting(Base):
    """One day of a plan; it follows the meeting once it has become one."""

    __tablename__ = "planned_meeting"
    __table_args__ = (
        UniqueConstraint("plan_id", "held_on"),
        UniqueConstraint("meeting_id"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("meeting_plan.id"), index=True)
    held_on: Mapped[date]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    place: Mapped[str]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))

    meeting: Mapped[Meeting | None] = relationship()


class DutyDone(Base):
    """That something the year asks for was done: when, and where it is written (F18, F20)."""

    __tablename__ = "duty_done"
    __table_args__ = (
        in_enum("kind", DutyKind),
        UniqueConstraint("year", "kind"),
        CheckConstraint("reference <> ''", name="has_reference"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    kind: Mapped[DutyKind]
    done_on: Mapped[date]
    reference: Mapped[str]


class CalendarFeed(Base):
    """The secret address of one person's calendar; only the hash of the secret is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (UniqueConstraint("person_id"), UniqueConstraint("token_hash"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token_hash: Mapped[str]
    made_at: Mapped[datetime]
