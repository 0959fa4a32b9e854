"""An association with members, bodies, seats and people with logins; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from app.accounts.domain import sort_key
from app.accounts.models import Person, User
from app.accounts.services import passwords
from app.association.domain import BodyKind, PartyType
from app.association.models import Association, Body, MemberOrganisation, NoticeBoard, Seat
from app.kernel import clock
from app.kernel.actor import Actor, Role

PASSWORD = "tre gröna tunnor ljung"
TERM = date(2015, 4, 1)
_number = count(1)
_hashes: dict[str, str] = {}


def create_association(session: Session, **values: object) -> Association:
    """Make the association."""
    defaults = {
        "name": "Samordningsförbundet Älvbygden",
        "organisation_number": "222000-0000",
        "town": "Älvby",
        "postal_address": "Storgatan 1\n999 99 Älvby",
        "email": "kansli@alvbygden.example",
        "telephone": "0999-123 45",
    }
    association = Association(**{**defaults, **values})
    session.add(association)
    session.flush()
    return association


def create_member(
    session: Session, name: str, party_type: PartyType = PartyType.MUNICIPALITY
) -> MemberOrganisation:
    """Make a member organisation, last in lists."""
    member = MemberOrganisation(name=name, party_type=party_type, position=next(_number))
    session.add(member)
    session.flush()
    return member


def create_body(session: Session, name: str = "Styrelsen", kind: BodyKind = BodyKind.BOARD) -> Body:
    """Make a body."""
    body = Body(name=name, kind=kind)
    session.add(body)
    session.flush()
    return body


def create_notice_board(
    session: Session, name: str = "Digital anslagstavla", *, digital: bool = True
) -> NoticeBoard:
    """Make a notice board."""
    place = "Förbundets webbplats" if digital else "Kansliets entré"
    board = NoticeBoard(name=name, place=place, digital=digital)
    session.add(board)
    session.flush()
    return board


def create_person(session: Session, name: str = "Åsa Öberg", **values: object) -> Person:
    """Make a person without a login; the last word of the name is the family name."""
    person = _person(name, **values)
    session.add(person)
    session.flush()
    return person


def _person(name: str, **values: object) -> Person:
    given, _, family = name.rpartition(" ")
    key = sort_key(family, given)
    return Person(given_name=given, family_name=family, sort_key=key, **values)


def create_login(
    session: Session, person: Person, *, email: str = "", password: str | None = PASSWORD
) -> User:
    """Give a person a login with ``PASSWORD`` (hashed once per run), or one without a password."""
    user = _login(person, email, password)
    session.add(user)
    session.flush()
    return user


def _login(person: Person, email: str, password: str | None) -> User:
    address = email or person.email or f"person{next(_number)}@alvbygden.example"
    hashed = None
    if password is not None:
        hashed = _hashes.get(password) or passwords.hash_new(password, person, address)
        _hashes[password] = hashed
    return User(person=person, email=address.lower(), password_hash=hashed, created_at=clock.now())


def create_seat(
    session: Session,
    person: Person,
    role: Role,
    *,
    body: Body | None = None,
    member: MemberOrganisation | None = None,
    valid_from: date = TERM,
    valid_to: date | None = None,
    **values: object,
) -> Seat:
    """Give a person a seat."""
    seat = Seat(
        person=person,
        role=role,
        body=body,
        member_organisation=member,
        valid_from=valid_from,
        valid_to=valid_to,
        **values,
    )
    session.add(seat)
    session.flush()
    return seat


def actor_for(user: User, *seats: tuple[Role, int | None]) -> Actor:
    """Return a login's person as the one who acts, with the roles that the test wants."""
    return Actor(user.id, user.person_id, user.person.name, frozenset(seats))


@dataclass
class World:
    """A whole association: every member seated, and a login for each role."""

    association: Association
    members: list[MemberOrganisation]
    board: Body
    group: Body
    notice_board: NoticeBoard
    director: User
    administrator: User
    auditor: User
    board_users: list[User] = field(default_factory=list)
    group_users: list[User] = field(default_factory=list)

    @property
    def chair(self) -> User:
        """Return the chair of the board."""
        return self.board_users[0]

    @property
    def vice_chair(self) -> User:
        """Return the vice chair of the board."""
        return self.board_users[1]

    def actor(self, user: User, *roles: Role) -> Actor:
        """Return a user as the one who acts; board roles are held in the board."""
        inside = {Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.SUBSTITUTE}
        return actor_for(user, *((r, self.board.id if r in inside else None) for r in roles))


MEMBERS = (
    ("Arbetsförmedlingen", PartyType.STATE_AF),
    ("Försäkringskassan", PartyType.STATE_FK),
    ("Region Älvlandet", PartyType.REGION),
    ("Älvby kommun", PartyType.MUNICIPALITY),
    ("Norrsele kommun", PartyType.MUNICIPALITY),
)
REGULARS = ("Bo Almqvist", "Ann Edvall", "Kent Arvidsson", "Mia Brolin", "Mats Lundvall")
SUBSTITUTES = ("Britt Westin", "Asta Viklander", "Hans Jonsered", "Jon Söderlind", "Rut Boman")


def create_world(session: Session, *, logins: bool = True) -> World:
    """Make an association that lacks nothing: five members, ten seats, office, group, auditor.

    Without ``logins`` nobody has a password.
    """
    password = PASSWORD if logins else None

    def someone(name: str, role: Role, body: Body | None = None, **values: object) -> User:
        first, _, last = name.lower().partition(" ")
        plain = f"{first}.{last}".translate(str.maketrans("åäöé", "aaoe"))
        person = _person(name, email=f"{plain}@alvbygden.example")
        seat = Seat(person=person, role=role, body=body, **{"valid_from": TERM, **values})
        user = _login(person, "", password)
        session.add_all([person, seat, user])  # written together at the end: many tests need it
        return user

    association = create_association(session)
    members = [create_member(session, *member) for member in MEMBERS]
    board = create_body(session)
    group = create_body(session, "LSG", BodyKind.PREPARATORY)
    world = World(
        association=association,
        members=members,
        board=board,
        group=group,
        notice_board=create_notice_board(session),
        director=someone("Maj Lindell", Role.DIRECTOR),
        administrator=someone("Inga Stolt", Role.ADMINISTRATOR),
        auditor=someone("Rolf Revelj", Role.AUDITOR),
    )
    roles = (Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.REGULAR, Role.REGULAR)
    last_day = date(2019, 3, 31)
    for names, held in ((REGULARS, roles), (SUBSTITUTES, (Role.SUBSTITUTE,) * 5)):
        world.board_users += [
            someone(
                name,
                role,
                board,
                member_organisation=member,
                order_of_call=order,
                valid_to=last_day,
            )
            for order, (name, role, member) in enumerate(
                zip(names, held, members, strict=True), start=1
            )
        ]
    world.group_users = [
        someone(f"Gun Gruppman{letter}", Role.MEMBER, group, member_organisation=member)
        for letter, member in zip("abcde", members, strict=True)
    ]
    session.flush()
    return world
