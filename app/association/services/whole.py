"""The association as a whole: set-up, facts, settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, replace

from sqlalchemy.orm import Session

from app.accounts.services import PersonFacts, create_first_login
from app.association import queries
from app.association.domain import (
    BodyKind,
    Charter,
    PartyType,
    check_charter,
    differing,
    organisation_number,
)
from app.association.models import Association, Setting
from app.association.services.numbering import keep_own_pattern
from app.association.services.parts import add_body, add_member, add_notice_board
from app.association.services.seats import SeatValues, add_seat
from app.kernel import clock, editing, history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError
from app.kernel.hooks import Hook

settings_changing: Hook[[Charter], None] = Hook("association.settings_changing")
"""Called before settings are kept, so that those who live by one can refuse it (DomainError)."""


@dataclass(frozen=True, slots=True)
class AssociationFacts:
    """What is known about the legal person; addresses are lines of text."""

    name: str
    organisation_number: str
    town: str
    postal_address: str = ""
    visiting_address: str = ""
    telephone: str = ""
    email: str = ""
    web_page: str = ""


_LABELS = {
    "name": "Namn",
    "organisation_number": "Organisationsnummer",
    "town": "Ort",
    "postal_address": "Postadress",
    "visiting_address": "Besöksadress",
    "telephone": "Telefon",
    "email": "E-postadress",
    "web_page": "Webbplats",
}


def set_up(
    session: Session,
    *,
    facts: AssociationFacts,
    members: Sequence[tuple[str, PartyType]],
    board_name: str,
    director: PersonFacts,
    password: str,
) -> Association:
    """Make the association, its members, its board and the director's login, all or nothing.

    A digital notice board is made too (rule F7).

    Raises:
        DomainError: there is an association already, a bad organisation number, the same member
            twice, no e-mail address, or a weak password.
    """
    if queries.find_association(session) is not None:
        raise DomainError("association.exists")
    association = Association(**asdict(_checked(facts)))
    session.add(association)
    user = create_first_login(session, facts=director, password=password)
    actor = Actor(user.id, user.person_id, director.name)
    history.note(
        session,
        actor=actor,
        action="association.set_up",
        subject=association,
        sentence=f"lade upp {facts.name}",
    )
    for name, party_type in members:
        add_member(session, actor=actor, name=name, party_type=party_type)
    add_body(session, actor=actor, name=board_name, kind=BodyKind.BOARD)
    add_notice_board(
        session,
        actor=actor,
        name="Digital anslagstavla",
        place="Förbundets webbplats",
        digital=True,
    )
    values = SeatValues(user.person_id, Role.DIRECTOR, valid_from=clock.today())
    add_seat(session, actor=actor, values=values)
    return association


def _checked(facts: AssociationFacts) -> AssociationFacts:
    return replace(facts, organisation_number=organisation_number(facts.organisation_number))


def edit_association(
    session: Session, *, actor: Actor, version: int, facts: AssociationFacts
) -> None:
    """Change the association's facts.

    Raises:
        EditConflict: when somebody else saved first; carries both texts.
        DomainError: the organisation number's check digit is wrong.
    """
    facts = _checked(facts)
    association = queries.get_association(session)
    theirs = AssociationFacts(**{name: getattr(association, name) for name in _LABELS})
    if theirs == facts:
        return
    both = zip(_LABELS.items(), astuple(facts), astuple(theirs), strict=True)
    fields = [(name, label, mine, stored) for (name, label), mine, stored in both]
    editing.ensure_current(session, association, version=version, fields=fields)
    for name, value in asdict(facts).items():
        setattr(association, name, value)
    history.note(
        session,
        actor=actor,
        action="association.edit",
        subject=association,
        sentence="ändrade förbundets uppgifter",
        before=asdict(theirs),
        replaced=[(label, stored) for _, label, mine, stored in fields if mine != stored],
    )


def change_settings(session: Session, *, actor: Actor, charter: Charter) -> None:
    """Keep what the charter and the rules of procedure decide; only what differs is stored.

    Raises:
        DomainError: a setting that nothing could work with; names its field.
    """
    check_charter(charter)
    keep_own_pattern(session, charter)
    settings_changing(charter)
    wanted = differing(charter)
    before = {row.name: row.value for row in queries.stored_settings(session)}
    if wanted == before:
        return
    for row in queries.stored_settings(session):
        if row.name not in wanted:
            session.delete(row)
    for name, value in wanted.items():
        session.merge(Setting(name=name, value=value, changed_at=clock.now()))
    history.note(
        session,
        actor=actor,
        action="association.settings",
        subject=queries.get_association(session),
        sentence="ändrade förbundets inställningar",
        before=before,
        after=wanted,
    )


def name_of(session: Session) -> str:
    """Return what the association is called, empty before it is set up."""
    found = queries.page_head(session)
    return found.name if found else ""
