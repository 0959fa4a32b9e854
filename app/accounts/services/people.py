"""The register of people, and how a person gets and loses a login."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import astuple, dataclass

from sqlalchemy.orm import Session

from app.accounts import notifications, queries
from app.accounts.domain import INVITATION_LIFE, fold_email, hash_token, sort_key
from app.accounts.models import Invitation, Person, User
from app.accounts.services import passwords
from app.accounts.services.login import SecondStep, SignedInAs, actor_of, admit, revoke_all
from app.kernel import clock, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the register keeps about a person."""

    given_name: str
    family_name: str
    email: str = ""
    telephone: str = ""
    title: str = ""
    organisation: str = ""

    @property
    def name(self) -> str:
        """Return the name as it is printed."""
        return f"{self.given_name} {self.family_name}".strip()


_LABELS = {
    "given_name": "Förnamn",
    "family_name": "Efternamn",
    "email": "E-postadress",
    "telephone": "Telefon",
    "title": "Titel",
    "organisation": "Arbetsplats",
}


def create_person(session: Session, *, actor: Actor | None, facts: PersonFacts) -> Person:
    """Add a person to the register; raises DomainError when the family name is empty."""
    _check_name(facts)
    person = Person()
    _fill(person, facts)
    session.add(person)
    history.note(
        session,
        actor=actor,
        action="accounts.create_person",
        subject=person,
        sentence=f"lade till {facts.name} i personregistret",
    )
    return person


def edit_person(
    session: Session, *, actor: Actor, person_id: int, version: int, facts: PersonFacts
) -> None:
    """Change what the register says; a login follows the person's e-mail address.

    Raises:
        EditConflict: when somebody else saved first; carries both texts.
        DomainError: empty family name, or an address that is another's login (field ``email``).
    """
    _check_name(facts)
    person = queries.person_entity(session, person_id)
    theirs = _facts(person)
    if theirs == facts:
        return
    fields = [
        (name, label, mine, stored)
        for (name, label), mine, stored in zip(
            _LABELS.items(), astuple(facts), astuple(theirs), strict=True
        )
    ]
    editing.ensure_current(session, person, version=version, fields=fields)
    if person.user is not None:
        _give_address(session, person.user, facts.email)
    _fill(person, facts)
    history.note(
        session,
        actor=actor,
        action="accounts.edit_person",
        subject=person,
        sentence=f"ändrade uppgifterna om {facts.name}",
        before=dict(zip(_LABELS, astuple(theirs), strict=True)),
        replaced=[(label, stored) for _, label, mine, stored in fields if mine != stored],
    )


def _check_name(facts: PersonFacts) -> None:
    if not facts.family_name.strip():
        raise DomainError("accounts.name_missing", field="family_name")


def _facts(person: Person) -> PersonFacts:
    return PersonFacts(**{name: getattr(person, name) for name in _LABELS})


def _fill(person: Person, facts: PersonFacts) -> None:
    for name in _LABELS:
        setattr(person, name, getattr(facts, name))
    person.sort_key = sort_key(facts.family_name, facts.given_name)


def _give_address(session: Session, user: User, email: str) -> None:
    """Let the login have the address, unless another login has it."""
    address = fold_email(email)
    if not address:
        raise DomainError("accounts.email_missing", field="email")
    other = queries.user_by_email(session, address)
    if other is not None and other.id != user.id:
        raise DomainError("accounts.email_taken", field="email", name=other.person.name)
    user.email = address


def invite(
    session: Session,
    *,
    actor: Actor | None,
    person_id: int,
    email: str,
    link_of: Callable[[str], str],
    association_name: str,
) -> str:
    """Give a person a login by a one-time link in a mail; returns the link.

    ``link_of`` makes a link from a token. Earlier links stop working; a closed login is opened
    again, without its old password.

    Raises:
        DomainError: the address is empty or another's login (field ``email``).
    """
    person = queries.person_entity(session, person_id)
    user = _login_for(session, person, email)
    token = _new_invitation(session, user)
    invitation = queries.waiting_invitations(session, user.id)[-1]
    link = link_of(token)
    notifications.send_invitation(session, invitation, link=link, association_name=association_name)
    history.note(
        session,
        actor=actor,
        action="accounts.invite",
        subject=person,
        sentence=f"bjöd in {person.name} att logga in",
        email=user.email,
    )
    return link


def _login_for(session: Session, person: Person, email: str) -> User:
    user = person.user
    if user is None:
        user = User(person=person, email="", created_at=clock.now())
    with session.no_autoflush:
        _give_address(session, user, email)
    if user.closed_at is not None:
        user.closed_at, user.password_hash = None, None
    if not person.email:
        person.email = email.strip()
    session.add(user)
    session.flush()
    return user


def _new_invitation(session: Session, user: User) -> str:
    now = clock.now()
    for earlier in queries.waiting_invitations(session, user.id):
        earlier.expires_at = min(earlier.expires_at, now)
    token = secrets.token_urlsafe(32)
    session.add(
        Invitation(
            user=user,
            token_hash=hash_token(token),
            created_at=now,
            expires_at=now + INVITATION_LIFE,
        )
    )
    session.flush()
    return token


def usable_invitation(session: Session, token: str) -> Invitation:
    """Return the invitation behind a link that can still be used.

    Raises:
        DomainError: the link is unknown, has been used, or has expired.
    """
    found = queries.invitation(session, token)
    if found is None or found.user.closed_at is not None:
        raise DomainError("accounts.invitation_unknown")
    if found.consumed_at is not None:
        raise DomainError("accounts.invitation_used")
    if found.expires_at <= clock.now():
        raise DomainError("accounts.invitation_expired")
    return found


def use_invitation(
    session: Session, *, token: str, password: str, user_agent: str
) -> SignedInAs | SecondStep:
    """Let the person behind a one-time link choose a password, and sign in (in two steps, maybe).

    Called on POST only, since mail scanners open links. Other sessions of the login are closed.

    Raises:
        DomainError: the link cannot be used, or the password is weak (field ``password``).
    """
    invitation = usable_invitation(session, token)
    user = invitation.user
    user.password_hash = passwords.hash_new(password, user.person, user.email)
    invitation.consumed_at = clock.now()
    revoke_all(session, user.id)
    history.note(
        session,
        actor=actor_of(user),
        action="accounts.use_invitation",
        subject=user,
        sentence="valde ett lösenord med sin inbjudan",
    )
    return admit(session, user, user_agent=user_agent)


def create_first_login(session: Session, *, facts: PersonFacts, password: str) -> User:
    """Make the first person with a login, when the association is set up.

    Raises:
        DomainError: no e-mail address (field ``email``) or a weak password.
    """
    person = create_person(session, actor=None, facts=facts)
    user = _login_for(session, person, facts.email)
    user.password_hash = passwords.hash_new(password, person, user.email)
    return user


def close_user(session: Session, *, actor: Actor, person_id: int) -> None:
    """Close a person's login at once; the person stays in the register.

    Raises:
        DomainError: there is no open login, or it is one's own.
    """
    person = queries.person_entity(session, person_id)
    user = person.user
    if user is None or user.closed_at is not None:
        raise DomainError("accounts.no_login")
    if user.id == actor.user_id:
        raise DomainError("accounts.cannot_close_own")
    user.closed_at = clock.now()
    revoke_all(session, user.id)
    history.note(
        session,
        actor=actor,
        action="accounts.close_user",
        subject=person,
        sentence=f"stängde inloggningen för {person.name}",
    )
