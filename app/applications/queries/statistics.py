"""Sums over applications that have been handed in: per year of the money, kind, kommun.

Each begins with a year, so that a page of the latest years costs the same after twenty.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.applications.domain import Direction, Kind, Stage
from app.applications.models import (
    Application,
    ApplicationDecision,
    ApplicationPlace,
    AppliedYear,
    GrantLine,
)
from app.kernel.prepared import prepared

_HANDED_IN = Application.case_id.is_not(None)
_SINCE = (_HANDED_IN, Application.submitted_at >= bindparam("since"))
_SUMS = (func.sum(Application.applied_ore), func.sum(func.coalesce(Application.granted_ore, 0)))


class KindSum(NamedTuple):
    """What applications of one kind and direction sum to, in öre."""

    kind: Kind
    direction: Direction | None
    applied: int
    granted: int


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def applied_by_year(session: Session, first: int) -> dict[str, int]:
    """Return what has been applied for, by the calendar year that the money is for, in öre."""
    return {str(year): int(ore) for year, ore in _applied.rows(session, first=first)}


@prepared
def _applied() -> Select[*tuple[Any, ...]]:
    return (
        select(AppliedYear.year, func.sum(AppliedYear.ore))
        .join(Application, Application.id == AppliedYear.application_id)
        .where(_HANDED_IN, AppliedYear.year >= bindparam("first"))
        .group_by(AppliedYear.year)
        .order_by(AppliedYear.year)
    )


def granted_by_year(session: Session, first: int) -> dict[str, int]:
    """Return what attested decisions have granted, by the calendar year of the money, in öre."""
    return {str(year): int(ore) for year, ore in _granted.rows(session, first=first)}


@prepared
def _granted() -> Select[*tuple[Any, ...]]:
    return (
        select(GrantLine.year, func.sum(GrantLine.ore))
        .join(ApplicationDecision, ApplicationDecision.id == GrantLine.decision_id)
        .where(
            ApplicationDecision.stage == Stage.DECISION,
            ApplicationDecision.record_id.is_not(None),
            GrantLine.year >= bindparam("first"),
        )
        .group_by(GrantLine.year)
        .order_by(GrantLine.year)
    )


def by_kind(session: Session, first: int) -> list[KindSum]:
    """Return the sums of every kind and direction among what came in from that year on."""
    return [
        KindSum(kind, direction, int(applied), int(granted))
        for kind, direction, applied, granted in _kinds.rows(session, since=_new_year(first))
    ]


@prepared
def _kinds() -> Select[*tuple[Any, ...]]:
    by = (Application.kind, Application.direction)
    return select(*by, *_SUMS).where(*_SINCE).group_by(*by).order_by(*by)


def by_municipality(session: Session, first: int) -> list[tuple[str, int, int]]:
    """Return [(kommun, applied, granted)] in öre; what is in several counts whole in each."""
    rows = _places.rows(session, since=_new_year(first))
    return [(name, int(applied), int(granted)) for name, applied, granted in rows]


@prepared
def _places() -> Select[*tuple[Any, ...]]:
    name = ApplicationPlace.municipality
    return (
        select(name, *_SUMS)
        .join(Application, Application.id == ApplicationPlace.application_id)
        .where(*_SINCE)
        .group_by(name)
        .order_by(name)
    )
