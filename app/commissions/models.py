"""Rows about commissions."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Person
from app.kernel.append_only import stay_once_set
from app.kernel.db import Base
from app.minutes.models import Paragraph
from app.registry.models import Record


class Commission(Base):
    """What a § asks somebody to do; reported once, in words and perhaps as a record too."""

    __tablename__ = "commission"
    __table_args__ = (
        CheckConstraint("what <> ''", name="says_what"),
        CheckConstraint("to_words <> ''", name="says_to_whom"),
        CheckConstraint(
            "(reported_on IS NULL) = (report = '') AND (reported_on IS NULL) = (reported_by = '')",
            name="reported_by_somebody",
        ),
        CheckConstraint("record_id IS NULL OR reported_on IS NOT NULL", name="record_of_report"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey(Paragraph.id), index=True)
    what: Mapped[str]  # without "att"
    to_words: Mapped[str]  # as the decision says
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    due_on: Mapped[date | None]
    given_at: Mapped[datetime]
    given_by: Mapped[str]
    reported_on: Mapped[date | None]
    report: Mapped[str] = mapped_column(default="")
    reported_by: Mapped[str] = mapped_column(default="")
    record_id: Mapped[int | None] = mapped_column(ForeignKey(Record.id))


stay_once_set(
    cast("Table", Commission.__table__),
    *("reported_on", "report", "reported_by", "what", "to_words", "due_on", "paragraph_id"),
)
