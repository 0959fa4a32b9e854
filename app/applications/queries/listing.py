"""Lists of applications: what one may see of them, narrowed and counted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from app.applications.domain import ApplicationState
from app.applications.domain.access import BOARD_SEES
from app.applications.domain.listing import (
    COLUMNS,
    OUTCOMES_OF,
    STATES_OF,
    Listed,
    Standing,
    Wanted,
)
from app.applications.models import (
    Application,
    ApplicationPlace,
    Call,
    Collaborator,
    Preparation,
    SavedView,
)
from app.kernel import db
from app.kernel.actor import Actor, applicant, auditor, board, office
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.kernel.searching import matches, pattern
from app.registry.models import Case

PAGE = 50
_ON_THE_BOARD = 200  # more cards than this are found in the table


@dataclass(frozen=True, slots=True)
class _Sight:
    """In which ways somebody sees applications; each sight has its statement put together once."""

    office: bool
    auditor: bool
    board: bool
    group: bool
    applicant: bool

    @classmethod
    def of(cls, actor: Actor) -> _Sight:
        """Return the ways of one person."""
        return cls(
            office=office(actor, None),
            auditor=auditor(actor, None),
            board=board(actor, None),
            group=any(body_id is not None for _, body_id in actor.seats),
            applicant=applicant(actor, None),
        )

    def values(self, actor: Actor) -> dict[str, Any]:
        """Return what the statement asks about the person."""
        bodies = [body_id for _, body_id in actor.seats if body_id is not None]
        found: dict[str, Any] = {"bodies": bodies} if self.group else {}
        return found | ({"person_id": actor.person_id} if self.applicant else {})


def _visible(sight: _Sight) -> ColumnElement[bool]:
    """Hold for the applications that READ_APPLICATION lets such a person read."""
    handed_in = Application.state != ApplicationState.DRAFT
    ways: list[ColumnElement[bool]] = [false()]
    if sight.office:
        ways += [and_(handed_in, Application.case_id.is_not(None)), Application.on_paper.is_(True)]
    if sight.auditor:
        ways.append(and_(handed_in, Application.case_id.is_not(None)))
    if sight.board:
        ways.append(Application.state.in_(BOARD_SEES))
    if sight.group:
        bodies: BindParameter[int] = bindparam("bodies", expanding=True)
        assigned = select(Preparation.application_id).where(Preparation.body_id.in_(bodies))
        ways.append(and_(handed_in, Application.id.in_(assigned)))
    if sight.applicant:
        own = Collaborator.person_id == bindparam("person_id")
        ways.append(Application.id.in_(select(Collaborator.application_id).where(own)))
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
    sight, dialect = _Sight.of(actor), session.get_bind().dialect.name
    statement = _list(sight, _Shape.of(wanted), dialect, whole=page is None)
    values = sight.values(actor) | _values(dialect, wanted)
    if page is not None:
        values |= {"offset": (page - 1) * PAGE, "limit": PAGE + 1}
    return [Listed(*row) for row in db.rows(session, statement, values)]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a question asks for; each shape is put together once and gets its values later."""

    text: bool
    year: bool
    standing: Standing | None
    kind: bool
    direction: bool
    municipality: bool

    @classmethod
    def of(cls, wanted: Wanted) -> _Shape:
        """Return which parts narrow the list."""
        return cls(
            text=bool(wanted.text),
            year=wanted.year is not None,
            standing=wanted.standing,
            kind=wanted.kind is not None,
            direction=wanted.direction is not None,
            municipality=bool(wanted.municipality),
        )


def _values(dialect: str, wanted: Wanted) -> dict[str, Any]:
    found: dict[str, Any] = {
        "text": pattern(dialect, wanted.text) if wanted.text else None,
        "kind": wanted.kind,
        "direction": wanted.direction,
        "municipality": wanted.municipality or None,
    }
    if wanted.year is not None:
        found |= {"first": _new_year(wanted.year), "after": _new_year(wanted.year + 1)}
    return {name: value for name, value in found.items() if value is not None}


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


@cache
def _list(sight: _Sight, shape: _Shape, dialect: str, *, whole: bool) -> Select[*tuple[Any, ...]]:
    statement = (
        _rows()
        .where(_visible(sight), *_conditions(shape, dialect))
        .order_by(Application.submitted_at.desc().nulls_first(), Application.id.desc())
    )
    if whole:
        return statement
    offset, limit = bindparam("offset", type_=Integer), bindparam("limit", type_=Integer)
    return statement.offset(offset).limit(limit)


def _conditions(shape: _Shape, dialect: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if shape.text:
        columns = (Application.name, Application.organisation, Case.number)
        text = bindparam("text", type_=Text)
        found.append(or_(*(matches(dialect, column, text) for column in columns)))
    if shape.year:
        submitted = Application.submitted_at
        found += [submitted >= bindparam("first"), submitted < bindparam("after")]
    if shape.standing in STATES_OF:
        found.append(Application.state.in_(STATES_OF[shape.standing]))
    if shape.standing in OUTCOMES_OF:
        found.append(Application.outcome.in_(OUTCOMES_OF[shape.standing]))
    if shape.kind:
        found.append(Application.kind == bindparam("kind"))
    if shape.direction:
        found.append(Application.direction == bindparam("direction"))
    if shape.municipality:
        there = ApplicationPlace.municipality == bindparam("municipality")
        found.append(Application.id.in_(select(ApplicationPlace.application_id).where(there)))
    return found


def pipeline(session: Session, actor: Actor) -> list[Listed]:
    """Return what has been handed in and not been decided, the oldest first."""
    sight = _Sight.of(actor)
    rows = db.rows(session, _pipeline(sight), sight.values(actor))
    return [Listed(*row) for row in rows]


@cache
def _pipeline(sight: _Sight) -> Select[*tuple[Any, ...]]:
    return (
        _rows()
        .where(_visible(sight), Application.state.in_(COLUMNS))
        .order_by(Application.submitted_at, Application.id)
        .limit(_ON_THE_BOARD)
    )


def years(session: Session) -> list[int]:
    """Return the years in which anything was submitted, the latest first."""
    first, last = _ends.rows(session)[0]
    return list(range(last.year, first.year - 1, -1)) if first and last else []


@prepared
def _ends() -> Select[*tuple[Any, ...]]:
    # Asked for together, SQLite would go through all of them instead of looking at the ends.
    ends = (func.min(Application.submitted_at), func.max(Application.submitted_at))
    return select(*(select(end).scalar_subquery() for end in ends))


def municipalities(session: Session) -> list[str]:
    """Return the kommuner that applications name."""
    return [name for (name,) in _municipalities.rows(session)]


@prepared
def _municipalities() -> Select[*tuple[Any, ...]]:
    name = ApplicationPlace.municipality
    return select(name).distinct().order_by(name)


class OpenCall(NamedTuple):
    """A published call that can still be answered."""

    id: int
    title: str
    closes_on: date | None
    open_to_all: bool


def open_calls(session: Session, today: date) -> list[OpenCall]:
    """Return the published calls that can still be answered, the one that closes first on top."""
    return [OpenCall(*row) for row in _open_calls.rows(session, today=today)]


@prepared
def _open_calls() -> Select[*tuple[Any, ...]]:
    today = bindparam("today", type_=Date)
    return (
        select(Call.id, Call.title, Call.closes_on, Call.open_to_all)
        .where(
            Call.published_at.is_not(None),
            Call.opens_on <= today,
            or_(Call.closes_on.is_(None), Call.closes_on >= today),
        )
        .order_by(Call.closes_on.nulls_last(), Call.id)
    )


class View(NamedTuple):
    """A saved choice of filters."""

    id: int
    name: str
    query: str


def views(session: Session, person_id: int) -> list[View]:
    """Return a person's saved views by name."""
    return [View(*row) for row in _views.rows(session, person_id=person_id)]


@prepared
def _views() -> Select[*tuple[Any, ...]]:
    return (
        select(SavedView.id, SavedView.name, SavedView.query)
        .where(SavedView.person_id == bindparam("person_id"))
        .order_by(SavedView.name, SavedView.id)
    )


def view(session: Session, *, person_id: int, view_id: int) -> SavedView:
    """Return one of a person's own views; raises NotFound."""
    found = session.get(SavedView, view_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found
