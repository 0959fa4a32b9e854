"""Lists of applications: what one may see of them, narrowed and counted, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, false, func, or_, select
from sqlalchemy.orm import Session

from app.applications.domain import ApplicationState
from app.applications.domain.listing import COLUMNS, OUTCOMES_OF, STATES_OF, Listed, Wanted
from app.applications.models import (
    Application,
    ApplicationPlace,
    Call,
    Collaborator,
    Preparation,
    SavedView,
)
from app.applications.policies import BOARD_SEES, applicant
from app.kernel.actor import Actor, auditor, board, office, preparatory
from app.kernel.errors import NotFound
from app.kernel.searching import contains
from app.registry.models import Case

PAGE = 50
_ON_THE_BOARD = 200  # more cards than this are found in the table


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Hold for the applications that READ_APPLICATION lets this person read."""
    handed_in = Application.state != ApplicationState.DRAFT
    ways: list[ColumnElement[bool]] = [false()]
    if office(actor, None):
        ways += [and_(handed_in, Application.case_id.is_not(None)), Application.on_paper.is_(True)]
    if auditor(actor, None):
        ways.append(and_(handed_in, Application.case_id.is_not(None)))
    if board(actor, None):
        ways.append(Application.state.in_(BOARD_SEES))
    if preparatory(actor, None):
        bodies = [body_id for _, body_id in actor.seats if body_id is not None]
        assigned = select(Preparation.application_id).where(Preparation.body_id.in_(bodies))
        ways.append(and_(handed_in, Application.id.in_(assigned)))
    if applicant(actor, None):
        own = select(Collaborator.application_id).where(Collaborator.person_id == actor.person_id)
        ways.append(Application.id.in_(own))
    return or_(*ways)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(
        Application.id,
        func.coalesce(Case.number, "").label("number"),
        Application.name,
        Application.organisation,
        Application.organisation_number,
        Application.kind,
        Application.direction,
        Application.state,
        Application.outcome,
        Application.applied_ore,
        Application.granted_ore,
        Application.submitted_at,
        Application.starts_on,
        Application.ends_on,
        Application.decided_on,
        Application.paragraph_label,
    ).outerjoin(Case, Case.id == Application.case_id)


def applications(
    session: Session, actor: Actor, wanted: Wanted, *, page: int | None = 1
) -> list[Listed]:
    """Return one page, the latest first, and one row more when there are others; None: all."""
    statement = (
        _rows()
        .where(_visible(actor), *_conditions(session, wanted))
        .order_by(Application.submitted_at.desc().nulls_first(), Application.id.desc())
    )
    if page is not None:
        statement = statement.offset((page - 1) * PAGE).limit(PAGE + 1)
    return [Listed(*row) for row in session.execute(statement)]


def _conditions(session: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text:
        columns = (Application.name, Application.organisation, Case.number)
        found.append(or_(*(contains(session, column, wanted.text) for column in columns)))
    if wanted.year is not None:
        found.append(extract("year", Application.submitted_at) == wanted.year)
    if wanted.standing in STATES_OF:
        found.append(Application.state.in_(STATES_OF[wanted.standing]))
    if wanted.standing in OUTCOMES_OF:
        found.append(Application.outcome.in_(OUTCOMES_OF[wanted.standing]))
    if wanted.kind is not None:
        found.append(Application.kind == wanted.kind)
    if wanted.direction is not None:
        found.append(Application.direction == wanted.direction)
    if wanted.municipality:
        there = select(ApplicationPlace.application_id).where(
            ApplicationPlace.municipality == wanted.municipality
        )
        found.append(Application.id.in_(there))
    return found


def pipeline(session: Session, actor: Actor) -> list[Listed]:
    """Return what has been handed in and not been decided, the oldest first."""
    rows = session.execute(
        _rows()
        .where(_visible(actor), Application.state.in_(COLUMNS))
        .order_by(Application.submitted_at, Application.id)
        .limit(_ON_THE_BOARD)
    )
    return [Listed(*row) for row in rows]


def years(session: Session) -> list[int]:
    """Return the years in which anything was submitted, the latest first."""
    first, last = session.execute(
        select(func.min(Application.submitted_at), func.max(Application.submitted_at))
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def municipalities(session: Session) -> Sequence[str]:
    """Return the kommuner that applications name."""
    return session.scalars(
        select(ApplicationPlace.municipality).distinct().order_by(ApplicationPlace.municipality)
    ).all()


def open_calls(session: Session, today: Any) -> Sequence[Call]:
    """Return the published calls that can still be answered, the one that closes first on top."""
    return session.scalars(
        select(Call)
        .where(
            Call.published_at.is_not(None),
            or_(Call.closes_on.is_(None), Call.closes_on >= today),
        )
        .order_by(Call.closes_on.nulls_last(), Call.id)
    ).all()


def views(session: Session, person_id: int) -> Sequence[SavedView]:
    """Return a person's saved views by name."""
    return session.scalars(
        select(SavedView)
        .where(SavedView.person_id == person_id)
        .order_by(SavedView.name, SavedView.id)
    ).all()


def view(session: Session, *, person_id: int, view_id: int) -> SavedView:
    """Return one of a person's own views; raises NotFound."""
    found = session.get(SavedView, view_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found
