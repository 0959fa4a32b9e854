"""Seats: who is what, for whom, from when to when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries
from app.association.domain import (
    ROLE_WORDS,
    ROLES_IN,
    ROLES_OUTSIDE,
    BodyKind,
    SeatFacts,
    check_seat,
)
from app.association.models import Seat
from app.kernel import clock, history
from app.kernel.actor import OFFICE, Actor, Role
from app.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class SeatValues:
    """What a seat says; ``body_id`` is None for the office, auditors and applicants."""

    person_id: int
    role: Role
    valid_from: date
    valid_to: date | None = None
    body_id: int | None = None
    member_organisation_id: int | None = None
    appointed_by: str = ""
    order_of_call: int = 0


def add_seat(session: Session, *, actor: Actor | None, values: SeatValues) -> Seat:
    """Give a person a seat (rules F9, F11, SUB).

    Raises:
        DomainError: ends before it starts, a role that the body does not have, no member for a
            seat in the board, the person sits there already, or the chair is taken.
    """
    name = _check(session, values, seat_id=None)
    seat = Seat(**asdict(values))
    session.add(seat)
    history.note(
        session,
        actor=actor,
        action="association.add_seat",
        subject=seat,
        sentence=f"gjorde {name} till {_words(session, values)} från {values.valid_from}",
    )
    return seat


def edit_seat(session: Session, *, actor: Actor, seat_id: int, values: SeatValues) -> None:
    """Change a seat; it is ended by its last day.

    Raises:
        DomainError: as for ``add_seat``, and when nobody would be left at the office.
    """
    seat = queries.seat(session, seat_id)
    name = _check(session, values, seat_id=seat_id)
    before = {field: str(getattr(seat, field)) for field in asdict(values)}
    of_office = seat.role in OFFICE
    for field, value in asdict(values).items():
        setattr(seat, field, value)
    session.flush()
    if of_office and not queries.office_at(session, clock.today()):
        raise DomainError("association.nobody_left", field="valid_to")
    history.note(
        session,
        actor=actor,
        action="association.edit_seat",
        subject=seat,
        sentence=f"ändrade platsen för {name} som {_words(session, values)}",
        before=before,
    )


def _words(session: Session, values: SeatValues) -> str:
    role = ROLE_WORDS[values.role]
    return f"{role} i {queries.body(session, values.body_id).name}" if values.body_id else role


def _check(session: Session, values: SeatValues, *, seat_id: int | None) -> str:
    """Refuse what cannot stand, and return the person's name."""
    person = accounts.person(session, values.person_id)
    if values.body_id is None:
        others = queries.seats_outside_bodies(session)
        others = [row for row in others if row.role is values.role]
        _role_exists(values.role, ROLES_OUTSIDE, "förbundet")
    else:
        body = queries.body(session, values.body_id)
        others = queries.seats_in(session, body_id=body.id)
        _role_exists(values.role, ROLES_IN[body.kind], body.name)
        if body.kind is BodyKind.BOARD and values.member_organisation_id is None:
            raise DomainError("association.seat_needs_member", field="member_organisation_id")
    facts = SeatFacts(
        person_id=person.id,
        person=person.name,
        role=values.role,
        member_id=values.member_organisation_id,
        member="",
        valid_from=values.valid_from,
        valid_to=values.valid_to,
    )
    check_seat(facts, queries.seat_facts(row for row in others if row.id != seat_id))
    return person.name


def _role_exists(role: Role, allowed: tuple[Role, ...], body: str) -> None:
    if role not in allowed:
        raise DomainError("association.role_not_here", field="role", body=body)
