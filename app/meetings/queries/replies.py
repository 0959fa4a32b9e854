"""Questions about who has answered the summons, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.accounts.models import Person
from app.association.domain import REGULAR_SEATS
from app.association.queries import SeatRow
from app.kernel.actor import Role
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.meetings.domain import Answer, MeetingState
from app.meetings.domain.replying import Called
from app.meetings.models import Meeting, Reply
from app.meetings.queries.rows import Convened


class ReplyRow(NamedTuple):
    """One who has been asked; ``answer`` is None until there is one."""

    person_id: int
    given_name: str
    family_name: str
    telephone: str
    answer: Answer | None
    comment: str
    answered_at: datetime | None
    answered_by: str
    serves_for_id: int | None
    serves_for_given: str | None
    serves_for_family: str | None
    asked_for: date

    @property
    def name(self) -> str:
        """Return the name as it is printed."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def serves_for(self) -> str:
        """Return the name of the regular that this substitute is asked to serve for, or nothing."""
        return f"{self.serves_for_given or ''} {self.serves_for_family or ''}".strip()


@prepared
def _replies() -> Select[*tuple[Any, ...]]:
    regular = aliased(Person)
    return (
        select(
            Reply.person_id,
            Person.given_name,
            Person.family_name,
            Person.telephone,
            Reply.answer,
            Reply.comment,
            Reply.answered_at,
            Reply.answered_by,
            Reply.serves_for_id,
            regular.given_name,
            regular.family_name,
            Reply.asked_for,
        )
        .join(Person, Person.id == Reply.person_id)
        .outerjoin(regular, regular.id == Reply.serves_for_id)
        .where(Reply.meeting_id == bindparam("meeting_id"))
        .order_by(Person.sort_key, Person.id)
    )


def replies(session: Session, meeting_id: int) -> tuple[ReplyRow, ...]:
    """Return everybody who has been asked about the meeting, by name, with the answers."""
    return tuple(ReplyRow(*row) for row in _replies.rows(session, meeting_id=meeting_id))


def reply_rows(session: Session, meeting_id: int) -> Sequence[Reply]:
    """Return the replies as rows that can be changed, as the database has them now."""
    return session.scalars(
        select(Reply)
        .where(Reply.meeting_id == meeting_id)
        .order_by(Reply.id)
        .options(joinedload(Reply.person))
        .execution_options(populate_existing=True)
    ).all()


def reply_by_token(session: Session, token_hash: str) -> Reply | None:
    """Return the reply behind a link, with its person and the one served for, or None."""
    return session.scalar(
        select(Reply)
        .where(Reply.token_hash == token_hash)
        .options(joinedload(Reply.person), joinedload(Reply.serves_for))
    )


def reply_of(session: Session, *, meeting_id: int, person_id: int) -> Reply:
    """Return one person's reply as it is now; raises NotFound for somebody not asked."""
    found = session.scalar(
        select(Reply)
        .where(Reply.meeting_id == meeting_id, Reply.person_id == person_id)
        .options(joinedload(Reply.person), joinedload(Reply.serves_for))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


class Answered(Protocol):
    """Any row that says what one person has answered."""

    @property
    def person_id(self) -> int:
        """Who."""

    @property
    def answer(self) -> Answer | None:
        """What, or None."""

    @property
    def serves_for_id(self) -> int | None:
        """The regular that the person is asked to serve for."""


def called_by_seats(seats: Iterable[SeatRow], rows: Iterable[Answered]) -> list[Called]:
    """Return everybody who has been asked, with the seat of the meeting's day and the answer."""
    held: dict[int, tuple[int, SeatRow]] = {}
    for order, seat in enumerate(seats):
        held.setdefault(seat.person_id, (order, seat))
    return [_seated(row, *held.get(row.person_id, (len(held), None))) for row in rows]


def _seated(row: Answered, order: int, seat: SeatRow | None) -> Called:
    role = seat.role if seat else None
    return Called(
        person_id=row.person_id,
        regular=role in REGULAR_SEATS or role is Role.MEMBER,
        substitute=role is Role.SUBSTITUTE,
        member_id=seat.member_organisation_id if seat else None,
        order=order,
        answer=row.answer,
        serves_for=row.serves_for_id,
    )


def called_by_column(convened: Convened, rows: Iterable[ReplyRow]) -> list[Called]:
    """Return the same from who is called, for a page that has asked for them already."""
    by_person = {row.person_id: row for row in rows}
    columns = ((convened.regulars, True), (convened.substitutes, False))
    return [
        Called(
            person_id=one.person_id,
            regular=regular,
            substitute=not regular,
            order=order,
            answer=row.answer if (row := by_person.get(one.person_id)) else None,
            serves_for=row.serves_for_id if row else None,
        )
        for people, regular in columns
        for order, one in enumerate(people)
    ]


class AheadRow(NamedTuple):
    """One reply to a summons of a meeting that is still to come."""

    meeting_id: int
    held_on: date
    body_id: int
    person_id: int
    answer: Answer | None
    serves_for_id: int | None
    serves_for: str | None


@prepared
def _ahead() -> Select[*tuple[Any, ...]]:
    regular = aliased(Person)
    return (
        select(
            Meeting.id,
            Meeting.held_on,
            Meeting.body_id,
            Reply.person_id,
            Reply.answer,
            Reply.serves_for_id,
            (regular.given_name + " " + regular.family_name),
        )
        .join(Reply, Reply.meeting_id == Meeting.id)
        .outerjoin(regular, regular.id == Reply.serves_for_id)
        .where(Meeting.state == MeetingState.SUMMONED, Meeting.held_on >= bindparam("today"))
        .order_by(Meeting.held_on, Meeting.id, Reply.id)
    )


def replies_ahead(session: Session, today: date) -> list[AheadRow]:
    """Return the replies about meetings that have been summoned to and not been held."""
    return [AheadRow(*row) for row in _ahead.rows(session, today=today)]
