"""Every question about the association, its bodies and seats, with a deterministic order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from app.accounts.models import Person, User
from app.association.domain import (
    BODY_ROLES,
    ROLE_WORDS,
    BodyKind,
    PartyType,
    SeatFacts,
)
from app.association.models import (
    Association,
    Body,
    MemberOrganisation,
    NoticeBoard,
    Seat,
)
from app.kernel.actor import OFFICE, Role
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared


class PageHead(NamedTuple):
    """What every page shows of the association."""

    name: str
    email: str
    telephone: str
    postal_address: str


class SeatRow(NamedTuple):
    """One seat with its person, body and member organisation joined in."""

    id: int
    person_id: int
    given_name: str
    family_name: str
    sort_key: str
    email: str
    telephone: str
    title: str
    user_id: int | None
    role: Role
    body_id: int | None
    body_name: str | None
    member_organisation_id: int | None
    member_organisation: str | None
    party_type: PartyType | None
    appointed_by: str
    order_of_call: int
    valid_from: date
    valid_to: date | None

    @property
    def name(self) -> str:
        """Return the person's name as it is printed."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def role_word(self) -> str:
        """Return the role in Swedish: "vice ordförande"."""
        return ROLE_WORDS[self.role]


_RANK = {
    Role.DIRECTOR: 0,
    Role.ADMINISTRATOR: 1,
    Role.CHAIR: 2,
    Role.VICE_CHAIR: 3,
    Role.REGULAR: 4,
    Role.SUBSTITUTE: 5,
    Role.MEMBER: 6,
    Role.AUDITOR: 7,
    Role.APPLICANT: 8,
}


def find_association(session: Session) -> Association | None:
    """Return the association, or None before the set-up."""
    return session.get(Association, 1)


@prepared
def _page_head() -> Select[*tuple[Any, ...]]:
    return select(
        Association.name, Association.email, Association.telephone, Association.postal_address
    )


def page_head(session: Session) -> PageHead | None:
    """Return the name and addresses that pages show of the association, or None before set-up."""
    row = _page_head.first(session)
    return PageHead(*row) if row else None


def get_association(session: Session) -> Association:
    """Return the association; raises NotFound before the set-up."""
    found = find_association(session)
    if found is None:
        raise NotFound
    return found


def members(session: Session, day: date | None = None) -> Sequence[MemberOrganisation]:
    """Return the member organisations in their own order; with a day, those that remain on it."""
    statement = select(MemberOrganisation).order_by(
        MemberOrganisation.position, MemberOrganisation.id
    )
    if day is not None:
        left = MemberOrganisation.left_on
        statement = statement.where(or_(left.is_(None), left >= day))
    return session.scalars(statement).all()


def member(session: Session, member_id: int) -> MemberOrganisation:
    """Return one member organisation; raises NotFound."""
    found = session.get(MemberOrganisation, member_id)
    if found is None:
        raise NotFound
    return found


def bodies(session: Session, day: date | None = None) -> Sequence[Body]:
    """Return the bodies, the board first; with a day, those that exist on it."""
    rank = case({BodyKind.BOARD: 0, BodyKind.PRESIDIUM: 1}, value=Body.kind, else_=2)
    statement = select(Body).order_by(rank, Body.name, Body.id)
    if day is not None:
        statement = statement.where(or_(Body.ended_on.is_(None), Body.ended_on >= day))
    return session.scalars(statement).all()


def body(session: Session, body_id: int) -> Body:
    """Return one body; raises NotFound."""
    found = session.get(Body, body_id)
    if found is None:
        raise NotFound
    return found


def board(session: Session) -> Body:
    """Return the association's board; raises NotFound before the set-up."""
    found = session.scalar(_board())
    if found is None:
        raise NotFound
    return found


@cache
def _board() -> Select[Body]:
    return (
        select(Body)
        .where(Body.kind == BodyKind.BOARD)
        .order_by(Body.ended_on.is_not(None), Body.id)
        .limit(1)
    )


def _valid(day: date | BindParameter[date]) -> ColumnElement[bool]:
    return and_(Seat.valid_from <= day, or_(Seat.valid_to.is_(None), Seat.valid_to >= day))


def _seats() -> Select[*tuple[Any, ...]]:
    """Return the statement behind every list of seats: rank, order of call, name."""
    return (
        select(
            Seat.id,
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.sort_key,
            Person.email,
            Person.telephone,
            Person.title,
            User.id,
            Seat.role,
            Seat.body_id,
            Body.name,
            Seat.member_organisation_id,
            MemberOrganisation.name,
            MemberOrganisation.party_type,
            Seat.appointed_by,
            Seat.order_of_call,
            Seat.valid_from,
            Seat.valid_to,
        )
        .join(Person, Person.id == Seat.person_id)
        .outerjoin(User, and_(User.person_id == Person.id, User.closed_at.is_(None)))
        .outerjoin(Body, Body.id == Seat.body_id)
        .outerjoin(MemberOrganisation, MemberOrganisation.id == Seat.member_organisation_id)
        .order_by(
            case(_RANK, value=Seat.role), Seat.order_of_call, Person.sort_key, Person.id, Seat.id
        )
    )


def _rows(session: Session, *where: ColumnElement[bool]) -> list[SeatRow]:
    return [SeatRow(*row) for row in session.execute(_seats().where(*where))]


def seats_at(session: Session, *, body_id: int, day: date) -> list[SeatRow]:
    """Return who sits in a body on a day (rule F11).

    In order: chair, vice chair, regulars, substitutes (by order of call, then by name), members.
    """
    return [SeatRow(*row) for row in _seats_at.rows(session, body_id=body_id, day=day)]


@prepared
def _seats_at() -> Select[*tuple[Any, ...]]:
    return _seats().where(
        Seat.body_id == bindparam("body_id"), _valid(bindparam("day", type_=Date))
    )


def office_at(session: Session, day: date) -> list[SeatRow]:
    """Return the director and the administrators on a day."""
    return _rows(session, Seat.role.in_(sorted(OFFICE)), _valid(day))


def all_seats_at(session: Session, day: date) -> list[SeatRow]:
    """Return every seat that is valid on a day, in bodies and outside them."""
    return _rows(session, _valid(day))


def seats_in(session: Session, *, body_id: int) -> list[SeatRow]:
    """Return every seat that a body has had, has or will have."""
    return _rows(session, Seat.body_id == body_id)


def seats_outside_bodies(session: Session) -> list[SeatRow]:
    """Return the office's, auditors' and applicants' assignments, past and coming ones too."""
    return _rows(session, Seat.role.not_in(sorted(BODY_ROLES)))


def seats_held_by(session: Session, person_id: int) -> list[SeatRow]:
    """Return every seat that a person has had, has or will have."""
    return _rows(session, Seat.person_id == person_id)


def seat(session: Session, seat_id: int) -> Seat:
    """Return one seat; raises NotFound."""
    found = session.get(Seat, seat_id)
    if found is None:
        raise NotFound
    return found


@prepared
def _seats_of_person() -> Select[*tuple[Any, ...]]:
    of_day = _valid(bindparam("day", type_=Date))
    return (
        select(Seat.role, Seat.body_id, Body.kind)
        .outerjoin(Body, Body.id == Seat.body_id)
        .where(Seat.person_id == bindparam("person_id"), of_day)
    )


def seats_of_person(
    session: Session, person_id: int, day: date
) -> frozenset[tuple[Role, int | None]]:
    """Return the person's (role, body id) pairs of a day: what somebody may do follows from it.

    A group that prepares has members only: its chair is no chair of the board.
    """
    rows = _seats_of_person.rows(session, person_id=person_id, day=day)
    return frozenset(
        (Role.MEMBER if kind is BodyKind.PREPARATORY else role, body_id)
        for role, body_id, kind in rows
    )


def assignments(session: Session, day: date) -> dict[int, list[str]]:
    """Return what each person is on a day, in words, by person id."""
    words: dict[int, list[str]] = {}
    for row in all_seats_at(session, day):
        where = f" i {row.body_name}" if row.body_name else ""
        words.setdefault(row.person_id, []).append(f"{row.role_word}{where}")
    return words


def notice_boards(session: Session, day: date | None = None) -> Sequence[NoticeBoard]:
    """Return the boards on which the association announces (rule F7), the digital one first."""
    statement = select(NoticeBoard).order_by(NoticeBoard.digital.desc(), NoticeBoard.id)
    if day is not None:
        ended = NoticeBoard.ended_on
        statement = statement.where(or_(ended.is_(None), ended >= day))
    return session.scalars(statement).all()


def notice_board(session: Session, board_id: int) -> NoticeBoard:
    """Return one notice board; raises NotFound."""
    found = session.get(NoticeBoard, board_id)
    if found is None:
        raise NotFound
    return found


def last_position(session: Session) -> int:
    """Return the position of the last member organisation in lists, or 0."""
    return session.scalar(select(func.max(MemberOrganisation.position))) or 0


def member_named(session: Session, name: str) -> MemberOrganisation | None:
    """Return the member organisation with this name."""
    return session.scalar(select(MemberOrganisation).where(MemberOrganisation.name == name))


def body_named(session: Session, name: str) -> Body | None:
    """Return the body with this name."""
    return session.scalar(select(Body).where(Body.name == name))


def notice_board_named(session: Session, name: str) -> NoticeBoard | None:
    """Return the notice board with this name."""
    return session.scalar(select(NoticeBoard).where(NoticeBoard.name == name))


def seat_facts(rows: Iterable[SeatRow]) -> list[SeatFacts]:
    """Return rows of seats as the rules want them."""
    return [
        SeatFacts(
            person_id=row.person_id,
            person=row.name,
            role=row.role,
            member_id=row.member_organisation_id,
            member=row.member_organisation or "",
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    ]
