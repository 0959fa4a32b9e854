"""Questions about who writes an item beside the office, and items to copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts.models import Person, User
from app.kernel.errors import NotFound
from app.meetings.domain import AGENDA_OPEN, MeetingState
from app.meetings.models import AgendaItem, ItemAuthor, Meeting


class AuthorRow(NamedTuple):
    """Somebody with a login, who can be named as a co-author."""

    person_id: int
    name: str


def possible_authors(session: Session) -> list[AuthorRow]:
    """Return everybody with a login, by name."""
    people = session.scalars(
        select(Person)
        .where(Person.id.in_(select(User.person_id)))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return [AuthorRow(person.id, person.name) for person in people]


def author_ids(session: Session, item_id: int) -> Sequence[int]:
    """Return the persons (ids) who may write an item with the office."""
    return session.scalars(
        select(ItemAuthor.person_id)
        .where(ItemAuthor.agenda_item_id == item_id)
        .order_by(ItemAuthor.person_id)
    ).all()


def items_written_by(session: Session, person_id: int, day: date) -> Sequence[AgendaItem]:
    """Return the items that a person may write for meetings from a day on, the nearest first."""
    return session.scalars(
        select(AgendaItem)
        .join(ItemAuthor, ItemAuthor.agenda_item_id == AgendaItem.id)
        .join(AgendaItem.meeting)
        .where(
            ItemAuthor.person_id == person_id,
            Meeting.state.in_(AGENDA_OPEN),
            Meeting.held_on >= day,
        )
        .order_by(Meeting.held_on, AgendaItem.position, AgendaItem.id)
        .options(joinedload(AgendaItem.meeting))
    ).all()


def item_of_body(session: Session, *, body_id: int, item_id: int) -> AgendaItem:
    """Return an item of any meeting of a body with its proposal; raises NotFound."""
    found = session.scalar(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(AgendaItem.id == item_id, Meeting.body_id == body_id)
        .options(selectinload(AgendaItem.clauses))
    )
    if found is None:
        raise NotFound
    return found


def meetings_to_copy_from(session: Session, meeting: Meeting) -> Sequence[Meeting]:
    """Return the body's other meetings with an agenda, the latest first."""
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.body_id == meeting.body_id,
            Meeting.id != meeting.id,
            Meeting.state != MeetingState.PLANNED,
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    ).all()
