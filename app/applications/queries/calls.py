"""Calls, those that the public sees among them, and the links that somebody has asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.applications.domain import ApplicationState
from app.applications.domain.calls import CallDays, CallState, call_state
from app.applications.models import Application, Call, SignUp
from app.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call with how many applications it has had."""

    call: Call
    state: CallState
    drafts: int
    sent: int


def days_of(call: Call) -> CallDays:
    """Return when the call takes applications."""
    return CallDays(call.opens_on, call.closes_on, call.published_at is not None)


def calls(session: Session, today: date) -> list[CallRow]:
    """Return every call, the latest opened first, with the number of applications."""
    draft = Application.state == ApplicationState.DRAFT
    rows = session.execute(
        select(
            Call,
            func.count(Application.id).filter(draft),
            func.count(Application.id).filter(~draft),
        )
        .outerjoin(Application, Application.call_id == Call.id)
        .group_by(Call.id)
        .order_by(Call.opens_on.desc(), Call.id.desc())
    )
    return [
        CallRow(one, call_state(days_of(one), today), drafts, sent) for one, drafts, sent in rows
    ]


def call(session: Session, call_id: int) -> Call:
    """Return one call, whatever its state; raises NotFound."""
    found = session.get(Call, call_id)
    if found is None:
        raise NotFound
    return found


def public_calls(session: Session, today: date) -> Sequence[Call]:
    """Return the calls that are open to all and not over, the one that closes first first."""
    return session.scalars(
        select(Call)
        .where(
            Call.published_at.is_not(None),
            Call.open_to_all,
            or_(Call.closes_on.is_(None), Call.closes_on >= today),
        )
        .order_by(Call.closes_on.is_(None), Call.closes_on, Call.opens_on, Call.id)
    ).all()


def public_call(session: Session, call_id: int) -> Call:
    """Return a call that the public may read; raises NotFound for drafts and invitations."""
    found = session.get(Call, call_id)
    if found is None or not found.open_to_all or found.published_at is None:
        raise NotFound
    return found


def open_calls(session: Session, today: date) -> Sequence[Call]:
    """Return the published calls that take applications on a day, invitations among them."""
    rows = session.scalars(
        select(Call).where(Call.published_at.is_not(None)).order_by(Call.opens_on, Call.id)
    )
    return [one for one in rows if call_state(days_of(one), today) is CallState.OPEN]


def sign_up(session: Session, token_hash: str) -> SignUp | None:
    """Return the question behind a link with its call, locked in a transaction that writes."""
    return session.scalar(
        select(SignUp)
        .where(SignUp.token_hash == token_hash)
        .options(joinedload(SignUp.call))
        .with_for_update(of=SignUp)
    )


def sign_ups_since(session: Session, since: datetime, *, email: str = "", address: str = "") -> int:
    """Return how many links have been asked for to an e-mail address, or from an address."""
    mine = SignUp.email == email if email else SignUp.address == address
    statement = select(func.count()).select_from(SignUp).where(mine, SignUp.created_at > since)
    return session.scalar(statement) or 0


def applications_in(session: Session, call_id: int) -> Sequence[Application]:
    """Return what has been begun in a call, in the order that it was begun."""
    return session.scalars(
        select(Application).where(Application.call_id == call_id).order_by(Application.id)
    ).all()
