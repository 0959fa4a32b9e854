"""Requests for completion, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
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
    """Return the open requests that are due at the latest on a day, the first due first."""
    return session.scalars(
        _waiting()
        .where(CompletionRequest.due_on <= until)
        .options(joinedload(CompletionRequest.application))
        .order_by(CompletionRequest.due_on, CompletionRequest.id)
    ).all()


def _waiting() -> Select[CompletionRequest]:
    """Select the open requests of applications that can still be completed."""
    return (
        select(CompletionRequest)
        .join(CompletionRequest.application)
        .where(CompletionRequest.state == CompletionState.OPEN, Application.state.in_(PENDING))
    )


@dataclass(frozen=True, slots=True)
class SubmittedRow:
    """An application that waits to be registered."""

    id: int
    name: str
    submitted_on: date


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """A request for completion as a list of things to do shows it."""

    application_id: int
    name: str
    number: int
    due_on: date
    answered_on: date | None = None
    answer_number: int | None = None


def to_register(session: Session) -> list[SubmittedRow]:
    """Return what has been submitted and not registered, the oldest first."""
    rows = session.execute(
        select(Application.id, Application.name, Application.submitted_at)
        .where(Application.state == ApplicationState.SUBMITTED)
        .order_by(Application.submitted_at, Application.id)
    )
    return [SubmittedRow(number, name, _day(at)) for number, name, at in rows if at is not None]


def completions_open(session: Session, *, person_id: int | None = None) -> list[CompletionRow]:
    """Return the requests that wait for answers, of all, or of one person's applications."""
    wanted = _completion_rows().where(
        CompletionRequest.state == CompletionState.OPEN, Application.state.in_(PENDING)
    )
    if person_id is not None:
        wanted = wanted.join(Collaborator, Collaborator.application_id == Application.id).where(
            Collaborator.person_id == person_id
        )
    return _completions(session, wanted)


def completions_unread(session: Session) -> list[CompletionRow]:
    """Return the answers that the office has not looked at."""
    return _completions(
        session,
        _completion_rows().where(
            CompletionRequest.state == CompletionState.ANSWERED,
            CompletionRequest.read_at.is_(None),
            Application.state.in_(PENDING),
        ),
    )


def _completion_rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Application.id,
            Application.name,
            CompletionRequest.number,
            CompletionRequest.due_on,
            CompletionRequest.answered_at,
            CompletionRequest.answer_number,
        )
        .join(Application, Application.id == CompletionRequest.application_id)
        .order_by(CompletionRequest.due_on, CompletionRequest.id)
    )


def _completions(session: Session, wanted: Select[*tuple[Any, ...]]) -> list[CompletionRow]:
    return [
        CompletionRow(number, name, request, due_on, _day(at) if at else None, answer)
        for number, name, request, due_on, at, answer in session.execute(wanted)
    ]


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
