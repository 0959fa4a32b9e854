"""Rows of the register: cases and their records (rules O1–O3, O9)."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.documents.models import FileVersion
from app.kernel.append_only import append_only
from app.kernel.db import Base, in_enum
from app.registry.domain import CaseState, Direction

_O3 = (
    "(confidentiality_provision = '') = (confidentiality_authority = '') AND "
    "(confidentiality_provision = '') = (confidentiality_marked_on IS NULL)"
)


class Case(Base):
    """A matter in the register; agenda items and, later, applications point at it."""

    __tablename__ = "case_file"
    __table_args__ = (
        in_enum("state", CaseState),
        CheckConstraint("heading <> ''", name="has_heading"),
        CheckConstraint(_O3, name="confidentiality_whole"),  # rule O3
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)  # by the association's own pattern (O9)
    heading: Mapped[str]
    counterpart: Mapped[str] = mapped_column(default="")
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[CaseState] = mapped_column(default=CaseState.OPEN)
    opened_on: Mapped[date] = mapped_column(index=True)
    confidentiality_provision: Mapped[str] = mapped_column(default="")
    confidentiality_authority: Mapped[str] = mapped_column(default="")
    confidentiality_marked_on: Mapped[date | None]
    version_id: Mapped[int] = mapped_column()

    responsible: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class Record(Base):
    """A document that came in, went out or was made, with the four statutory facts (rule O2)."""

    __tablename__ = "record"
    __table_args__ = (
        in_enum("direction", Direction),
        UniqueConstraint("case_id", "serial"),
        CheckConstraint("content <> ''", name="has_content"),  # rule O2
        CheckConstraint("direction = 'internal' OR counterpart <> ''", name="has_counterpart"),
        CheckConstraint(_O3, name="confidentiality_whole"),  # rule O3
        Index(None, "registered_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    serial: Mapped[int]  # within the case: 2017/0003-2
    direction: Mapped[Direction]
    dated: Mapped[date]  # received, sent or made
    counterpart: Mapped[str]  # sender or receiver
    content: Mapped[str]  # shortly what it is about
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]
    confidentiality_provision: Mapped[str] = mapped_column(default="")
    confidentiality_authority: Mapped[str] = mapped_column(default="")
    confidentiality_marked_on: Mapped[date | None]

    case: Mapped[Case] = relationship()
    files: Mapped[list[RecordFile]] = relationship(order_by="RecordFile.id")


class RecordFile(Base):
    """A file that belongs to a record."""

    __tablename__ = "record_file"
    __table_args__ = (UniqueConstraint("record_id", "file_version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))

    file_version: Mapped[FileVersion] = relationship()


# Rule O7: nothing is deleted, and no number is changed; the database itself says no.
_MARK = ("confidentiality_provision", "confidentiality_authority", "confidentiality_marked_on")
append_only(
    cast("Table", Case.__table__),
    mutable=(
        *_MARK,
        "heading",
        "counterpart",
        "responsible_id",
        "state",
        "opened_on",
        "version_id",
    ),
)
append_only(
    cast("Table", Record.__table__),
    mutable=(*_MARK, "direction", "dated", "counterpart", "content"),
)
append_only(cast("Table", RecordFile.__table__))
