"""Those who write an application together: invited by e-mail, with a part each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts import services as people
from app.accounts.services import PersonFacts
from app.applications import notifications, queries
from app.applications.domain import PART_WORDS, Part
from app.applications.models import Application, Collaborator
from app.applications.queries.sending import application_for_update
from app.association import queries as association
from app.association.services import SeatValues, add_seat
from app.kernel import clock, history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, NotFound

if TYPE_CHECKING:
    from app.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to work with: the name, where mail goes, and what she or he may do."""

    given_name: str
    family_name: str
    email: str
    part: Part = Part.SUBMIT


def add_collaborator(
    session: Session,
    *,
    actor: Actor | None,
    application_id: int,
    colleague: Colleague,
    link_of: Callable[[str], str],
    page: str,
) -> Collaborator:
    """Let a colleague in: found by e-mail, or made a person with a login; told by mail.

    ``link_of`` makes the one-time link of a new login from its token; ``page`` is the whole
    address of the application's page.

    Raises:
        DomainError: on ``email`` or ``family_name``; ``application.already_collaborator``.
    """
    application = queries.application(session, application_id)
    person = let_in(session, actor=actor, colleague=colleague, link_of=link_of)
    _refuse_twice(session, application_id, person)
    made = _add(session, actor, application, person, colleague.part)
    tell_invited(session, application, person, colleague, page)
    return made


def let_in(
    session: Session,
    *,
    actor: Actor | None,
    colleague: Colleague,
    link_of: Callable[[str], str],
) -> Person:
    """Return the person behind an e-mail address as an applicant, made with a login when unknown.

    Raises:
        DomainError: on ``email`` or ``family_name``; ``application.login_closed``.
    """
    person, newcomer = _person(session, actor, colleague)
    _seat_as_applicant(session, actor, person)
    if newcomer:
        _give_login(session, actor, person, colleague.email, link_of)
    return person


def _person(session: Session, actor: Actor | None, colleague: Colleague) -> tuple[Person, bool]:
    """Return the person behind an e-mail address, and whether she or he needs a login."""
    if not colleague.email.strip():
        raise DomainError("application.collaborator_email_missing", field="email")
    user = accounts.user_by_email(session, colleague.email)
    if user is not None and user.closed_at is not None:
        # Only the office opens a login that it has closed.
        raise DomainError("application.login_closed", field="email")
    if user is not None:
        return user.person, user.password_hash is None
    facts = PersonFacts(
        given_name=colleague.given_name.strip(),
        family_name=colleague.family_name.strip(),
        email=colleague.email.strip(),
    )
    person = people.create_person(session, actor=actor, facts=facts)
    session.flush()
    return person, True


def _refuse_twice(session: Session, application_id: int, person: Person) -> None:
    there = {one.person_id for one in queries.collaborators(session, application_id)}
    if person.id in there:
        raise DomainError("application.already_collaborator", field="email", name=person.name)


def _seat_as_applicant(session: Session, actor: Actor | None, person: Person) -> None:
    """Give somebody the role of an applicant from today on, unless she or he has it."""
    today = clock.today()
    held = association.seats_of_person(session, person.id, today)
    if not any(role is Role.APPLICANT for role, _ in held):
        values = SeatValues(person_id=person.id, role=Role.APPLICANT, valid_from=today)
        add_seat(session, actor=actor, values=values)
        session.flush()


def _add(
    session: Session,
    actor: Actor | None,
    application: Application,
    person: Person,
    part: Part,
) -> Collaborator:
    made = Collaborator(
        application_id=application.id,
        person=person,
        part=part,
        added_at=clock.now(),
        added_by=actor.name if actor else history.SYSTEM,
    )
    session.add(made)
    history.note(
        session,
        actor=actor,
        action="application.add_collaborator",
        subject=application,
        sentence=f"bjöd in {person.name}: {PART_WORDS[part].lower()}",
        person_id=person.id,
        part=part,
    )
    return made


def _give_login(
    session: Session,
    actor: Actor | None,
    person: Person,
    email: str,
    link_of: Callable[[str], str],
) -> None:
    found = association.find_association(session)
    people.invite(
        session,
        actor=actor,
        person_id=person.id,
        email=email,
        link_of=link_of,
        association_name=found.name if found else "Klubba",
    )


def tell_invited(
    session: Session, application: Application, person: Person, colleague: Colleague, page: str
) -> None:
    """Mail somebody that she or he has been invited; ``page`` is the application's address."""
    name = f"ansökan {application.name}" if application.name else "en ansökan om medfinansiering"
    what = f"Du är inbjuden att arbeta med {name}. Din uppgift: {PART_WORDS[colleague.part]}."
    notifications.tell(
        session,
        application=application,
        recipients=[notifications.Recipient(person.name, person.email or colleague.email)],
        heading="Du är inbjuden till en ansökan",
        text=f"{what}\n\nHär är ansökan: {page}",
    )


def colleague(session: Session, application_id: int, person_id: int) -> Collaborator:
    """Return one of those who write an application; raises NotFound."""
    everybody = queries.collaborators(session, application_id)
    found = next((one for one in everybody if one.person_id == person_id), None)
    if found is None:
        raise NotFound
    return found


def change_part(
    session: Session, *, actor: Actor, application_id: int, person_id: int, part: Part
) -> None:
    """Change what a colleague may do; somebody who can submit must remain.

    Raises:
        DomainError: ``application.last_to_submit``.
        NotFound: the person does not work with the application.
    """
    application = application_for_update(session, application_id)
    found = _found(session, application, person_id, leaves=part is not Part.SUBMIT)
    if found.part is part:
        return
    found.part = part
    history.note(
        session,
        actor=actor,
        action="application.change_part",
        subject=application,
        sentence=f"ändrade uppgiften för {found.person.name}: {PART_WORDS[part].lower()}",
        person_id=person_id,
        part=part,
    )


def remove_collaborator(
    session: Session, *, actor: Actor, application_id: int, person_id: int
) -> None:
    """Let a colleague go; what was written stays.

    Raises:
        DomainError: ``application.last_to_submit``.
        NotFound: the person does not work with the application.
    """
    application = application_for_update(session, application_id)
    found = _found(session, application, person_id, leaves=True)
    name = found.person.name
    session.delete(found)
    history.note(
        session,
        actor=actor,
        action="application.remove_collaborator",
        subject=application,
        sentence=f"tog bort {name} från ansökan",
        person_id=person_id,
    )


def _found(
    session: Session, application: Application, person_id: int, *, leaves: bool
) -> Collaborator:
    """Return a colleague; refuse when nobody would be left who can submit."""
    found = colleague(session, application.id, person_id)
    everybody = queries.collaborators(session, application.id)
    others = (one for one in everybody if one is not found)
    if leaves and found.part is Part.SUBMIT and not any(o.part is Part.SUBMIT for o in others):
        raise DomainError("application.last_to_submit")
    return found
