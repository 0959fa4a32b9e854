"""An authenticator app for tests: people enrolled without pages, and the code of the moment."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.domain import code_counter
from app.accounts.models import Totp, User
from app.accounts.services import codes, keeping
from app.kernel import clock

SECRET = "KLUBBAPROVETKLUBBAPROVETKLUBBA22"


def enrol(session: Session, user: User | int, secret: str = SECRET) -> Totp:
    """Give a login an authenticator app that has shown a first code, unless it has one."""
    user_id = user if isinstance(user, int) else user.id
    found = session.scalar(select(Totp).where(Totp.user_id == user_id))
    if found is None:
        now = clock.now()
        found = Totp(
            user_id=user_id, secret=keeping.hidden(secret), created_at=now, confirmed_at=now
        )
        session.add(found)
        session.flush()
    return found


def code_for(session: Session, user: User | int) -> str:
    """Return a code that is accepted now, also when one was just used; enrols when needed."""
    totp = enrol(session, user)
    totp.last_counter = 0
    session.flush()
    return codes.code_at(keeping.shown(totp.secret), code_counter(clock.now()))


def strong(session: Session, user: User | int, password: str) -> dict[str, str]:
    """Return password and code, as a signing form sends them."""
    return {"password": password, "code": code_for(session, user)}
