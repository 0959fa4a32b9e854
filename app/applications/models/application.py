"""Rows about calls, applications, their answers, and the people who write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.applications.domain import ApplicationState, Direction, Kind, Outcome, Part
from app.documents.models import FileVersion
from app.kernel.append_only import append_only
from app.kernel.db import Base, in_enum
from app.registry.models import Case


class Call(Base):
    """An open call, or an invitation to those whom the office asks, with its last day."""

    __tablename__ = "application_call"
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_title"),
        CheckConstraint("closes_on IS NULL OR closes_on >= opens_on", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")  # what can be applied for
    criteria: Mapped[str] = mapped_column(default="")  # what is weighed
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]  # the last day; None: applications are taken all the time
    open_to_all: Mapped[bool]  # on the public page, or only by invitation
    published_at: Mapped[datetime | None]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class Application(Base):
    """One application for co-financing, from the first draft to its end."""

    __tablename__ = "application"
    __table_args__ = (
        in_enum("state", ApplicationState),
        in_enum("kind", Kind),
        in_enum("direction", Direction),
        in_enum("outcome", Outcome),
        CheckConstraint(
            "state IN ('draft', 'withdrawn') OR case_id IS NOT NULL", name="case_once_submitted"
        ),
        # Rule DEC: an outcome, its § and its day come together, and only then is it decided.
        CheckConstraint(
            "(outcome IS NOT NULL) = (state IN ('decided', 'closed'))", name="decided_has_outcome"
        ),
        CheckConstraint("(outcome IS NULL) = (decision_record_id IS NULL)", name="outcome_has_par"),
        CheckConstraint("(outcome IS NULL) = (decided_on IS NULL)", name="outcome_has_day"),
        CheckConstraint("(outcome IS NULL) = (granted_ore IS NULL)", name="outcome_has_amount"),
        # Rule DEC: only a § that the minutes have sent back to this very case decides.
        ForeignKeyConstraint(
            ["case_id", "decision_record_id"],
            ["recorded_decision.case_id", "recorded_decision.record_id"],
            name="fk_application_attested_paragraph",
        ),
        # Rule PART.
        CheckConstraint(
            "outcome <> 'granted_in_part' OR (granted_ore > 0 AND granted_ore < applied_ore)",
            name="in_part_is_less",
        ),
        CheckConstraint("outcome <> 'granted' OR granted_ore = applied_ore", name="granted_is_all"),
        CheckConstraint("outcome <> 'rejected' OR granted_ore = 0", name="rejected_is_nothing"),
        CheckConstraint("applied_ore >= 0", name="applied_known"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(None, "state", "id"),
        Index(None, "submitted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), unique=True)
    call_id: Mapped[int | None] = mapped_column(ForeignKey("application_call.id"), index=True)
    # The application that an extension or a change goes on from.
    extends_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    form_version: Mapped[int]
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    # What lists and searches ask for; written from the answers by the same service that saves them.
    name: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    organisation_number: Mapped[str] = mapped_column(default="")
    kind: Mapped[Kind] = mapped_column(default=Kind.NEW)
    direction: Mapped[Direction | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    applied_ore: Mapped[int] = mapped_column(BigInteger, default=0)
    on_paper: Mapped[bool] = mapped_column(default=False)  # the office writes for the applicant
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    reopened_until: Mapped[date | None]  # the office lets it in after the last day, for a reason
    parties_override: Mapped[str] = mapped_column(default="")  # why one party type is enough (F5)
    reserved: Mapped[bool] = mapped_column(default=False)  # counts as reserved in the frame (FRAME)
    outcome: Mapped[Outcome | None]
    granted_ore: Mapped[int | None] = mapped_column(BigInteger)
    paragraph_label: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    decision_record_id: Mapped[int | None]
    version_id: Mapped[int] = mapped_column()

    case: Mapped[Case | None] = relationship()
    call: Mapped[Call | None] = relationship()
    extends: Mapped[Application | None] = relationship(remote_side="Application.id")

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class ApplicationSection(Base):
    """The answers of one page of the form: what is saved, locked and compared as one."""

    __tablename__ = "application_section"
    __table_args__ = (UniqueConstraint("application_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    key: Mapped[str]
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class AppliedYear(Base):
    """What is applied for in one calendar year, from the budget's answers; for sums and charts."""

    __tablename__ = "applied_year"
    __table_args__ = (CheckConstraint("ore >= 0", name="not_negative"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, index=True)
    ore: Mapped[int] = mapped_column(BigInteger)


class ApplicationPlace(Base):
    """A kommun where the initiative takes place, from the answers; for filters and charts."""

    __tablename__ = "application_place"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    municipality: Mapped[str] = mapped_column(primary_key=True)


class Collaborator(Base):
    """Somebody on the applicant's side and what she or he may do with this application."""

    __tablename__ = "application_collaborator"
    __table_args__ = (in_enum("part", Part), UniqueConstraint("application_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[Part]
    added_at: Mapped[datetime]
    added_by: Mapped[str]

    person: Mapped[Person] = relationship()


class SectionComment(Base):
    """A remark between those who write, about one page of the form."""

    __tablename__ = "section_comment"
    __table_args__ = (CheckConstraint("text <> ''", name="has_text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    key: Mapped[str]  # the section
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class ApplicationFile(Base):
    """An attachment to the application; taking it off keeps the row and the bytes."""

    __tablename__ = "application_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    title: Mapped[str]
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    removed_at: Mapped[datetime | None]

    file_version: Mapped[FileVersion] = relationship()


class Submission(Base):
    """The application as it was sent: a frozen snapshot with its hash, one per sending."""

    __tablename__ = "application_submission"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("length(sha256) = 64", name="sha256_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    number: Mapped[int]
    form_version: Mapped[int]
    content: Mapped[dict[str, Any]]  # {"sections": …, "files": [{"title", "sha256", "filename"}]}
    sha256: Mapped[str]  # of the content in canonical JSON
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[str]
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))  # the Word document

    file_version: Mapped[FileVersion] = relationship()


class SavedView(Base):
    """A person's own choice of filters for the list of applications."""

    __tablename__ = "application_view"
    __table_args__ = (
        UniqueConstraint("person_id", "name"),
        CheckConstraint("name <> ''", name="has_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    query: Mapped[str]  # the address's query string


append_only(cast("Table", Submission.__table__))
