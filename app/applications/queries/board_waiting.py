"""What waits for the office after the board: §§ to state, letters to send, agreements to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.applications.domain import AgreementState, ApplicationState, DecisionKind, Outcome, Stage
from app.applications.models import (
    Agreement,
    Application,
    ApplicationDecision,
    DecisionLetter,
    RecordedDecision,
)
from app.kernel import clock


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An application, and the § that it waits after."""

    application_id: int
    name: str
    paragraph_label: str
    recorded_on: date


def _rows(session: Session, statement: Select[*tuple[Any, ...]]) -> list[WaitingRow]:
    found = session.execute(
        statement.with_only_columns(
            Application.id,
            Application.name,
            RecordedDecision.paragraph_label,
            RecordedDecision.recorded_at,
        ).order_by(RecordedDecision.id, Application.id)
    )
    return [
        WaitingRow(number, name, label, at.astimezone(clock.STOCKHOLM).date())
        for number, name, label, at in found
    ]


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """An application that is ready for the board, and whether the office has proposed anything."""

    case_id: int
    name: str
    proposed: bool


def ready(session: Session) -> list[ReadyRow]:
    """Return the applications that are ready for the board and stand on no agenda, oldest first."""
    ended = (
        select(func.count())
        .where(
            ApplicationDecision.application_id == Application.id,
            ApplicationDecision.record_id.is_not(None),
            ApplicationDecision.kind.in_((DecisionKind.REFER_BACK, DecisionKind.TABLE)),
        )
        .correlate(Application)
        .scalar_subquery()
    )
    proposal = aliased(ApplicationDecision)
    proposed = exists().where(
        proposal.application_id == Application.id,
        proposal.stage == Stage.PROPOSAL,
        proposal.round == ended + 1,
    )
    rows = session.execute(
        select(Application.case_id, Application.name, proposed)
        .where(
            Application.state == ApplicationState.READY_FOR_BOARD, Application.case_id.is_not(None)
        )
        .order_by(Application.id)
    )
    return [ReadyRow(case_id, name, made) for case_id, name, made in rows if case_id is not None]


def to_state(session: Session) -> list[WaitingRow]:
    """Return the applications whose attested § the office has not stated the meaning of."""
    applied = exists().where(ApplicationDecision.record_id == RecordedDecision.record_id)
    return _rows(
        session,
        select(Application)
        .join(RecordedDecision, RecordedDecision.case_id == Application.case_id)
        .where(
            Application.state == ApplicationState.ON_AGENDA,
            RecordedDecision.round.is_not(None),
            ~applied,
        ),
    )


def to_tell(session: Session) -> list[WaitingRow]:
    """Return the applications whose decision nobody has told; tabling needs no letter."""
    told = exists().where(DecisionLetter.decision_id == ApplicationDecision.id)
    return _rows(
        session,
        _in_effect().where(ApplicationDecision.kind != DecisionKind.TABLE, ~told),
    )


def to_agree(session: Session) -> list[WaitingRow]:
    """Return the granted applications that nobody has begun to write an agreement about."""
    begun = exists().where(
        Agreement.application_id == Application.id, Agreement.state != AgreementState.GIVEN_UP
    )
    return _rows(
        session,
        _in_effect().where(
            Application.state == ApplicationState.DECIDED,
            Application.outcome.in_((Outcome.GRANTED, Outcome.GRANTED_IN_PART)),
            ApplicationDecision.record_id == Application.decision_record_id,
            ~begun,
        ),
    )


def _in_effect() -> Select[*tuple[Any, ...]]:
    return (
        select(Application)
        .join(ApplicationDecision, ApplicationDecision.application_id == Application.id)
        .join(RecordedDecision, RecordedDecision.record_id == ApplicationDecision.record_id)
    )
