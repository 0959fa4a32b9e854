"""Where a case has been on the table: its §§, and its items on agendas without a § yet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Integer, Subquery, literal, null, select, union_all
from sqlalchemy.orm import Session, joinedload

from app.meetings.models import AgendaItem, Meeting
from app.minutes.models import Paragraph


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """One § or item about a case; the number is None until the minutes are frozen."""

    meeting: Meeting
    heading: str
    number: int | None


def treatments(session: Session, case_id: int) -> list[TreatmentRow]:
    """Return where the case is or was on the table, the latest meeting first; one statement."""
    found = _on_the_table(case_id)
    rows = session.execute(
        select(Meeting, found.c.heading, found.c.number)
        .join(found, found.c.meeting_id == Meeting.id)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc(), found.c.of_item, found.c.position)
        .options(joinedload(Meeting.body))
    )
    return [TreatmentRow(*row) for row in rows]


def _on_the_table(case_id: int) -> Subquery:
    paragraphs = select(
        Paragraph.meeting_id,
        literal(0).label("of_item"),
        Paragraph.position,
        Paragraph.heading,
        Paragraph.number,
    ).where(Paragraph.case_id == case_id)
    items = (
        select(
            AgendaItem.meeting_id,
            literal(1),
            AgendaItem.position,
            AgendaItem.heading,
            null().cast(Integer),
        )
        .outerjoin(Paragraph, Paragraph.agenda_item_id == AgendaItem.id)
        .where(AgendaItem.case_id == case_id, Paragraph.id.is_(None))
    )
    return union_all(paragraphs, items).subquery("on_the_table")
