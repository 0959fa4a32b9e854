"""Every question about commissions, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.association import queries as association
from app.association.domain import Charter
from app.association.models import Body
from app.commissions.domain import AHEAD, CommissionRow
from app.commissions.models import Commission
from app.kernel import history
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.meetings.models import Meeting, WaitingMatter
from app.minutes.domain import label
from app.minutes.domain.terms import ATTESTED
from app.minutes.models import Paragraph
from app.registry.models import Case


def commissions(session: Session) -> list[CommissionRow]:
    """Return every commission: those not reported first, by the day that they are due."""
    return _read(session, _all.rows(session))


def commission(session: Session, commission_id: int) -> CommissionRow:
    """Return one commission; raises NotFound."""
    found = _read(session, _one.rows(session, id=commission_id))
    if not found:
        raise NotFound
    return found[0]


def given_at(session: Session, paragraph_id: int) -> list[CommissionRow]:
    """Return what a § asks somebody to do, in the order it was given."""
    return _read(session, _given_at.rows(session, paragraph_id=paragraph_id))


def unreported(session: Session) -> list[CommissionRow]:
    """Return the commissions that stand and are not reported, by the day that they are due."""
    return _read(session, _unreported.rows(session))


def to_bring_up(session: Session, today: date) -> list[CommissionRow]:
    """Return the commissions due before long that have not been put in a queue for a meeting."""
    return _read(session, _to_bring_up.rows(session, latest=today + AHEAD))


def entity(session: Session, commission_id: int) -> Commission:
    """Return one commission's row, held for this transaction; raises NotFound."""
    found = session.scalar(
        select(Commission).where(Commission.id == commission_id).with_for_update()
    )
    if found is None:
        raise NotFound
    return found


def events(session: Session, commission_id: int) -> Sequence[history.AuditEntry]:
    """Return what has been done with a commission, newest first."""
    return history.events_of(session, Commission.__tablename__, commission_id)


def source_of(commission_id: int) -> str:
    """Return what names a commission in the queue for a meeting."""
    return f"{_SOURCE}{commission_id}"


_SOURCE = "commission:"
_STANDS: ColumnElement[bool] = Meeting.state.in_(sorted(ATTESTED))


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Commission.id,
            Commission.paragraph_id,
            Commission.what,
            Commission.to_words,
            Commission.person_id,
            func.coalesce(Person.given_name, ""),
            func.coalesce(Person.family_name, ""),
            Commission.due_on,
            Commission.reported_on,
            Commission.report,
            Commission.reported_by,
            _STANDS,
            Paragraph.number,
            Paragraph.heading,
            Body.id,
            Body.name,
            Meeting.held_on,
            Paragraph.case_id,
            func.coalesce(Case.number, ""),
        )
        .join(Paragraph, Paragraph.id == Commission.paragraph_id)
        .join(Meeting, Meeting.id == Paragraph.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Case, Case.id == Paragraph.case_id)
        .outerjoin(Person, Person.id == Commission.person_id)
        .order_by(
            Commission.reported_on.is_not(None),
            Commission.reported_on.desc(),
            Commission.due_on.is_(None),
            Commission.due_on,
            Commission.id,
        )
    )


@prepared
def _all() -> Select[*tuple[Any, ...]]:
    return _rows()


@prepared
def _one() -> Select[*tuple[Any, ...]]:
    return _rows().where(Commission.id == bindparam("id"))


@prepared
def _given_at() -> Select[*tuple[Any, ...]]:
    wanted = bindparam("paragraph_id", type_=Integer)
    return _rows().where(Commission.paragraph_id == wanted)


@prepared
def _unreported() -> Select[*tuple[Any, ...]]:
    return _rows().where(Commission.reported_on.is_(None), _STANDS)


@prepared
def _to_bring_up() -> Select[*tuple[Any, ...]]:
    source = literal(_SOURCE) + cast(Commission.id, String)
    return _rows().where(
        Commission.reported_on.is_(None),
        _STANDS,
        Commission.due_on <= bindparam("latest", type_=Date),
        ~exists().where(WaitingMatter.source == source),
    )


def _read(session: Session, rows: Sequence[Any]) -> list[CommissionRow]:
    charter = association.charter(session) if rows else Charter()
    return [_row(row, charter) for row in rows]


def _row(row: Any, charter: Charter) -> CommissionRow:
    given, family, number, held_on = row[5], row[6], row[12], row[16]
    pattern = charter.pattern_of(row[14], held_on.year)
    return CommissionRow(
        id=row[0],
        paragraph_id=row[1],
        what=row[2],
        to_words=row[3],
        person_id=row[4],
        person=f"{given} {family}".strip(),
        due_on=row[7],
        reported_on=row[8],
        report=row[9],
        reported_by=row[10],
        stands=bool(row[11]),
        paragraph=label(pattern, number, held_on.year) if number is not None else "",
        heading=row[13],
        body_id=row[14],
        body=row[15],
        meeting_on=held_on,
        case_id=row[17],
        case_number=row[18],
    )
