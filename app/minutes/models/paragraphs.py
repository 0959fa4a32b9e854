"""Rows about the §§ of minutes: what each is about and what was decided."""

from __future__ import annotations

from datetime import date
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.append_only import stay_once_set
from app.kernel.db import Base, in_enum
from app.meetings.domain import ItemKind, Standing
from app.meetings.models import AgendaItem
from app.minutes.domain import Outcome
from app.registry.models import Case


class Paragraph(Base):
    """A § of the minutes; its number is given at freezing and never changed (rule NUM)."""

    __tablename__ = "paragraph"
    __table_args__ = (
        in_enum("kind", ItemKind),
        in_enum("standing", Standing),
        in_enum("outcome", Outcome),
        CheckConstraint("tabled_until IS NULL OR outcome = 'tabled'", name="only_tabled_waits"),
        UniqueConstraint("meeting_id", "agenda_item_id"),
        UniqueConstraint("series", "number"),
        CheckConstraint("(series IS NULL) = (number IS NULL)", name="number_in_series"),
        CheckConstraint("heading <> ''", name="has_heading"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    position: Mapped[int]
    kind: Mapped[ItemKind]
    standing: Mapped[Standing] = mapped_column(default=Standing.NONE)
    series: Mapped[str | None]  # "1:2016": body and year
    number: Mapped[int | None]
    heading: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    background: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")  # printed after the decision
    dispatch_to: Mapped[str] = mapped_column(default="")  # lines
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.NONE)
    outcome_reason: Mapped[str] = mapped_column(default="")  # what a referral back is for
    tabled_until: Mapped[date | None]  # the meeting that a tabled matter waits for
    behind_closed_doors: Mapped[bool] = mapped_column(default=False)
    at_once: Mapped[bool] = mapped_column(default=False)  # attested at once (rule IMM)
    from_proposal: Mapped[bool] = mapped_column(default=True)  # the decision is not yet touched
    version_id: Mapped[int] = mapped_column()

    case: Mapped[Case | None] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()
    clauses: Mapped[list[DecisionClause]] = relationship(
        order_by="DecisionClause.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class DecisionClause(Base):
    """One att-sats of the decision."""

    __tablename__ = "decision_clause"
    __table_args__ = (UniqueConstraint("paragraph_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    position: Mapped[int]
    text: Mapped[str]


stay_once_set(cast("Table", Paragraph.__table__), "number", "series", "meeting_id")  # rule NUM
