"""The demonstration's association, members, bodies, seats and logins, put in as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from app.accounts.domain import sort_key
from app.accounts.models import Person, Totp, User
from app.accounts.services import keeping
from app.association.domain import BodyKind
from app.association.models import (
    Association,
    Body,
    MemberOrganisation,
    NoticeBoard,
    Seat,
    Setting,
)
from app.devtools import seed_people
from app.devtools.seed_people import SeedPerson
from app.kernel import clock
from app.kernel.actor import Actor, Role

NAME = "Samordningsförbundet Skellefteälven"
FIRST_TERM, TERM_YEARS = 2015, 4
FOUNDED = datetime(2015, 4, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody by key, the bodies by name, and the director as the one who acts."""

    people: dict[str, Person]
    board: Body
    groups: dict[str, Body]
    director: Actor


def load_association(session: Session) -> Cast:
    """Put in the association with its people; the database must be empty."""
    session.add(
        Association(
            name=NAME,
            organisation_number="222000-1933",
            town="Skellefteå",
            postal_address="Samordningsförbundet Skellefteälven\nTorggatan 3\n931 31 Skellefteå",
            visiting_address="Torggatan 3, plan 2",
            telephone="0910-555 01 10",
            email="kansli@klubba.example",
            web_page="klubba.example",
        )
    )
    session.add_all(
        [
            NoticeBoard(name="Förbundets anslagstavla", place="Förbundets webbplats", digital=True),
            NoticeBoard(
                name="Skellefteå kommuns anslagstavla", place="Stadshusets entré", digital=False
            ),
        ]
    )
    session.add(
        Setting(
            name="minutes_kept_at",
            value="Förbundets kansli, Torggatan 3, Skellefteå",
            changed_at=FOUNDED,
        )
    )
    # A demonstration is quick to get into; a signature asks for the code all the same.
    session.add(Setting(name="login_second_factor", value="never", changed_at=FOUNDED))
    members = _members(session)
    board = Body(name="Styrelsen", kind=BodyKind.BOARD)
    lsg = Body(name="Lokala samverkansgruppen (LSG)", kind=BodyKind.PREPARATORY)
    development = Body(name="Utvecklingsgruppen", kind=BodyKind.PREPARATORY)
    session.add_all([board, lsg, development])
    session.flush()
    password_hash = PasswordHasher().hash(seed_people.PASSWORD)
    groups: list[tuple[tuple[SeedPerson, ...], Body | None]] = [
        (seed_people.OFFICE, None),
        (seed_people.BOARD, board),
        (seed_people.LSG, lsg),
        (seed_people.DEVELOPMENT_GROUP, development),
        (seed_people.OTHERS, None),
    ]
    people: dict[str, Person] = {}
    for group, body in groups:
        for seed in group:
            person = _person(session, seed)
            people[seed.key] = person
            _login(session, person, seed, password_hash)
            _seats(session, person, seed, body, members)
    for seed in seed_people.GUESTS:
        people[seed.key] = _person(session, seed)
    session.flush()
    return Cast(people, board, {"lsg": lsg, "development": development}, _director(people))


def _members(session: Session) -> dict[str, MemberOrganisation]:
    members = {
        name: MemberOrganisation(name=name, party_type=party_type, position=position)
        for position, (name, party_type) in enumerate(seed_people.MEMBERS, 1)
    }
    session.add_all(members.values())
    session.flush()
    return members


def _person(session: Session, seed: SeedPerson) -> Person:
    person = Person(
        given_name=seed.given_name,
        family_name=seed.family_name,
        sort_key=sort_key(seed.family_name, seed.given_name),
        email=seed.email,
        title=seed.title,
        organisation=seed.member,
    )
    session.add(person)
    session.flush()
    return person


def _login(session: Session, person: Person, seed: SeedPerson, password_hash: str) -> None:
    user = User(
        person_id=person.id,
        email=seed.email,
        password_hash=password_hash,
        created_at=FOUNDED,
    )
    session.add(user)
    session.flush()
    session.add(
        Totp(
            user_id=user.id,
            secret=keeping.hidden(seed_people.APP_SECRET),
            created_at=FOUNDED,
            confirmed_at=FOUNDED,
        )
    )


def _seats(
    session: Session,
    person: Person,
    seed: SeedPerson,
    body: Body | None,
    members: dict[str, MemberOrganisation],
) -> None:
    member = members.get(seed.member)
    terms = _terms() if body else [(FOUNDED.date(), None)]
    session.add_all(
        Seat(
            person_id=person.id,
            role=seed.role,
            body_id=body.id if body else None,
            member_organisation_id=member.id if member else None,
            appointed_by=member.name if member else "",
            order_of_call=seed.order,
            valid_from=start,
            valid_to=end,
        )
        for start, end in terms
    )


def _terms() -> list[tuple[date, date | None]]:
    """Return the board's terms from the first one until the one that runs in a year."""
    last = clock.today().year + 1
    return [
        (date(year, 4, 1), date(year + TERM_YEARS, 3, 31))
        for year in range(FIRST_TERM, last + 1, TERM_YEARS)
    ]


def _director(people: dict[str, Person]) -> Actor:
    person = people["helena"]
    if person.user is None:
        raise RuntimeError("the director has no login")
    return Actor(
        user_id=person.user.id,
        person_id=person.id,
        name=person.name,
        seats=frozenset({(Role.DIRECTOR, None)}),
    )
