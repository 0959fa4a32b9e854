"""People with seats, and signing them in without the price of a password hash."""

from __future__ import annotations

import secrets
from datetime import date
from itertools import count

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.domain import hash_token, sort_key
from app.accounts.models import LoginSession, Person, User
from app.association.domain import BodyKind, PartyType
from app.association.models import Association, Body, MemberOrganisation, Seat
from app.kernel import clock
from app.kernel.actor import Actor, Role

_number = count(1)
IN_BODY = {Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.SUBSTITUTE, Role.MEMBER}


def make_association(session: Session) -> Association:
    """Return the association, made when there is none."""
    found = session.get(Association, 1)
    if found is None:
        found = Association(
            name="Samordningsförbundet Älvbygden", organisation_number="222000-0000", town="Älvby"
        )
        session.add(found)
        session.flush()
    return found


def make_person(session: Session, given_name: str = "Åsa", family_name: str = "Öberg") -> Person:
    """Make a person without a login."""
    person = Person(
        given_name=given_name, family_name=family_name, sort_key=sort_key(family_name, given_name)
    )
    session.add(person)
    session.flush()
    return person


def make_user(session: Session, person: Person | None = None) -> User:
    """Make a login without a password."""
    person = person or make_person(session)
    email = person.email or f"person{next(_number)}@example.se"
    user = User(person=person, email=email.lower(), created_at=clock.now())
    session.add(user)
    session.flush()
    return user


def make_body(session: Session, kind: BodyKind) -> Body:
    """Return the first body of a kind, made when there is none."""
    found = session.scalar(select(Body).where(Body.kind == kind).order_by(Body.id))
    if found is None:
        found = Body(name=f"Organ {kind}", kind=kind)
        session.add(found)
        session.flush()
    return found


def make_member(session: Session, name: str, party_type: PartyType) -> MemberOrganisation:
    """Make a member organisation."""
    position = next(_number)
    member = MemberOrganisation(name=name, party_type=party_type, position=position)
    session.add(member)
    session.flush()
    return member


def make_seat(
    session: Session, person: Person, role: Role, body: Body | None = None, **values: object
) -> Seat:
    """Give a person a seat; the board (or a preparatory group) when the role needs a body."""
    if body is None and role in IN_BODY:
        preparatory = role is Role.MEMBER
        body = make_body(session, BodyKind.PREPARATORY if preparatory else BodyKind.BOARD)
    seat = Seat(person=person, role=role, body=body, **{"valid_from": date(2000, 1, 1), **values})
    session.add(seat)
    session.flush()
    return seat


def actor_of(session: Session, user: User) -> Actor:
    """Return the actor that today's seats make of a user."""
    today = clock.today()
    seats = session.scalars(select(Seat).where(Seat.person_id == user.person_id)).all()
    valid = frozenset(
        (seat.role, seat.body_id)
        for seat in seats
        if seat.valid_from <= today and (seat.valid_to is None or today <= seat.valid_to)
    )
    return Actor(user.id, user.person_id, user.person.name, valid)


def sign_in(session: Session, client: FlaskClient, who: Role | User | Actor) -> Actor:
    """Sign a browser in as a new person with a role, or as somebody who exists already."""
    if isinstance(who, Role):
        user = make_user(session)
        make_seat(session, user.person, who)
    elif isinstance(who, Actor):
        user = session.get_one(User, who.user_id)
    else:
        user = who
    token, now = secrets.token_urlsafe(32), clock.now()
    opened = LoginSession(
        user=user, token_hash=hash_token(token), created_at=now, last_seen_at=now, user_agent="Prov"
    )
    session.add(opened)
    session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return actor_of(session, user)
