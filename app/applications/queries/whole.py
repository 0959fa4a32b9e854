"""Everything that the page of one application shows, as rows; asked with prepared questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.accounts.models import Person
from app.applications.domain import (
    WRITERS_ACTS,
    AgreementState,
    ApplicationEvent,
    ApplicationState,
    CompletionState,
    Part,
    Stage,
)
from app.applications.models import (
    Agreement,
    Application,
    ApplicationDecision,
    ApplicationFile,
    Collaborator,
    CompletionPoint,
    CompletionRequest,
    DecisionLetter,
    Preparation,
    Submission,
)
from app.applications.queries.applications import answers
from app.documents.models import FileVersion
from app.kernel import db
from app.kernel.clock import STOCKHOLM
from app.kernel.history import AuditEntry, StateChange
from app.kernel.prepared import prepared

EVENTS = 100


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A request for completion; ``keys`` are the parts that it asks about."""

    number: int
    state: CompletionState
    due_on: date
    answer_number: int | None
    read_at: datetime | None
    keys: tuple[str, ...]


@prepared
def _asked() -> Select[*tuple[Any, ...]]:
    return (
        select(
            CompletionRequest.number,
            CompletionRequest.state,
            CompletionRequest.due_on,
            CompletionRequest.answer_number,
            CompletionRequest.read_at,
            CompletionPoint.key,
        )
        .join(CompletionPoint, CompletionPoint.request_id == CompletionRequest.id)
        .where(CompletionRequest.application_id == bindparam("application_id"))
        .order_by(CompletionRequest.number.desc(), CompletionPoint.position)
    )


def asked(session: Session, application_id: int) -> list[AskedRow]:
    """Return what has been asked for, the latest first."""
    rows = _asked.rows(session, application_id=application_id)
    keys: dict[int, tuple[str, ...]] = {}
    for row in rows:
        keys[row[0]] = (*keys.get(row[0], ()), row[5])
    return [
        AskedRow(number, CompletionState(state), due_on, answer, read_at, keys[number])
        for number, state, due_on, answer, read_at in {row[0]: row[:5] for row in rows}.values()
    ]


@dataclass(frozen=True, slots=True)
class SentRow:
    """One sending, without its content."""

    number: int
    at: datetime
    by: str
    sha256: str


@prepared
def _sent() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Submission.number, Submission.submitted_at, Submission.submitted_by, Submission.sha256
        )
        .where(Submission.application_id == bindparam("application_id"))
        .order_by(Submission.number.desc())
    )


def sent(session: Session, application_id: int) -> list[SentRow]:
    """Return what has been sent, the latest first; a page that only reads asks once."""
    return db.remembered(
        session,
        f"sent of {application_id}",
        lambda: [SentRow(*row) for row in _sent.rows(session, application_id=application_id)],
    )


@prepared
def _content() -> Select[*tuple[Any, ...]]:
    return select(Submission.content).where(
        Submission.application_id == bindparam("application_id"),
        Submission.number == bindparam("number"),
    )


def content_of(session: Session, application_id: int, number: int) -> dict[str, Any]:
    """Return the answers of one sending, by section key."""
    rows = _content.rows(session, application_id=application_id, number=number)
    sections: dict[str, Any] = rows[0][0]["sections"]
    return sections


def counting_answers(session: Session, application_id: int) -> dict[str, Any]:
    """Return the answers that count, by section key: what was sent last, or those of a draft.

    What is being completed is the applicant's own until it has been sent.
    """
    found = sent(session, application_id)
    if not found:
        return answers(session, application_id)
    return content_of(session, application_id, found[0].number)


@dataclass(frozen=True, slots=True)
class FileRow:
    """An attachment as it is now."""

    id: int
    title: str
    filename: str
    size: int
    added_at: datetime


@prepared
def _files() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ApplicationFile.id,
            ApplicationFile.title,
            FileVersion.filename,
            FileVersion.size,
            ApplicationFile.added_at,
        )
        .join(FileVersion, FileVersion.id == ApplicationFile.file_version_id)
        .where(
            ApplicationFile.application_id == bindparam("application_id"),
            ApplicationFile.removed_at.is_(None),
        )
        .order_by(ApplicationFile.id)
    )


def files(session: Session, application_id: int) -> list[FileRow]:
    """Return the attachments, in the order that they came."""
    return [FileRow(*row) for row in _files.rows(session, application_id=application_id)]


@prepared
def _writers() -> Select[*tuple[Any, ...]]:
    return (
        select(Person.given_name, Person.family_name, Collaborator.part)
        .join(Person, Person.id == Collaborator.person_id)
        .where(Collaborator.application_id == bindparam("application_id"))
        .order_by(Collaborator.id)
    )


def writers(session: Session, application_id: int) -> list[tuple[str, Part]]:
    """Return those on the applicant's side and what they may do, in the order that they came."""
    rows = _writers.rows(session, application_id=application_id)
    return [(f"{given} {family}".strip(), Part(part)) for given, family, part in rows]


@dataclass(frozen=True, slots=True)
class Handled:
    """How far the office and the board have come: the facts of steps and next step.

    ``taken`` has the latest day of each event of the application.
    """

    taken: dict[ApplicationEvent, date]
    proposal_made: bool = False
    board_on: date | None = None
    decision_stated: bool = False
    letter_sent: bool = False
    agreement: AgreementState | None = None
    agreed_on: date | None = None


@prepared
def _agreement() -> Select[*tuple[Any, ...]]:
    return select(Agreement.state, Agreement.signed_on).where(
        Agreement.application_id == bindparam("application_id"),
        Agreement.state != AgreementState.GIVEN_UP,
    )


def handled(session: Session, application: Application) -> Handled:
    """Return how far the handling has come."""
    board = _board(session, application.id)
    agreement = _agreement.first(session, application_id=application.id)
    return Handled(
        taken=_days(session, application),
        proposal_made=board.proposed,
        board_on=board.meeting_on if application.state is ApplicationState.ON_AGENDA else None,
        decision_stated=board.stated,
        letter_sent=board.told,
        agreement=AgreementState(agreement[0]) if agreement else None,
        agreed_on=agreement[1] if agreement else None,
    )


@prepared
def _taken() -> Select[*tuple[Any, ...]]:
    return (
        select(StateChange.event, StateChange.at)
        .where(
            StateChange.subject_type == Application.__tablename__,
            StateChange.subject_id == bindparam("application_id"),
        )
        .order_by(StateChange.id)
    )


def _days(session: Session, application: Application) -> dict[ApplicationEvent, date]:
    rows = _taken.rows(session, application_id=application.id)
    taken = {ApplicationEvent(event): _day(at) for event, at in rows}
    if application.submitted_at is not None:
        taken[ApplicationEvent.SUBMIT] = _day(application.submitted_at)
    if application.decided_on is not None:
        taken[ApplicationEvent.DECIDE] = application.decided_on
    return taken


def _day(at: datetime) -> date:
    return at.astimezone(STOCKHOLM).date()


@prepared
def _rulings() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ApplicationDecision.round,
            ApplicationDecision.stage,
            ApplicationDecision.meeting_on,
            ApplicationDecision.record_id,
            DecisionLetter.sent_at,
        )
        .outerjoin(DecisionLetter, DecisionLetter.decision_id == ApplicationDecision.id)
        .where(ApplicationDecision.application_id == bindparam("application_id"))
        .order_by(ApplicationDecision.round, ApplicationDecision.stage)
    )


@dataclass(frozen=True, slots=True)
class _Board:
    """The latest round at the board: what is proposed, stated and told, and when it meets."""

    proposed: bool = False
    stated: bool = False
    told: bool = False
    meeting_on: date | None = None


def _board(session: Session, application_id: int) -> _Board:
    rows = _rulings.rows(session, application_id=application_id)
    latest = [row[1:] for row in rows if row[0] == rows[-1][0]]
    stages = {Stage(stage) for stage, *_ in latest}
    # What was referred back or tabled is decided; the next proposal begins a round of its own.
    settled = any(record is not None for _, _, record, _ in latest)
    return _Board(
        proposed=Stage.PROPOSAL in stages and not settled,
        stated=Stage.DECISION in stages and not settled,
        told=any(sent_at is not None for *_, sent_at in latest),
        meeting_on=max((day for _, day, _, _ in latest if day), default=None),
    )


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the log, as the component that lists events reads it."""

    at: datetime
    actor_name: str
    sentence: str
    details: dict[str, Any]


@prepared
def _events() -> Select[*tuple[Any, ...]]:
    return (
        select(AuditEntry.at, AuditEntry.actor_name, AuditEntry.sentence, AuditEntry.details)
        .where(
            AuditEntry.action.not_in(WRITERS_ACTS),
            or_(
                and_(
                    AuditEntry.subject_type == Application.__tablename__,
                    AuditEntry.subject_id == bindparam("application_id"),
                ),
                _about(CompletionRequest.id, CompletionRequest.application_id),
                _about(Preparation.id, Preparation.application_id),
                _about(Agreement.id, Agreement.application_id),
            ),
        )
        .order_by(AuditEntry.id.desc())
        .limit(EVENTS)
    )


def _about(
    identity: InstrumentedAttribute[int], application: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Hold for log rows about what belongs to the application."""
    own = select(identity).where(application == bindparam("application_id"))
    return and_(
        AuditEntry.subject_type == identity.class_.__tablename__, AuditEntry.subject_id.in_(own)
    )


def events(session: Session, application_id: int) -> list[EventRow]:
    """Return what was done with an application and what belongs to it, the newest first.

    What its writers do among themselves is left out.
    """
    return [EventRow(*row) for row in _events.rows(session, application_id=application_id)]
