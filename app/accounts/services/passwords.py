"""Passwords as argon2 hashes, and the limit on guessing."""

from __future__ import annotations

from collections.abc import Mapping

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.domain import (
    FAILURE_WINDOW,
    FAILURES_PER_ACCOUNT,
    FAILURES_PER_ADDRESS,
    password_weakness,
)
from app.accounts.models import LoginAttempt, Person, User
from app.kernel import clock, db
from app.kernel.errors import DomainError

# OWASP's second choice: strong enough, and four logins at once stay under a worker's memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Made from a word that nobody has, so that an unknown address costs as much time as a known one.
_NOBODY = _hasher.hash("ingen har det här lösenordet")


def hash_new(password: str, person: Person, email: str, *, field: str = "password") -> str:
    """Return the hash of a password that somebody chooses; raises DomainError when it is weak."""
    own = (person.given_name, person.family_name, email)
    weakness = password_weakness(password, own)
    if weakness:
        raise DomainError(weakness, field=field)
    return _hasher.hash(password)


def fits(user: User | None, password: str) -> bool:
    """Say whether the password is the open login's; the work is the same when there is none."""
    stored = user.password_hash if user and user.closed_at is None else None
    try:
        _hasher.verify(stored or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def renew(user: User, password: str) -> None:
    """Hash anew when the parameters have become stronger since the password was chosen."""
    if user.password_hash and _hasher.check_needs_rehash(user.password_hash):
        user.password_hash = _hasher.hash(password)


def limits(email: str, address: str | None = None) -> dict[str, int]:
    """Return how many failures each key may have within the window."""
    keys = {f"account:{email}": FAILURES_PER_ACCOUNT}
    return keys | ({f"address:{address}": FAILURES_PER_ADDRESS} if address else {})


def refuse_too_many(session: Session, allowed: Mapping[str, int]) -> None:
    """Refuse while a key has too many failures; the sentence says when to try again."""
    since = clock.now() - FAILURE_WINDOW
    for key, most in allowed.items():
        failed = queries.failures(session, key, since=since)
        if len(failed) >= most:
            until = (failed[most - 1] + FAILURE_WINDOW).astimezone(clock.STOCKHOLM)
            raise DomainError("accounts.too_many_failures", until=until.strftime("%H.%M"))


def count_failure(session: Session, allowed: Mapping[str, int]) -> None:
    """Count a failed try, also when what was tried is rolled back because of it."""
    at = clock.now()

    def add(own: Session) -> None:
        own.add_all(LoginAttempt(key=key, at=at) for key in allowed)

    def again() -> None:
        with db.new_session() as own, db.committing(own):
            add(own)

    add(session)
    db.after_rollback(session, again)
