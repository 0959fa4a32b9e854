"""Signing in and out, sessions, and the password one has."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.domain import SEEN_EVERY, device_words, fold_email, hash_token
from app.accounts.models import LoginAttempt, LoginSession, User
from app.accounts.services import passwords
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError

_KEPT = timedelta(days=90)  # lapsed sessions and counted failures are of no use after that
_AGENT = 300  # characters


@dataclass(frozen=True, slots=True)
class SignedInAs:
    """A new session: the token for the cookie, and who it is."""

    token: str
    user_id: int
    name: str


def login(
    session: Session, *, email: str, password: str, address: str, user_agent: str
) -> SignedInAs:
    """Open a session for the right e-mail address and password.

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
    return open_for(session, user, user_agent=user_agent)


def open_for(session: Session, user: User, *, user_agent: str) -> SignedInAs:
    """Open a session for somebody who has shown who they are."""
    session.execute(delete(LoginAttempt).where(LoginAttempt.key == f"account:{user.email}"))
    token, now = secrets.token_urlsafe(32), clock.now()
    opened = LoginSession(
        user=user,
        token_hash=hash_token(token),
        created_at=now,
        last_seen_at=now,
        user_agent=user_agent[:_AGENT],
    )
    session.add(opened)
    history.note(
        session,
        actor=actor_of(user),
        action="accounts.login",
        subject=opened,
        sentence=f"loggade in med {device_words(user_agent)}",
    )
    return SignedInAs(token, user.id, user.person.name)


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


def confirm_password(session: Session, *, actor: Actor, password: str) -> None:
    """Make sure that the one who acts is the one who is signed in, before something weighty.

    Raises:
        DomainError: ``accounts.wrong_password`` on the field ``password``;
            ``accounts.too_many_failures`` after five wrong ones in a quarter of an hour.
    """
    _confirm(session, actor, password, field="password")


def confirm_strongly(session: Session, *, actor: Actor, password: str, code: str = "") -> str:
    """Make sure of the same before something that binds others, and say how it was shown.

    Raises:
        DomainError: as :func:`confirm_password`, and on ``code``.
    """
    confirm_password(session, actor=actor, password=password)
    return "password" if not code else "password_totp"


def _confirm(session: Session, actor: Actor, password: str, *, field: str) -> User:
    user = queries.user(session, actor.user_id)
    allowed = passwords.limits(user.email)
    passwords.refuse_too_many(session, allowed)
    if not passwords.fits(user, password):
        passwords.count_failure(session, allowed)
        raise DomainError("accounts.wrong_password", field=field)
    return user


def change_password(
    session: Session, *, actor: Actor, present: str, password: str, token: str
) -> None:
    """Change one's own password; every other session of the login is closed.

    Raises:
        DomainError: when the present one is wrong (field ``present``) or the new one is weak.
    """
    user = _confirm(session, actor, present, field="present")
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
    """Remove counted failures and lapsed sessions that are too old to say anything."""
    before = clock.now() - _KEPT
    session.execute(delete(LoginAttempt).where(LoginAttempt.at < before))
    session.execute(delete(LoginSession).where(LoginSession.last_seen_at < before))
