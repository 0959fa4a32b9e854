"""Every question about decisions outside meetings, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import Person
from app.delegation.domain import DecisionKind
from app.delegation.models import DelegatedDecision
from app.kernel.errors import NotFound


def decision(session: Session, decision_id: int) -> DelegatedDecision:
    """Return one decision with its case and document; raises NotFound."""
    options = (joinedload(DelegatedDecision.case), joinedload(DelegatedDecision.file_version))
    found = session.get(DelegatedDecision, decision_id, options=options)
    if found is None:
        raise NotFound
    return found


def decisions(
    session: Session, *, year: int, kind: DecisionKind | None = None
) -> Sequence[DelegatedDecision]:
    """Return a year's decisions, of one kind or all, the latest first."""
    statement = (
        select(DelegatedDecision)
        .where(DelegatedDecision.year == year)
        .order_by(
            DelegatedDecision.decided_on.desc(),
            DelegatedDecision.kind,
            DelegatedDecision.number.desc(),
        )
        .options(joinedload(DelegatedDecision.case))
    )
    if kind is not None:
        statement = statement.where(DelegatedDecision.kind == kind)
    return session.scalars(statement).all()


def unreported(session: Session) -> Sequence[DelegatedDecision]:
    """Return what no attested § has notified yet, the oldest first (rules F17/K16)."""
    return session.scalars(
        select(DelegatedDecision)
        .where(DelegatedDecision.notified_in.is_(None))
        .order_by(DelegatedDecision.decided_on, DelegatedDecision.id)
    ).all()


def years(session: Session) -> list[int]:
    """Return the years that have decisions, the latest first."""
    found = session.scalars(
        select(DelegatedDecision.year).distinct().order_by(DelegatedDecision.year.desc())
    )
    return list(found)


def of_case(session: Session, case_id: int) -> Sequence[DelegatedDecision]:
    """Return the decisions in a case, the latest first."""
    return session.scalars(
        select(DelegatedDecision)
        .where(DelegatedDecision.case_id == case_id)
        .order_by(DelegatedDecision.decided_on.desc(), DelegatedDecision.id.desc())
    ).all()


class DeciderRow(NamedTuple):
    """Somebody who may have decided."""

    person_id: int
    name: str


def deciders(session: Session) -> list[DeciderRow]:
    """Return everybody, by name: who decided is a fact that the office knows."""
    people = session.scalars(
        select(Person).order_by(Person.family_name, Person.given_name, Person.id)
    )
    return [DeciderRow(person.id, person.name) for person in people]
