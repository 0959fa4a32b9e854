"""Sums over applications that have been handed in: per year of the money, kind, kommun."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.applications.domain import Stage
from app.applications.models import (
    Application,
    ApplicationDecision,
    ApplicationPlace,
    AppliedYear,
    GrantLine,
)

_HANDED_IN = Application.case_id.is_not(None)


def applied_by_year(session: Session) -> dict[str, int]:
    """Return what has been applied for, by the calendar year that the money is for, in öre."""
    rows = session.execute(
        select(AppliedYear.year, func.sum(AppliedYear.ore))
        .join(Application, Application.id == AppliedYear.application_id)
        .where(_HANDED_IN)
        .group_by(AppliedYear.year)
        .order_by(AppliedYear.year)
    )
    return {str(year): int(ore) for year, ore in rows}


def granted_by_year(session: Session) -> dict[str, int]:
    """Return what attested decisions have granted, by the calendar year of the money, in öre."""
    rows = session.execute(
        select(GrantLine.year, func.sum(GrantLine.ore))
        .join(ApplicationDecision, ApplicationDecision.id == GrantLine.decision_id)
        .where(
            ApplicationDecision.stage == Stage.DECISION, ApplicationDecision.record_id.is_not(None)
        )
        .group_by(GrantLine.year)
        .order_by(GrantLine.year)
    )
    return {str(year): int(ore) for year, ore in rows}


def by_kind(session: Session) -> list[tuple[str, int, int]]:
    """Return [(kind, applied, granted)] in öre."""
    return _sums(session, Application.kind)


def by_direction(session: Session) -> list[tuple[str, int, int]]:
    """Return [(direction, applied, granted)] in öre; those without one are left out."""
    return _sums(session, Application.direction, Application.direction.is_not(None))


def _sums(
    session: Session, column: InstrumentedAttribute[Any], *where: ColumnElement[bool]
) -> list[tuple[str, int, int]]:
    rows = session.execute(
        select(
            column,
            func.sum(Application.applied_ore),
            func.sum(func.coalesce(Application.granted_ore, 0)),
        )
        .where(_HANDED_IN, *where)
        .group_by(column)
        .order_by(column)
    )
    return [(str(kind), int(applied), int(granted)) for kind, applied, granted in rows]


def by_municipality(session: Session) -> list[tuple[str, int, int]]:
    """Return [(kommun, applied, granted)] in öre; what is in several counts whole in each."""
    rows = session.execute(
        select(
            ApplicationPlace.municipality,
            func.sum(Application.applied_ore),
            func.sum(func.coalesce(Application.granted_ore, 0)),
        )
        .join(Application, Application.id == ApplicationPlace.application_id)
        .where(_HANDED_IN)
        .group_by(ApplicationPlace.municipality)
        .order_by(ApplicationPlace.municipality)
    )
    return [(name, int(applied), int(granted)) for name, applied, granted in rows]
