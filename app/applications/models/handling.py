"""Rows about completion and preparation: what was asked for, and what each member says."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.applications.domain import CompletionState, OpinionState, Stance
from app.applications.models.application import Application
from app.association.models import Body, MemberOrganisation
from app.documents.models import FileVersion
from app.kernel.append_only import stay_once_set
from app.kernel.db import Base, in_enum


class CompletionRequest(Base):
    """What the office asks the applicant to complete, and by when; one at a time."""

    __tablename__ = "completion_request"
    __table_args__ = (
        in_enum("state", CompletionState),
        UniqueConstraint("application_id", "number"),
        CheckConstraint("(state = 'answered') = (answered_at IS NOT NULL)", name="answered_when"),
        CheckConstraint("(answered_at IS NULL) = (answer_number IS NULL)", name="answered_by"),
        CheckConstraint("answer_number > before_number", name="answer_is_later"),
        CheckConstraint("read_at IS NULL OR state = 'answered'", name="read_once_answered"),
        Index(
            "uq_completion_request_open",
            "application_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    number: Mapped[int]
    state: Mapped[CompletionState] = mapped_column(default=CompletionState.OPEN)
    due_on: Mapped[date]
    message: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime]
    sent_by: Mapped[str]
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]  # when the office had looked at what was changed
    before_number: Mapped[int]  # the submission that was asked about
    answer_number: Mapped[int | None]  # the submission that answers
    file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))

    application: Mapped[Application] = relationship()
    file_version: Mapped[FileVersion | None] = relationship()
    points: Mapped[list[CompletionPoint]] = relationship(order_by="CompletionPoint.position")


class CompletionPoint(Base):
    """One thing to complete: which page of the form, what is missing and why."""

    __tablename__ = "completion_point"
    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        CheckConstraint("text <> ''", name="has_text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("completion_request.id"))
    position: Mapped[int]
    key: Mapped[str]  # the section
    text: Mapped[str]


class GroupMeeting(Base):
    """A preparatory group's meeting on a day, with its notes and report."""

    __tablename__ = "group_meeting"
    __table_args__ = (UniqueConstraint("body_id", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    present: Mapped[str] = mapped_column(default="")  # one name a line
    absent: Mapped[str] = mapped_column(default="")  # one name a line
    other_points: Mapped[str] = mapped_column(default="")
    file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))
    version_id: Mapped[int] = mapped_column()

    body: Mapped[Body] = relationship()
    file_version: Mapped[FileVersion | None] = relationship()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class Preparation(Base):
    """One round in a preparatory group: opinions by organisation, then the group's position."""

    __tablename__ = "preparation"
    __table_args__ = (
        in_enum("position", Stance),
        UniqueConstraint("application_id", "number"),
        CheckConstraint("(position IS NULL) = (position_at IS NULL)", name="position_when"),
        CheckConstraint(
            "(position_ore IS NOT NULL) = (position IS NOT NULL AND position = 'grant_in_part')",
            name="amount_in_part",
        ),
        CheckConstraint("position_ore IS NULL OR position_ore > 0", name="amount_positive"),
        Index(
            "uq_preparation_open",
            "application_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    number: Mapped[int]  # the round; a case that is referred back gets a new one
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("group_meeting.id"), index=True)
    due_on: Mapped[date | None]  # the last day for opinions
    assigned_at: Mapped[datetime]
    notes: Mapped[str] = mapped_column(default="")  # what was said in the group's meeting
    position: Mapped[Stance | None]
    position_ore: Mapped[int | None] = mapped_column(BigInteger)
    position_text: Mapped[str] = mapped_column(default="")
    position_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version_id: Mapped[int] = mapped_column()

    application: Mapped[Application] = relationship()
    body: Mapped[Body] = relationship()
    meeting: Mapped[GroupMeeting | None] = relationship()
    opinions: Mapped[list[Opinion]] = relationship(order_by="Opinion.position, Opinion.id")

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class Opinion(Base):
    """What one member organisation says, by the voice of any of its people (rule PREP)."""

    __tablename__ = "opinion"
    __table_args__ = (
        in_enum("state", OpinionState),
        in_enum("stance", Stance),
        UniqueConstraint("preparation_id", "member_organisation_id"),
        CheckConstraint("(state = 'open') = (sent_at IS NULL)", name="sent_when"),
        CheckConstraint("state <> 'sent' OR stance IS NOT NULL", name="sent_has_stance"),
        CheckConstraint("state <> 'recused' OR stance IS NULL", name="recused_has_none"),
        CheckConstraint("state <> 'recused' OR ground <> ''", name="recused_has_ground"),
        CheckConstraint("ore IS NULL OR ore > 0", name="amount_positive"),
        CheckConstraint(
            "state <> 'sent' OR ((stance = 'grant_in_part') = (ore IS NOT NULL))",
            name="amount_in_part",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    preparation_id: Mapped[int] = mapped_column(ForeignKey("preparation.id"))
    member_organisation_id: Mapped[int] = mapped_column(ForeignKey("member_organisation.id"))
    position: Mapped[int]  # the order of the members
    state: Mapped[OpinionState] = mapped_column(default=OpinionState.OPEN)
    stance: Mapped[Stance | None]
    ore: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(default="")
    ground: Mapped[str] = mapped_column(default="")  # of the recusal (rule K12)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    given_by: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    version_id: Mapped[int] = mapped_column()

    member_organisation: Mapped[MemberOrganisation] = relationship()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


# Rule PREP: what has been sent is locked; the database itself says no.
stay_once_set(
    cast("Table", Opinion.__table__),
    "sent_at",
    "preparation_id",
    "member_organisation_id",
    "state",
    "stance",
    "ore",
    "text",
    "ground",
    "given_by_id",
    "given_by",
)
