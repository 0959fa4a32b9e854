"""Rows about decisions outside meetings, and the § that notified each."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.association.models import Body
from app.delegation.domain import DecisionKind, label
from app.documents.models import FileVersion
from app.kernel.append_only import append_only
from app.kernel.db import Base, in_enum
from app.registry.models import Case


class DelegatedDecision(Base):
    """A decision on delegation, or the chair's urgent one; it is never changed (rules F17/K16)."""

    __tablename__ = "delegated_decision"
    __table_args__ = (
        in_enum("kind", DecisionKind),
        CheckConstraint("heading <> ''", name="has_heading"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint("(notified_in IS NULL) = (notified_on IS NULL)", name="notified_some_day"),
        UniqueConstraint("kind", "year", "number"),
        Index(None, "decided_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DecisionKind]
    year: Mapped[int]
    number: Mapped[int]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))  # that it is notified to
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    decided_on: Mapped[date]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_by: Mapped[str]  # name and role as printed
    heading: Mapped[str]
    background: Mapped[str] = mapped_column(default="")
    clauses: Mapped[list[str]] = mapped_column(JSON)
    ground: Mapped[str]
    urgency: Mapped[str] = mapped_column(default="")  # why it could not wait
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]
    notified_in: Mapped[str | None]  # "§ 63"
    notified_on: Mapped[date | None]  # the day of the meeting

    body: Mapped[Body] = relationship()
    case: Mapped[Case] = relationship()
    person: Mapped[Person] = relationship()
    file_version: Mapped[FileVersion] = relationship()

    @property
    def label(self) -> str:
        """Return "Delegationsbeslut 3/2017"."""
        return label(self.kind, self.number, self.year)


append_only(cast("Table", DelegatedDecision.__table__), mutable=("notified_in", "notified_on"))
