"""How a request to an outside service ends without a signature: cancelled, or failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.signing import queries
from app.signing.domain import SigningState
from app.signing.domain.terms import OPEN
from app.signing.models import SigningRequest

if TYPE_CHECKING:
    from app.minutes.models import MinutesVersion


def cancel(
    session: Session, *, actor: Actor | None, version_id: int, request_id: int
) -> SigningRequest:
    """Take back what a service has been asked; a signature that comes later is not accepted.

    Raises:
        DomainError: ``signing.not_open``.
        NotFound: when it is not about this version.
    """
    found = queries.request_for_update(session, version_id, request_id)
    if found.state not in OPEN:
        raise DomainError("signing.not_open")
    end(session, found, SigningState.CANCELLED)
    history.note(
        session,
        actor=actor,
        action="signing.cancelled",
        subject=found.minutes_version.meeting,
        sentence="tog tillbaka begäran om underskrift",
        reference=found.reference,
    )
    return found


def cancel_of_person(session: Session, version_id: int, person_id: int) -> None:
    """Close what a service was asked of somebody who has signed in another way."""
    for one in queries.open_requests(session, version_id):
        if one.person_id == person_id:
            end(session, one, SigningState.CANCELLED)


def cancel_all(session: Session, _actor: Actor | None, version: MinutesVersion) -> None:
    """Close everything that services were asked about a version that is unlocked (rule UNL)."""
    for one in queries.open_requests(session, version.id):
        end(session, one, SigningState.CANCELLED)


def end(session: Session, request: SigningRequest, state: SigningState, because: str = "") -> None:
    """Finish a request; ``because`` says in Swedish why it failed."""
    request.state = state
    request.failed_because = because
    request.trouble = ""
    request.finished_at = clock.now()
    session.flush()
