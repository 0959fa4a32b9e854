"""What the applicant's own page and list ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.applications.domain import (
    AgreementState,
    ApplicationEvent,
    ApplicationState,
    CompletionState,
    Outcome,
    Part,
    Stage,
)
from app.applications.models import (
    Agreement,
    Application,
    ApplicationDecision,
    Call,
    Collaborator,
    CompletionRequest,
    DecisionLetter,
)
from app.kernel import clock, history, outbox
from app.kernel.actor import Actor


def granted_of(session: Session, actor: Actor) -> Sequence[Application]:
    """Return the person's own granted applications, which can be extended or changed."""
    return session.scalars(
        select(Application)
        .join(Collaborator, Collaborator.application_id == Application.id)
        .where(
            Collaborator.person_id == actor.person_id,
            Collaborator.part != Part.COMMENT,
            Application.outcome.in_([Outcome.GRANTED, Outcome.GRANTED_IN_PART]),
        )
        .order_by(Application.name, Application.id)
    ).all()


def taken(session: Session, application: Application) -> Mapping[ApplicationEvent, date]:
    """Return the day of each event, the latest when it came twice."""
    return {
        ApplicationEvent(one.event): one.at.astimezone(clock.STOCKHOLM).date()
        for one in history.changes(session, application)
    }


def open_request_number(session: Session, application_id: int) -> int | None:
    """Return the number of the request for completion that waits for an answer."""
    return session.scalar(
        select(CompletionRequest.number).where(
            CompletionRequest.application_id == application_id,
            CompletionRequest.state == CompletionState.OPEN,
        )
    )


def letter_sent_at(session: Session, application_id: int) -> datetime | None:
    """Return when the latest decision was mailed to the applicant, or None."""
    return session.scalar(
        select(DecisionLetter.sent_at)
        .join(ApplicationDecision, ApplicationDecision.id == DecisionLetter.decision_id)
        .where(
            ApplicationDecision.application_id == application_id,
            ApplicationDecision.stage == Stage.DECISION,
        )
        .order_by(ApplicationDecision.round.desc())
        .limit(1)
    )


def agreement_of(
    session: Session, application_id: int
) -> tuple[AgreementState, date | None] | None:
    """Return the state of the living agreement and the day it was signed, or None."""
    row = session.execute(
        select(Agreement.state, Agreement.signed_on).where(
            Agreement.application_id == application_id,
            Agreement.state != AgreementState.GIVEN_UP,
        )
    ).first()
    return (row[0], row[1]) if row else None


@dataclass(frozen=True, slots=True)
class Message:
    """One mail about the application, as those on the applicant's side have got it."""

    heading: str
    at: datetime
    body: str


def messages(session: Session, application: Application) -> list[Message]:
    """Return the mails about an application, the newest first; one sending to several is one."""
    found: dict[tuple[str, str], Message] = {}
    rows = outbox.messages_about(
        session, subject_type=Application.__tablename__, subject_id=application.id
    )
    for row in rows:
        text = row.body.partition("\n\n")[2].rpartition("\n--\n")[0].strip()
        key = (row.heading, text)
        found.setdefault(key, Message(row.heading, row.created_at, text))
    return sorted(found.values(), key=lambda one: one.at, reverse=True)


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft that somebody writes in, and the last day to send it."""

    id: int
    name: str
    last_day: date | None


def drafts_of(session: Session, person_id: int) -> list[OwnDraft]:
    """Return the drafts that a person may write in, the one begun first first."""
    rows = session.execute(
        select(Application.id, Application.name, Application.reopened_until, Call.closes_on)
        .join(Collaborator, Collaborator.application_id == Application.id)
        .outerjoin(Call, Call.id == Application.call_id)
        .where(
            Application.state == ApplicationState.DRAFT,
            Collaborator.person_id == person_id,
            Collaborator.part != Part.COMMENT,
        )
        .order_by(Application.id)
    )
    return [OwnDraft(id_, name, reopened or closes) for id_, name, reopened, closes in rows]


def offered_to(session: Session, person_id: int) -> list[tuple[int, str]]:
    """Return (application id, name) of the agreements that wait for a person's side to sign."""
    rows = session.execute(
        select(Application.id, Application.name)
        .join(Collaborator, Collaborator.application_id == Application.id)
        .join(Agreement, Agreement.application_id == Application.id)
        .where(
            Agreement.state == AgreementState.OFFERED,
            Collaborator.person_id == person_id,
            Collaborator.part == Part.SUBMIT,
        )
        .order_by(Application.id)
    )
    return [(id_, name) for id_, name in rows]
