"""Rows about what is proposed and decided, the frame, letters and agreements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

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

from app.applications.domain import AgreementState, DecisionKind, SignedBy, Stage
from app.applications.models.application import Application
from app.documents.models import FileVersion
from app.kernel.append_only import append_only, stay_once_set
from app.kernel.db import Base, in_enum


class FundFrame(Base):
    """The year's frame for initiatives (rule FRAME)."""

    __tablename__ = "fund_frame"
    __table_args__ = (CheckConstraint("ore >= 0", name="not_negative"),)

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ore: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(default="")  # "Budget 2017, § 62/2016"
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class ApplicationDecision(Base):
    """What is proposed to the board, or what the board decided, in a form that can be counted.

    A round has one proposal and at most one decision; a decision takes effect when the § is
    attested (rule DEC), which sets ``record_id``.
    """

    __tablename__ = "application_decision"
    __table_args__ = (
        in_enum("stage", Stage),
        in_enum("kind", DecisionKind),
        UniqueConstraint("application_id", "round", "stage"),
        CheckConstraint(
            "stage = 'decision' OR record_id IS NULL", name="only_decisions_take_effect"
        ),
        CheckConstraint("kind <> 'reject' OR reasons <> ''", name="rejection_has_reasons"),  # A5
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    round: Mapped[int]
    stage: Mapped[Stage]
    kind: Mapped[DecisionKind]
    conditions: Mapped[str] = mapped_column(default="")  # one a line
    reasons: Mapped[str] = mapped_column(default="")
    refer_to: Mapped[str] = mapped_column(default="")  # for what, when it is referred back
    table_to: Mapped[date | None]  # the meeting that it is tabled to
    meeting_on: Mapped[date | None]  # the meeting whose agenda it is on
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"))
    written_at: Mapped[datetime]
    written_by: Mapped[str]
    version_id: Mapped[int] = mapped_column()

    application: Mapped[Application] = relationship()
    lines: Mapped[list[GrantLine]] = relationship(
        order_by="GrantLine.year, GrantLine.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class RecordedDecision(Base):
    """A § about a case, as the attested minutes sent it back; nothing else decides (rule DEC)."""

    __tablename__ = "recorded_decision"
    __table_args__ = (UniqueConstraint("case_id", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), unique=True)
    round: Mapped[int | None]  # the application's round when it came; None: not on the agenda
    meeting_on: Mapped[date]
    body_name: Mapped[str]
    paragraph_label: Mapped[str]
    clauses: Mapped[list[Any]]  # att-satser without the word "att", as they were attested
    recorded_at: Mapped[datetime]


class GrantLine(Base):
    """An amount granted (or proposed) for one line of the budget in one calendar year."""

    __tablename__ = "grant_line"
    __table_args__ = (
        UniqueConstraint("decision_id", "year", "position"),
        CheckConstraint("ore >= 0", name="not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("application_decision.id"))
    year: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]  # the line of the budget; 0 when the whole amount is one line
    text: Mapped[str] = mapped_column(default="")  # the line in words
    ore: Mapped[int] = mapped_column(BigInteger)


class DecisionLetter(Base):
    """The letter that tells the applicant what was decided."""

    __tablename__ = "decision_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("application_decision.id"), unique=True)
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    sent_at: Mapped[datetime | None]
    sent_to: Mapped[str] = mapped_column(default="")

    decision: Mapped[ApplicationDecision] = relationship()
    file_version: Mapped[FileVersion] = relationship()


class Agreement(Base):
    """The agreement with the initiative's owner: budget, report dates, payment plan (rule AGR)."""

    __tablename__ = "agreement"
    __table_args__ = (
        in_enum("state", AgreementState),
        in_enum("signed_by", SignedBy),
        UniqueConstraint("application_id", "number"),
        UniqueConstraint("id", "signed_on"),  # what an initiative points at (rule AGR)
        CheckConstraint("(state = 'signed') = (signed_on IS NOT NULL)", name="signed_when"),
        CheckConstraint("(signed_on IS NULL) = (signed_by IS NULL)", name="signed_how"),
        Index(
            "uq_agreement_living",
            "application_id",
            unique=True,
            sqlite_where=text("state <> 'given_up'"),
            postgresql_where=text("state <> 'given_up'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    number: Mapped[int]
    state: Mapped[AgreementState] = mapped_column(default=AgreementState.DRAFT)
    budget: Mapped[dict[str, Any]]  # the revised budget, as the form's section holds it
    terms: Mapped[str] = mapped_column(default="")
    owner_signatory: Mapped[str] = mapped_column(default="")
    our_signatory: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    signed_by: Mapped[SignedBy | None]
    file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))  # as offered
    signed_file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))
    version_id: Mapped[int] = mapped_column()

    application: Mapped[Application] = relationship()
    file_version: Mapped[FileVersion | None] = relationship(foreign_keys=[file_version_id])
    signed_file: Mapped[FileVersion | None] = relationship(foreign_keys=[signed_file_version_id])
    reports: Mapped[list[AgreementReport]] = relationship(
        order_by="AgreementReport.due_on", cascade="all, delete-orphan"
    )
    payments: Mapped[list[AgreementPayment]] = relationship(
        order_by="AgreementPayment.due_on", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class AgreementReport(Base):
    """A day when the owner reports; dates, not only how often."""

    __tablename__ = "agreement_report"
    __table_args__ = (UniqueConstraint("agreement_id", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    due_on: Mapped[date]
    final: Mapped[bool] = mapped_column(default=False)


class AgreementPayment(Base):
    """A planned payment."""

    __tablename__ = "agreement_payment"
    __table_args__ = (CheckConstraint("ore > 0", name="positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    due_on: Mapped[date]
    ore: Mapped[int] = mapped_column(BigInteger)


append_only(cast("Table", RecordedDecision.__table__))
# Rule AGR: what has been signed is neither changed nor taken back.
stay_once_set(
    cast("Table", Agreement.__table__),
    "signed_on",
    "signed_by",
    "state",
    "application_id",
    "terms",
    "file_version_id",
    "signed_file_version_id",
)
