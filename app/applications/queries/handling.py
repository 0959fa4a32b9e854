"""Requests for completion, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.applications.domain import PENDING, ApplicationState, CompletionState
from app.applications.models import (
    Application,
    ApplicationFile,
    Collaborator,
    CompletionRequest,
)
from app.kernel.clock import STOCKHOLM
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared


def completion_requests(session: Session, application_id: int) -> Sequence[CompletionRequest]:
    """Return what has been asked for with its points, the latest first."""
    return session.scalars(
        select(CompletionRequest)
        .where(CompletionRequest.application_id == application_id)
        .options(selectinload(CompletionRequest.points))
        .order_by(CompletionRequest.number.desc())
    ).all()


def completion_request(session: Session, application_id: int, number: int) -> CompletionRequest:
    """Return one request with its points and document; raises NotFound."""
    found = session.scalar(
        select(CompletionRequest)
        .where(
            CompletionRequest.application_id == application_id,
            CompletionRequest.number == number,
        )
        .options(selectinload(CompletionRequest.points), joinedload(CompletionRequest.file_version))
    )
    if found is None:
        raise NotFound
    return found


def open_request(session: Session, application_id: int) -> CompletionRequest | None:
    """Return the request that waits for an answer, or None."""
    return session.scalar(
        select(CompletionRequest)
        .where(
            CompletionRequest.application_id == application_id,
            CompletionRequest.state == CompletionState.OPEN,
        )
        .options(selectinload(CompletionRequest.points))
    )


def open_requests_due(session: Session, until: date) -> Sequence[CompletionRequest]:
    """Return the open requests that are due at the latest on a day, the first due first.

    They are held for this transaction: a second worker passes over them and reminds nobody twice.
    """
    return session.scalars(
        _waiting()
        .where(CompletionRequest.due_on <= until)
        .options(joinedload(CompletionRequest.application))
        .order_by(CompletionRequest.due_on, CompletionRequest.id)
        .with_for_update(of=CompletionRequest, skip_locked=True)
    ).all()


def _waiting() -> Select[CompletionRequest]:
    """Select the open requests of applications that can still be completed."""
    return (
        select(CompletionRequest)
        .join(CompletionRequest.application)
        .where(CompletionRequest.state == CompletionState.OPEN, Application.state.in_(PENDING))
    )


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An application that waits for the office or for its applicant.

    ``number`` is the request for completion that is open, or answered and not read; None for one
    that waits to be registered.
    """

    application_id: int
    name: str
    submitted_on: date
    number: int | None = None
    due_on: date | None = None
    answered_on: date | None = None
    answer_number: int | None = None


def _rows() -> Select[*tuple[Any, ...]]:
    unread = and_(
        CompletionRequest.state == CompletionState.ANSWERED, CompletionRequest.read_at.is_(None)
    )
    waits = or_(CompletionRequest.state == CompletionState.OPEN, unread)
    return (
        select(
            Application.id,
            Application.name,
            Application.submitted_at,
            CompletionRequest.number,
            CompletionRequest.due_on,
            CompletionRequest.answered_at,
            CompletionRequest.answer_number,
        )
        .outerjoin(
            CompletionRequest, and_(CompletionRequest.application_id == Application.id, waits)
        )
        .where(
            Application.state.in_(sorted(PENDING)),
            or_(
                Application.state == ApplicationState.SUBMITTED,
                CompletionRequest.id.is_not(None),
            ),
        )
        .order_by(Application.submitted_at, Application.id, CompletionRequest.number)
    )


@prepared
def _waiting_all() -> Select[*tuple[Any, ...]]:
    return _rows()


@prepared
def _waiting_of() -> Select[*tuple[Any, ...]]:
    return (
        _rows()
        .join(Collaborator, Collaborator.application_id == Application.id)
        .where(
            Collaborator.person_id == bindparam("person_id"),
            CompletionRequest.state == CompletionState.OPEN,
        )
    )


def waiting(session: Session) -> list[WaitingRow]:
    """Return what waits to be registered, completed or read, the oldest first."""
    return [_waiting_row(*row) for row in _waiting_all.rows(session)]


def waiting_of(session: Session, person_id: int) -> list[WaitingRow]:
    """Return the open requests for completion of the applications that a person writes."""
    return [_waiting_row(*row) for row in _waiting_of.rows(session, person_id=person_id)]


def _waiting_row(
    application_id: int,
    name: str,
    submitted_at: datetime,
    number: int | None,
    due_on: date | None,
    answered_at: datetime | None,
    answer_number: int | None,
) -> WaitingRow:
    return WaitingRow(
        application_id,
        name,
        _day(submitted_at),
        number,
        due_on,
        _day(answered_at) if answered_at else None,
        answer_number,
    )


def _day(at: datetime) -> date:
    return at.astimezone(STOCKHOLM).date()


def every_file(session: Session, application_id: int) -> Sequence[ApplicationFile]:
    """Return the attachments, those that have been taken off too, in the order that they came."""
    return session.scalars(
        select(ApplicationFile)
        .where(ApplicationFile.application_id == application_id)
        .options(joinedload(ApplicationFile.file_version))
        .order_by(ApplicationFile.id)
    ).all()
