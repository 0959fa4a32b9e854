"""Signing in and out in one step or two, sessions, and the password one has."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.domain import (
    SEEN_EVERY,
    Purpose,
    device_words,
    fold_email,
    hash_token,
    must_enrol,
    second_factor_needed,
)
from app.accounts.models import (
    LoginAttempt,
    LoginSession,
    PasskeyChallenge,
    PendingLogin,
    User,
)
from app.accounts.services import passkeys, passwords
from app.accounts.services.strong import confirmed_user, second_factor
from app.kernel import clock, history
from app.kernel.actor import OFFICE, Actor
from app.kernel.errors import DomainError

_KEPT = timedelta(days=90)  # lapsed sessions and counted failures are of no use after that
_AGENT = 300  # characters


@dataclass(frozen=True, slots=True)
class SignedInAs:
    """A new session: the token for the cookie, and who it is."""

    token: str
    user_id: int
    name: str
    limited: bool = False  # has to add a second factor before anything else


@dataclass(frozen=True, slots=True)
class SecondStep:
    """A right password that waits for its second factor: the token for the cookie; no session."""

    token: str


def login(
    session: Session, *, email: str, password: str, address: str, user_agent: str
) -> SignedInAs | SecondStep:
    """Open a session for the right e-mail address and password, or go on to the second step.

    Raises:
        DomainError: ``accounts.wrong_login``, the same for an unknown, closed or not yet used
            login; ``accounts.too_many_failures`` after 5 tries per login or 20 per address.
    """
    allowed = passwords.limits(fold_email(email), address)
    passwords.refuse_too_many(session, allowed)
    user = queries.user_by_email(session, email)
    if not passwords.fits(user, password) or user is None:
        passwords.count_failure(session, allowed)
        raise DomainError("accounts.wrong_login")
    passwords.renew(user, password)
    return admit(session, user, user_agent=user_agent)


def admit(session: Session, user: User, *, user_agent: str) -> SignedInAs | SecondStep:
    """Let the one with the right password in, or ask for the second factor as the rules say."""
    rule = queries.login_rule(session)
    enrolled = queries.has_second_factor(session, user.id)
    if second_factor_needed(rule, enrolled=enrolled):
        return _pend(session, user)
    held = frozenset().union(*queries.seats_of(session, user.person_id, clock.today()))
    office = any(role in OFFICE for role, _ in held)
    limited = must_enrol(rule, enrolled=enrolled, office=office)
    return open_for(session, user, user_agent=user_agent, limited=limited)


def _pend(session: Session, user: User) -> SecondStep:
    token = secrets.token_urlsafe(32)
    session.add(PendingLogin(user=user, token_hash=hash_token(token), created_at=clock.now()))
    session.flush()
    return SecondStep(token)


def waiting_login(session: Session, token: str) -> PendingLogin:
    """Return the login that waits for its second factor, with its person.

    Raises:
        DomainError: ``accounts.pending_lapsed`` ten minutes after the password, or when used.
    """
    found = queries.pending_login(session, token, now=clock.now())
    if found is None:
        raise DomainError("accounts.pending_lapsed")
    return found


def begin_second_step(session: Session, *, token: str) -> str:
    """Return, as JSON, what the browser asks a passkey of the waiting login."""
    waiting = waiting_login(session, token)
    return passkeys.ask_user(session, waiting.user_id, Purpose.LOGIN)


def finish_login(
    session: Session, *, token: str, user_agent: str, code: str = "", assertion: str = ""
) -> SignedInAs:
    """Open the session that waited for a second factor: a code, a recovery code or a passkey.

    Raises:
        DomainError: ``accounts.pending_lapsed``; what :func:`second_factor` raises.
    """
    waiting = waiting_login(session, token)
    user = waiting.user
    factors = queries.second_factors(session, user.id)
    how = second_factor(session, user, factors, code, assertion, purpose=Purpose.LOGIN)
    waiting.consumed_at = clock.now()
    if how == "recovery":
        history.note(
            session,
            actor=actor_of(user),
            action="accounts.recovery_code",
            subject=user,
            sentence="använde en reservkod för att logga in",
        )
    return open_for(session, user, user_agent=user_agent)


def open_for(session: Session, user: User, *, user_agent: str, limited: bool = False) -> SignedInAs:
    """Open a session for somebody who has shown who they are."""
    session.execute(delete(LoginAttempt).where(LoginAttempt.key == f"account:{user.email}"))
    token, now = secrets.token_urlsafe(32), clock.now()
    opened = LoginSession(
        user=user,
        token_hash=hash_token(token),
        created_at=now,
        last_seen_at=now,
        user_agent=user_agent[:_AGENT],
        limited=limited,
    )
    session.add(opened)
    history.note(
        session,
        actor=actor_of(user),
        action="accounts.login",
        subject=opened,
        sentence=f"loggade in med {device_words(user_agent)}",
    )
    return SignedInAs(token, user.id, user.person.name, limited)


def actor_of(user: User) -> Actor:
    """Return the login's person as the one who acts, before any seats are known."""
    return Actor(user.id, user.person_id, user.person.name)


def logout(session: Session, *, actor: Actor, token: str) -> None:
    """Close the session that the token belongs to; nothing happens when it is closed already."""
    found = queries.open_session(session, token, now=clock.now())
    if found and found.user_id == actor.user_id:
        _revoke(session, actor, found.id, "loggade ut")


def revoke_session(session: Session, *, actor: Actor, session_id: int) -> None:
    """Close one of the person's own sessions; raises NotFound for anybody else's."""
    found = queries.session_of(session, actor.user_id, session_id)
    words = device_words(found.user_agent)
    _revoke(session, actor, found.id, f"avslutade sin inloggning med {words}")


def _revoke(session: Session, actor: Actor, session_id: int, sentence: str) -> None:
    found = session.get_one(LoginSession, session_id)
    found.revoked_at = found.revoked_at or clock.now()
    history.note(session, actor=actor, action="accounts.logout", subject=found, sentence=sentence)


def revoke_all(session: Session, user_id: int, *, but: str | None = None) -> None:
    """Close every session of a login, but for the one with the token ``but``."""
    statement = update(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.revoked_at.is_(None)
    )
    if but:
        statement = statement.where(LoginSession.token_hash != hash_token(but))
    session.execute(statement.values(revoked_at=clock.now()))


def change_password(
    session: Session, *, actor: Actor, present: str, password: str, token: str
) -> None:
    """Change one's own password; every other session of the login is closed.

    Raises:
        DomainError: when the present one is wrong (field ``present``) or the new one is weak.
    """
    user = confirmed_user(session, actor, present, field="present")
    user.password_hash = passwords.hash_new(password, user.person, user.email)
    revoke_all(session, user.id, but=token)
    history.note(
        session,
        actor=actor,
        action="accounts.change_password",
        subject=user,
        sentence="bytte sitt lösenord",
    )


def mark_seen(session: Session, *, session_id: int) -> None:
    """Note that a session is in use, unless another request just did."""
    now = clock.now()
    session.execute(
        update(LoginSession)
        .where(LoginSession.id == session_id, LoginSession.last_seen_at <= now - SEEN_EVERY)
        .values(last_seen_at=now)
    )


def tidy(session: Session) -> None:
    """Remove counted failures, lapsed sessions and old questions that say nothing any longer."""
    before = clock.now() - _KEPT
    session.execute(delete(PendingLogin).where(PendingLogin.created_at < before))
    session.execute(
        delete(PasskeyChallenge).where(
            PasskeyChallenge.created_at < before, PasskeyChallenge.used_at.is_(None)
        )
    )
    session.execute(delete(LoginAttempt).where(LoginAttempt.at < before))
    session.execute(delete(LoginSession).where(LoginSession.last_seen_at < before))
