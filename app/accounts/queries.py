"""Every question about people and logins, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.domain import (
    ABSOLUTE_LIFE,
    IDLE_LIFE,
    PENDING_LIFE,
    LoginFactor,
    fold_email,
    hash_token,
)
from app.accounts.models import (
    Invitation,
    LoginAttempt,
    LoginSession,
    Passkey,
    PendingLogin,
    Person,
    RecoveryCode,
    Totp,
    User,
)
from app.kernel.actor import Role
from app.kernel.errors import NotFound
from app.kernel.hooks import Hook
from app.kernel.prepared import prepared

seats_of: Hook[[Session, int, date], frozenset[tuple[Role, int | None]]] = Hook("accounts.seats_of")
"""Answers with a person's (role, body id) pairs on a day; subscribed by ``association``."""

assignments: Hook[[Session, date], dict[int, list[str]]] = Hook("accounts.assignments")
"""Answers with what each person is on a day, in words, by person id; from ``association``."""

login_factor: Hook[[Session], LoginFactor] = Hook("accounts.login_factor")
"""Answers when a login asks for a second factor; subscribed by ``association`` (the charter)."""


class LoginState(StrEnum):
    """How far a person has come with a login."""

    NONE = "none"
    INVITED = "invited"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person with the login, if any; ``version`` is for optimistic locking."""

    id: int
    given_name: str
    family_name: str
    sort_key: str
    email: str
    telephone: str
    title: str
    organisation: str
    version: int
    user_id: int | None
    login_email: str | None
    password_hash: str | None
    closed_at: datetime | None

    @property
    def name(self) -> str:
        """Return the name as it is printed."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def login(self) -> LoginState:
        """Return how far the person has come with a login."""
        if self.user_id is None:
            return LoginState.NONE
        if self.closed_at is not None:
            return LoginState.CLOSED
        return LoginState.ACTIVE if self.password_hash else LoginState.INVITED


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A login session that still holds, with who is behind it."""

    id: int
    user_id: int
    person_id: int
    name: str
    last_seen_at: datetime
    limited: bool = False


def _people() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.sort_key,
            Person.email,
            Person.telephone,
            Person.title,
            Person.organisation,
            Person.version_id,
            User.id,
            User.email,
            User.password_hash,
            User.closed_at,
        )
        .outerjoin(User, User.person_id == Person.id)
        .order_by(Person.sort_key, Person.id)
    )


def people(session: Session) -> list[PersonRow]:
    """Return everybody in the register, by Swedish alphabet."""
    return [PersonRow(*row) for row in session.execute(_people())]


def person(session: Session, person_id: int) -> PersonRow:
    """Return one person; raises NotFound."""
    row = session.execute(_people().where(Person.id == person_id)).first()
    if row is None:
        raise NotFound
    return PersonRow(*row)


def person_entity(session: Session, person_id: int) -> Person:
    """Return the person's row with its login, for changing it; raises NotFound."""
    found = session.get(Person, person_id, options=[joinedload(Person.user)])
    if found is None:
        raise NotFound
    return found


def user_by_email(session: Session, email: str) -> User | None:
    """Return the login with this e-mail address, open or closed, with its person."""
    statement = select(User).where(User.email == fold_email(email))
    return session.scalar(statement.options(joinedload(User.person)))


def user(session: Session, user_id: int) -> User:
    """Return one login with its person; raises NotFound."""
    found = session.get(User, user_id, options=[joinedload(User.person)])
    if found is None:
        raise NotFound
    return found


@prepared
def _open_session() -> Select[*tuple[Any, ...]]:
    return (
        select(
            LoginSession.id,
            LoginSession.user_id,
            User.person_id,
            func.trim(Person.given_name + " " + Person.family_name),
            LoginSession.last_seen_at,
            LoginSession.limited,
        )
        .join(User, User.id == LoginSession.user_id)
        .join(Person, Person.id == User.person_id)
        .where(
            LoginSession.token_hash == bindparam("token_hash"),
            LoginSession.revoked_at.is_(None),
            LoginSession.created_at > bindparam("oldest"),
            LoginSession.last_seen_at > bindparam("idle_since"),
            User.closed_at.is_(None),
        )
    )


def open_session(session: Session, token: str, *, now: datetime) -> OpenSession | None:
    """Return who is behind a token, in one statement; None when it is unknown or has lapsed."""
    row = _open_session.first(
        session,
        token_hash=hash_token(token),
        oldest=now - ABSOLUTE_LIFE,
        idle_since=now - IDLE_LIFE,
    )
    return OpenSession(*row) if row else None


def user_behind(session: Session, token: str) -> int | None:
    """Return whose token this is or was, even when it has lapsed."""
    return session.scalar(
        select(LoginSession.user_id).where(LoginSession.token_hash == hash_token(token))
    )


def open_sessions(session: Session, user_id: int, *, now: datetime) -> Sequence[LoginSession]:
    """Return the person's open sessions, the latest used first."""
    return session.scalars(
        select(LoginSession)
        .where(
            LoginSession.user_id == user_id,
            LoginSession.revoked_at.is_(None),
            LoginSession.created_at > now - ABSOLUTE_LIFE,
            LoginSession.last_seen_at > now - IDLE_LIFE,
        )
        .order_by(LoginSession.last_seen_at.desc(), LoginSession.id.desc())
    ).all()


def session_of(session: Session, user_id: int, session_id: int) -> LoginSession:
    """Return one of the person's own sessions; raises NotFound for anybody else's."""
    found = session.scalar(
        select(LoginSession).where(LoginSession.id == session_id, LoginSession.user_id == user_id)
    )
    if found is None:
        raise NotFound
    return found


def previous_login(session: Session, user_id: int) -> datetime | None:
    """Return when the person logged in the time before the present one."""
    row = _previous_login.first(session, user_id=user_id)
    return row[0] if row else None


@prepared
def _previous_login() -> Select[*tuple[Any, ...]]:
    return (
        select(LoginSession.created_at)
        .where(LoginSession.user_id == bindparam("user_id"))
        .order_by(LoginSession.id.desc())
        .offset(1)
        .limit(1)
    )


def invitation(session: Session, token: str) -> Invitation | None:
    """Return the invitation behind a token with its login and person, whatever its state.

    In a transaction that writes, the row is locked, so that a link is used by one only.
    """
    return session.scalar(
        select(Invitation)
        .where(Invitation.token_hash == hash_token(token))
        .options(joinedload(Invitation.user).joinedload(User.person))
        .with_for_update(of=Invitation)
    )


def waiting_invitations(session: Session, user_id: int) -> Sequence[Invitation]:
    """Return the login's invitations that have not been used, oldest first."""
    return session.scalars(
        select(Invitation)
        .where(Invitation.user_id == user_id, Invitation.consumed_at.is_(None))
        .order_by(Invitation.id)
    ).all()


def failures(session: Session, key: str, *, since: datetime) -> Sequence[datetime]:
    """Return when the latest failed tries with this key were made, newest first."""
    return session.scalars(
        select(LoginAttempt.at)
        .where(LoginAttempt.key == key, LoginAttempt.at > since)
        .order_by(LoginAttempt.at.desc(), LoginAttempt.id.desc())
    ).all()


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """What a person has beside the password."""

    totp: Totp | None  # confirmed or not
    passkeys: Sequence[Passkey]
    recovery_codes: int  # that have not been used

    @property
    def app_ready(self) -> bool:
        """Say whether there is an authenticator app that has shown a first code."""
        return self.totp is not None and self.totp.confirmed_at is not None

    @property
    def enrolled(self) -> bool:
        """Say whether there is anything that can sign."""
        return self.app_ready or bool(self.passkeys)


def second_factors(session: Session, user_id: int) -> SecondFactors:
    """Return a login's second factors, passkeys in the order they were added."""
    totp = session.scalar(select(Totp).where(Totp.user_id == user_id))
    passkeys = session.scalars(
        select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)
    ).all()
    left = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return SecondFactors(totp, passkeys, session.scalar(left) or 0)


def has_second_factor(session: Session, user_id: int) -> bool:
    """Say whether a login can confirm strongly, for a page that offers to sign."""
    app = select(Totp.id).where(Totp.user_id == user_id, Totp.confirmed_at.is_not(None))
    key = select(Passkey.id).where(Passkey.user_id == user_id)
    return bool(session.scalar(select(app.exists() | key.exists())))


def login_rule(session: Session) -> LoginFactor:
    """Return when a login asks for a second factor; those who have one, when nobody decided."""
    return next(iter(login_factor(session)), LoginFactor.ENROLLED)


def pending_login(session: Session, token: str, *, now: datetime) -> PendingLogin | None:
    """Return the login that waits for its second factor; None when it has lapsed or is used."""
    return session.scalar(
        select(PendingLogin)
        .join(User)
        .where(
            PendingLogin.token_hash == hash_token(token),
            PendingLogin.consumed_at.is_(None),
            PendingLogin.created_at > now - PENDING_LIFE,
            User.closed_at.is_(None),
        )
        .options(joinedload(PendingLogin.user).joinedload(User.person))
    )
