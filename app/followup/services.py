"""What happens to initiatives: begun by a signed agreement, extended by a later one, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.applications import queries as applications
from app.applications.domain import INHERITING
from app.applications.domain.agreeing import SignedAgreement
from app.applications.queries import deciding
from app.followup import queries
from app.followup.domain import (
    INITIATIVE_MACHINE,
    InitiativeEvent,
    InitiativeFacts,
    InitiativeState,
)
from app.followup.models import Initiative, InitiativeExtension
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.money import kronor

if TYPE_CHECKING:
    from app.applications.models import Application


def begin_or_extend(session: Session, actor: Actor, signed: SignedAgreement) -> None:
    """Let a signed agreement begin an initiative, or add to the one that it goes on from (AGR).

    Safe to run again: an application that has its initiative already changes nothing.

    Raises:
        DomainError: ``agreement.no_initiative`` for an extension of something that has none;
            ``initiative.other_direction`` when it would change the direction (rule TYPE).
    """
    application = applications.application(session, signed.application_id)
    if queries.initiative_of(session, application.id) is not None:
        return
    if application.kind in INHERITING and application.extends_id is not None:
        _extend(session, actor, application, signed)
    else:
        _begin(session, actor, application, signed)


def _begin(
    session: Session, actor: Actor, application: Application, signed: SignedAgreement
) -> None:
    if (
        application.case_id is None
        or application.direction is None
        or application.starts_on is None
        or application.ends_on is None
    ):
        raise DomainError("initiative.incomplete")
    goals = applications.answers(session, application.id).get("goals", {}).get("goals") or []
    made = Initiative(
        application_id=application.id,
        case_id=application.case_id,
        agreement_id=signed.agreement_id,
        agreement_signed_on=signed.signed_on,
        name=application.name,
        owner=application.organisation,
        direction=application.direction,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        granted_ore=application.granted_ore or 0,
        goals=list(goals),
        state=InitiativeState.AGREED,
    )
    session.add(made)
    history.note(
        session,
        actor=actor,
        action="initiative.begun",
        subject=made,
        sentence=f"lade upp insatsen: överenskommelsen undertecknades {signed.signed_on}",
    )


def _extend(
    session: Session, actor: Actor, application: Application, signed: SignedAgreement
) -> None:
    found = _extended(session, application)
    if application.direction is not found.direction:
        raise DomainError("initiative.other_direction")
    ends_on = max(filter(None, (found.ends_on, application.ends_on)))
    granted = application.granted_ore or 0
    session.add(
        InitiativeExtension(
            initiative_id=found.id,
            application_id=application.id,
            agreement_id=signed.agreement_id,
            agreement_signed_on=signed.signed_on,
            ends_on=ends_on,
            granted_ore=granted,
            added_at=clock.now(),
        )
    )
    found.ends_on = ends_on
    found.granted_ore += granted
    history.note(
        session,
        actor=actor,
        action="initiative.extended",
        subject=found,
        sentence=f"förlängde insatsen till och med {ends_on}, med {kronor(granted)} till",
    )
    session.flush()
    session.expire(found, ["extensions"])


def _extended(session: Session, application: Application) -> Initiative:
    for one in deciding.chain(session, application)[1:]:
        found = queries.initiative_of(session, one.id)
        if found is not None:
            return found
    raise DomainError("agreement.no_initiative")


def start(session: Session, *, actor: Actor, initiative_id: int) -> Initiative:
    """Start an initiative on its first day or later (rule AGR).

    Raises:
        DomainError: what the machine says no to.
    """
    return _step(session, actor, initiative_id, InitiativeEvent.START, "startade insatsen")


def end(session: Session, *, actor: Actor, initiative_id: int) -> Initiative:
    """End a running initiative.

    Raises:
        DomainError: when it is not running.
    """
    return _step(session, actor, initiative_id, InitiativeEvent.END, "avslutade insatsen")


def _step(
    session: Session, actor: Actor, initiative_id: int, event: InitiativeEvent, sentence: str
) -> Initiative:
    found = queries.initiative(session, initiative_id)
    history.advance(
        session,
        actor=actor,
        subject=found,
        machine=INITIATIVE_MACHINE,
        event=event,
        facts=facts(found),
        sentence=sentence,
    )
    return found


def facts(found: Initiative) -> InitiativeFacts:
    """Return what the machine looks at: the agreement is signed by today (rule AGR)."""
    return InitiativeFacts(
        agreement_signed=found.agreement_signed_on <= clock.today(),
        starts_on=found.starts_on,
        today=clock.today(),
    )
