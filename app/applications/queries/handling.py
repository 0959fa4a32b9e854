"""What the office asks about an application's way: requests, events, what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from app.applications.domain import (
    PENDING,
    AgreementState,
    ApplicationEvent,
    ApplicationState,
    CompletionState,
    Stage,
)
from app.applications.models import (
    Agreement,
    Application,
    ApplicationDecision,
    ApplicationFile,
    Collaborator,
    CompletionRequest,
    DecisionLetter,
    Preparation,
)
from app.kernel.clock import STOCKHOLM
from app.kernel.errors import NotFound
from app.kernel.history import AuditEntry, StateChange

EVENTS = 100


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


@dataclass(frozen=True, slots=True)
class Handled:
    """How far the office and the board have come: the facts of steps and next step.

    ``taken`` has the latest day of each event of the application.
    """

    taken: dict[ApplicationEvent, date]
    proposal_made: bool = False
    board_on: date | None = None
    letter_sent: bool = False
    agreement: AgreementState | None = None
    agreed_on: date | None = None


def handled(session: Session, application: Application) -> Handled:
    """Return how far the handling has come."""
    proposal_made, board_on, letter_sent = _decided(session, application.id)
    agreement = session.execute(
        select(Agreement.state, Agreement.signed_on).where(
            Agreement.application_id == application.id,
            Agreement.state != AgreementState.GIVEN_UP,
        )
    ).first()
    return Handled(
        taken=_taken(session, application),
        proposal_made=proposal_made,
        board_on=board_on if application.state is ApplicationState.ON_AGENDA else None,
        letter_sent=letter_sent,
        agreement=agreement.state if agreement else None,
        agreed_on=agreement.signed_on if agreement else None,
    )


def _taken(session: Session, application: Application) -> dict[ApplicationEvent, date]:
    rows = session.execute(
        select(StateChange.event, StateChange.at)
        .where(
            StateChange.subject_type == Application.__tablename__,
            StateChange.subject_id == application.id,
        )
        .order_by(StateChange.id)
    )
    taken = {ApplicationEvent(event): _day(at) for event, at in rows}
    if application.submitted_at is not None:
        taken[ApplicationEvent.SUBMIT] = _day(application.submitted_at)
    if application.decided_on is not None:
        taken[ApplicationEvent.DECIDE] = application.decided_on
    return taken


def _decided(session: Session, application_id: int) -> tuple[bool, date | None, bool]:
    """Return whether the latest round has a proposal, its meeting, and whether it was told."""
    rows = session.execute(
        select(
            ApplicationDecision.round,
            ApplicationDecision.stage,
            ApplicationDecision.meeting_on,
            ApplicationDecision.record_id,
            DecisionLetter.sent_at,
        )
        .outerjoin(DecisionLetter, DecisionLetter.decision_id == ApplicationDecision.id)
        .where(ApplicationDecision.application_id == application_id)
        .order_by(ApplicationDecision.round, ApplicationDecision.stage)
    ).all()
    latest = [row for row in rows if row.round == rows[-1].round]
    proposal = next((row for row in latest if row.stage is Stage.PROPOSAL), None)
    meeting_on = max((row.meeting_on for row in latest if row.meeting_on), default=None)
    # What was referred back or tabled is decided; the next proposal begins a round of its own.
    settled = any(row.record_id is not None for row in latest)
    told = any(row.sent_at is not None for row in latest)
    return proposal is not None and not settled, meeting_on, told


def events(session: Session, application_id: int) -> Sequence[AuditEntry]:
    """Return what was done with an application and what belongs to it, the newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(
            or_(
                and_(
                    AuditEntry.subject_type == Application.__tablename__,
                    AuditEntry.subject_id == application_id,
                ),
                _about(CompletionRequest.id, CompletionRequest.application_id == application_id),
                _about(Preparation.id, Preparation.application_id == application_id),
                _about(Agreement.id, Agreement.application_id == application_id),
            )
        )
        .order_by(AuditEntry.id.desc())
        .limit(EVENTS)
    ).all()


def _about(identity: InstrumentedAttribute[int], condition: Any) -> Any:
    """Hold for log rows about the rows of a table that the condition picks."""
    name = identity.class_.__tablename__
    return and_(
        AuditEntry.subject_type == name,
        AuditEntry.subject_id.in_(select(identity).where(condition)),
    )
