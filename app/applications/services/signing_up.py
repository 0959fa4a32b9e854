"""Beginning an application without a login: name and e-mail, then a one-time link."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.domain import fold_email, hash_token
from app.applications import notifications
from app.applications.domain.calls import (
    SIGN_UP_KEPT,
    SIGN_UP_LIFE,
    SIGN_UP_WINDOW,
    SIGN_UPS_PER_ADDRESS,
    SIGN_UPS_PER_EMAIL,
    CallState,
    call_state,
)
from app.applications.models import Application, Call, SignUp
from app.applications.queries.calls import days_of, public_call, sign_up, sign_ups_since
from app.applications.services.collaborating import Colleague, let_in
from app.applications.services.drafting import create_draft
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a link, and from where."""

    given_name: str
    family_name: str
    email: str
    address: str

    @property
    def name(self) -> str:
        """Return the name as it is printed."""
        return f"{self.given_name} {self.family_name}".strip()


def ask_for_link(
    session: Session,
    *,
    call_id: int,
    asker: Asker,
    link_of: Callable[[str], str],
    login_page: str,
) -> None:
    """Mail a one-time link, or where to log in to somebody who has a login.

    The caller cannot tell the two apart, nor that an e-mail address has had its links for now:
    the answer is the same. ``link_of`` makes a link from a token.

    Raises:
        DomainError: ``application.call_closed``; ``application.too_many_sign_ups`` from the same
            address (10 an hour).
        NotFound: the call is not open to all.
    """
    call = public_call(session, call_id)
    if call_state(days_of(call), clock.today()) is not CallState.OPEN:
        raise DomainError("application.call_closed")
    since = clock.now() - SIGN_UP_WINDOW
    if sign_ups_since(session, since, address=asker.address) >= SIGN_UPS_PER_ADDRESS:
        raise DomainError("application.too_many_sign_ups")
    email = fold_email(asker.email)
    if sign_ups_since(session, since, email=email) >= SIGN_UPS_PER_EMAIL:
        return
    user = accounts.user_by_email(session, email)
    known = user is not None and (user.password_hash is not None or user.closed_at is not None)
    token = None if known else secrets.token_urlsafe(32)
    made = _keep(session, call, asker, email, token)
    if user is not None and user.closed_at is not None:
        return  # only the office opens a login that it has closed
    link = login_page if token is None else link_of(token)
    notifications.send_sign_up(session, made, name=asker.name, link=link, known=known)


def _keep(session: Session, call: Call, asker: Asker, email: str, token: str | None) -> SignUp:
    now = clock.now()
    made = SignUp(
        call=call,
        given_name=asker.given_name.strip(),
        family_name=asker.family_name.strip(),
        email=email,
        address=asker.address,
        token_hash=hash_token(token) if token else None,
        created_at=now,
        expires_at=now + SIGN_UP_LIFE,
    )
    session.add(made)
    session.flush()
    return made


def tidy(session: Session) -> None:
    """Forget the questions that are too old to be gone on with; the worker calls it."""
    session.execute(delete(SignUp).where(SignUp.created_at < clock.now() - SIGN_UP_KEPT))


def usable_sign_up(session: Session, token: str) -> SignUp:
    """Return what is behind a link that can still be used.

    Raises:
        DomainError: the link is unknown, has been used, or has expired.
    """
    found = sign_up(session, hash_token(token))
    if found is None:
        raise DomainError("application.sign_up_unknown")
    if found.consumed_at is not None:
        raise DomainError("application.sign_up_used")
    if found.expires_at <= clock.now():
        raise DomainError("application.sign_up_expired")
    return found


def use_sign_up(
    session: Session,
    *,
    token: str,
    link_of: Callable[[str], str],
) -> tuple[Application, str]:
    """Consume a link: make the person, the login and the draft; return it and where to go on.

    Called on POST only, since mail scanners open links. ``link_of`` makes the link where a
    password is chosen from its token. Where to go on is empty for somebody who has got a login
    since.

    Raises:
        DomainError: the link cannot be used, or the call has closed.
    """
    found = usable_sign_up(session, token)
    if call_state(days_of(found.call), clock.today()) is not CallState.OPEN:
        raise DomainError("application.call_closed")
    found.consumed_at = clock.now()
    links: list[str] = []

    def remembered(new_token: str) -> str:
        links.append(link_of(new_token))
        return links[-1]

    colleague = Colleague(found.given_name, found.family_name, found.email)
    person = let_in(session, actor=None, colleague=colleague, link_of=remembered)
    user = accounts.user_by_email(session, found.email)
    assert user is not None  # noqa: S101 -- whoever has been let in has a login
    made = create_draft(
        session, actor=Actor(user.id, person.id, person.name), call_id=found.call_id
    )
    return made, links[-1] if links else ""
