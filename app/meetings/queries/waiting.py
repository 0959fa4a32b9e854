"""Questions about what waits to come up at a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, select
from sqlalchemy.orm import Session, joinedload

from app.kernel.errors import NotFound
from app.meetings.models import AgendaItem, WaitingMatter


def waiting(session: Session, *, body_id: int, day: date) -> Sequence[WaitingMatter]:
    """Return what waits for a meeting of a body on a day, in the order to take it up.

    First what was put off until that day or before it, then what waits for the next meeting,
    then what is put off until later; the oldest first in each.
    """
    turn = case(
        (WaitingMatter.not_before.is_(None), 1), (WaitingMatter.not_before <= day, 0), else_=2
    )
    return session.scalars(
        select(WaitingMatter)
        .where(
            WaitingMatter.body_id == body_id,
            WaitingMatter.agenda_item_id.is_(None),
            WaitingMatter.dropped_at.is_(None),
        )
        .order_by(turn, WaitingMatter.not_before, WaitingMatter.added_at, WaitingMatter.id)
        .options(joinedload(WaitingMatter.case))
    ).all()


def waiting_matter(session: Session, waiting_id: int) -> WaitingMatter:
    """Return one matter, held for this transaction, whatever became of it; raises NotFound."""
    found = session.scalar(
        select(WaitingMatter).where(WaitingMatter.id == waiting_id).with_for_update()
    )
    if found is None:
        raise NotFound
    return found


def matter_from(session: Session, source: str) -> WaitingMatter | None:
    """Return the matter that a source ("paragraph:12") has made, or None."""
    return session.scalar(select(WaitingMatter).where(WaitingMatter.source == source))


def taken_up_at(session: Session, meeting_id: int) -> Sequence[WaitingMatter]:
    """Return the matters that stand as items on a meeting's agenda."""
    own = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
    return session.scalars(
        select(WaitingMatter)
        .where(WaitingMatter.agenda_item_id.in_(own))
        .order_by(WaitingMatter.id)
    ).all()


def matters_of_item(session: Session, item_id: int) -> Sequence[WaitingMatter]:
    """Return the matters that an agenda item was made from."""
    return session.scalars(
        select(WaitingMatter)
        .where(WaitingMatter.agenda_item_id == item_id)
        .order_by(WaitingMatter.id)
    ).all()
