"""Rows about decisions per capsulam: the frozen question, who answers, and what they answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.association.models import Body
from app.documents.models import FileVersion
from app.kernel.append_only import append_only, stay_once_set
from app.kernel.db import Base, in_enum
from app.per_capsulam.domain import FormAnswer, MatterAnswer, PcState, label
from app.registry.models import Case


class PerCapsulamDecision(Base):
    """A question that every regular answers by herself; decided when all have (rule PC)."""

    __tablename__ = "per_capsulam_decision"
    __table_args__ = (
        in_enum("state", PcState),
        CheckConstraint("heading <> ''", name="has_heading"),
        CheckConstraint("(state = 'decided') = (number IS NOT NULL)", name="decided_has_number"),
        CheckConstraint("(number IS NULL) = (decided_on IS NULL)", name="decided_on_a_day"),
        CheckConstraint(
            "(number IS NULL) = (file_version_id IS NULL)", name="decided_has_document"
        ),
        CheckConstraint("(sent_at IS NULL) = (frozen_sha256 IS NULL)", name="sent_is_frozen"),
        CheckConstraint(
            "sent_at IS NOT NULL OR state IN ('draft', 'withdrawn')", name="asked_is_sent"
        ),
        CheckConstraint("(notified_in IS NULL) = (notified_on IS NULL)", name="notified_some_day"),
        UniqueConstraint("year", "number"),
        UniqueConstraint("id", "frozen_sha256"),
        Index(None, "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[PcState] = mapped_column(default=PcState.DRAFT)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    heading: Mapped[str]
    reason: Mapped[str]  # why it cannot wait for a meeting
    background: Mapped[str] = mapped_column(default="")
    clauses: Mapped[list[str]] = mapped_column(JSON)
    deadline: Mapped[date]  # the last day to answer
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    sent_at: Mapped[datetime | None]
    frozen: Mapped[str | None]  # the question with the papers' SHA-256, as one text
    frozen_sha256: Mapped[str | None]
    reminded_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    number: Mapped[int | None]
    decided_on: Mapped[date | None]
    carried: Mapped[bool | None]
    file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))
    notified_in: Mapped[str | None]  # "§ 63"
    notified_on: Mapped[date | None]  # the day of the meeting
    version_id: Mapped[int] = mapped_column()

    body: Mapped[Body] = relationship()
    case: Mapped[Case | None] = relationship()
    file_version: Mapped[FileVersion | None] = relationship()
    papers: Mapped[list[PerCapsulamPaper]] = relationship(order_by="PerCapsulamPaper.id")
    voters: Mapped[list[PerCapsulamVoter]] = relationship(order_by="PerCapsulamVoter.id")
    answers: Mapped[list[PerCapsulamAnswer]] = relationship(
        primaryjoin="PerCapsulamAnswer.decision_id == PerCapsulamDecision.id",
        foreign_keys="PerCapsulamAnswer.decision_id",
        order_by="PerCapsulamAnswer.id",
        viewonly=True,
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it

    @property
    def label(self) -> str:
        """Return "Per capsulam 2/2026", or what the question is before there is a decision."""
        return label(self.number, self.year) if self.number and self.year else "Fråga per capsulam"


class PerCapsulamPaper(Base):
    """A paper that goes with the question; its bytes are named by their SHA-256."""

    __tablename__ = "per_capsulam_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("per_capsulam_decision.id"), index=True)
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    title: Mapped[str]

    file_version: Mapped[FileVersion] = relationship()


class PerCapsulamVoter(Base):
    """A regular seated on the day when the question was sent."""

    __tablename__ = "per_capsulam_voter"
    __table_args__ = (
        UniqueConstraint("decision_id", "person_id"),
        UniqueConstraint("decision_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("per_capsulam_decision.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    role: Mapped[str]  # in words, as printed
    member: Mapped[str]  # member organisation
    leads: Mapped[bool]  # whose vote breaks a tie

    person: Mapped[Person] = relationship()


class PerCapsulamAnswer(Base):
    """What a regular answered, about the form and about the matter; it is never changed."""

    __tablename__ = "per_capsulam_answer"
    __table_args__ = (
        in_enum("form", FormAnswer),
        CheckConstraint("matter IS NULL OR matter IN ('yes', 'no')", name="matter_known"),
        CheckConstraint("form <> 'yes' OR matter IS NOT NULL", name="answers_the_matter"),
        UniqueConstraint("voter_id"),
        # Everybody answers the same frozen question, and only who was asked it.
        ForeignKeyConstraint(
            ["decision_id", "frozen_sha256"],
            ["per_capsulam_decision.id", "per_capsulam_decision.frozen_sha256"],
        ),
        ForeignKeyConstraint(
            ["decision_id", "voter_id"],
            ["per_capsulam_voter.decision_id", "per_capsulam_voter.id"],
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(index=True)
    voter_id: Mapped[int]
    frozen_sha256: Mapped[str]
    form: Mapped[FormAnswer]
    matter: Mapped[MatterAnswer | None]
    statement: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime]
    assurance: Mapped[str]  # "password_totp": how the person showed who it was

    voter: Mapped[PerCapsulamVoter] = relationship(
        primaryjoin="PerCapsulamAnswer.voter_id == PerCapsulamVoter.id",
        foreign_keys="PerCapsulamAnswer.voter_id",
        viewonly=True,
    )


append_only(cast("Table", PerCapsulamVoter.__table__))
append_only(cast("Table", PerCapsulamAnswer.__table__))
stay_once_set(
    cast("Table", PerCapsulamDecision.__table__),
    "frozen_sha256",
    "frozen",
    "sent_at",
    "heading",
    "reason",
    "background",
    "deadline",
)
stay_once_set(
    cast("Table", PerCapsulamDecision.__table__),
    "number",
    "year",
    "decided_on",
    "carried",
    "file_version_id",
)
