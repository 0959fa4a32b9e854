"""Every question about initiatives, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.applications.models import (
    Agreement,
    Application,
    Collaborator,
)
from app.applications.queries import deciding
from app.followup.domain import InitiativeAccess, InitiativeState
from app.followup.models import Initiative, InitiativeExtension
from app.kernel.actor import Actor
from app.kernel.errors import NotFound


def initiative(session: Session, initiative_id: int) -> Initiative:
    """Return one initiative with its application and extensions; raises NotFound."""
    found = session.get(
        Initiative,
        initiative_id,
        options=[
            joinedload(Initiative.application),
            joinedload(Initiative.case),
            selectinload(Initiative.extensions).joinedload(InitiativeExtension.application),
        ],
    )
    if found is None:
        raise NotFound
    return found


def initiatives(session: Session, actor: Actor, *, everything: bool) -> Sequence[Initiative]:
    """Return the initiatives, running ones first; only the person's own unless ``everything``."""
    ended = case((Initiative.state == InitiativeState.ENDED, 1), else_=0)
    statement = select(Initiative).order_by(
        ended, Initiative.ends_on.desc(), Initiative.name, Initiative.id
    )
    if not everything:
        own = select(Collaborator.application_id).where(Collaborator.person_id == actor.person_id)
        extended = select(InitiativeExtension.initiative_id).where(
            InitiativeExtension.application_id.in_(own)
        )
        statement = statement.where(
            Initiative.application_id.in_(own) | Initiative.id.in_(extended)
        )
    return session.scalars(statement.options(joinedload(Initiative.case))).all()


def initiative_of(session: Session, application_id: int) -> Initiative | None:
    """Return the initiative that an application began or has been added to, or None."""
    extended = select(InitiativeExtension.initiative_id).where(
        InitiativeExtension.application_id == application_id
    )
    return session.scalar(
        select(Initiative).where(
            (Initiative.application_id == application_id) | Initiative.id.in_(extended)
        )
    )


def access(session: Session, found: Initiative) -> InitiativeAccess:
    """Return the facts that the policies look at."""
    people = session.scalars(
        select(Collaborator.person_id).where(
            Collaborator.application_id.in_(application_ids(found))
        )
    )
    return InitiativeAccess(frozenset(people))


def application_ids(found: Initiative) -> list[int]:
    """Return the applications that the initiative's money comes from, the first one first."""
    return [found.application_id, *(one.application_id for one in found.extensions)]


def granted_by_year(session: Session, found: Initiative) -> dict[int, int]:
    """Return what attested §§ have granted it in all, in öre by calendar year."""
    return deciding.granted_by_year(session, application_ids(found))


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One grant of the initiative: which application, which §, which agreement."""

    application: Application
    agreement: Agreement
    granted_ore: int
    ends_on: date | None


def grants(session: Session, found: Initiative) -> list[GrantRow]:
    """Return each grant with its agreement, the first one first."""
    agreements = {
        one.id: one
        for one in session.scalars(
            select(Agreement)
            .where(Agreement.application_id.in_(application_ids(found)))
            .options(selectinload(Agreement.reports), joinedload(Agreement.signed_file))
        )
    }
    first = GrantRow(
        found.application,
        agreements[found.agreement_id],
        found.application.granted_ore or 0,
        found.application.ends_on,
    )
    return [
        first,
        *(
            GrantRow(one.application, agreements[one.agreement_id], one.granted_ore, one.ends_on)
            for one in found.extensions
        ),
    ]
