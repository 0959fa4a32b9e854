"""What the board decided: stated in the meeting, in effect when the § is attested (rule DEC)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import (
    APPLICATION_MACHINE,
    PENDING,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
    DecisionKind,
    Stage,
)
from app.applications.domain.clauses import same_words
from app.applications.domain.granting import OUTCOMES, Cell, Ruling
from app.applications.models import Application, ApplicationDecision, RecordedDecision
from app.applications.queries import deciding
from app.applications.services.proposing import checked, composed, write_ruling
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.money import kronor
from app.registry import services as registry
from app.registry.domain import DecisionRecorded

UNDECIDED = PENDING | {ApplicationState.ON_AGENDA}


@dataclass(frozen=True, slots=True)
class Stated:
    """A decision that was stated: in how many open §§ it was written, and whether it holds now."""

    decision: ApplicationDecision
    worded: int
    applied: bool


def state_decision(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    version: int,
    kind: DecisionKind,
    amounts: Mapping[Cell, int] | None = None,
    conditions: Sequence[str] = (),
    reasons: str = "",
    refer_to: str = "",
    table_to: date | None = None,
) -> Stated:
    """Write what the board decided, and put its att-satser into the open minutes.

    The application's state changes only when the § is attested (rule DEC): when that has happened
    already, at once, since the office has then read the § that it states.

    Raises:
        DomainError: ``board.not_on_agenda``; on the field that is wrong (rules PART, A5, F3, F4).
        EditConflict: when somebody else stated another decision since ``version``.
    """
    application = queries.application(session, application_id)
    if application.state is not ApplicationState.ON_AGENDA:
        raise DomainError("board.not_on_agenda")
    wanted = Ruling(kind, amounts or {}, tuple(conditions), reasons, refer_to, table_to)
    ruling = checked(session, application, wanted)
    row = write_ruling(session, actor, application, Stage.DECISION, ruling, version)
    texts = composed(session, application, ruling)
    history.note(
        session,
        actor=actor,
        action="application.decision_stated",
        subject=application,
        sentence="angav vad styrelsen beslutade",
        clauses=list(texts),
    )
    attested = deciding.waiting_paragraph(session, application)
    if attested is not None:
        _apply(session, actor, application, row, attested)
        return Stated(row, 0, applied=True)
    worded = sum(registry.decision_worded(session, actor, deciding.case_id_of(application), texts))
    return Stated(row, worded, applied=False)


def record(session: Session, _actor: Actor | None, came: DecisionRecorded) -> None:
    """Keep the § that came back to its case, and apply the stated decision if it says the same.

    Without a stated decision, or when the § was worded otherwise after it was stated, the § waits
    for the office to state what it means. Safe to run again (rule DEC).
    """
    if deciding.recorded_by(session, came.record_id) is not None:
        return
    application = queries.application_of_case(session, came.case_id)
    if application is None:
        return
    waiting = application.state is ApplicationState.ON_AGENDA
    paragraph = RecordedDecision(
        case_id=came.case_id,
        record_id=came.record_id,
        round=deciding.current_round(session, application.id) if waiting else None,
        meeting_on=came.meeting_on,
        body_name=came.body_name,
        paragraph_label=came.paragraph_label,
        clauses=list(came.clauses),
        recorded_at=clock.now(),
    )
    session.add(paragraph)
    session.flush()
    if not waiting:
        return
    row = deciding.decision(session, application.id)
    if row is None or not says_the_same(session, application, row, paragraph):
        return
    _apply(session, None, application, row, paragraph)  # nobody does it: the last signature did


def returns_itself(session: Session, case_id: int) -> bool:
    """Say whether a case is that of an application on its way to a decision.

    Tabled or referred back, it goes its own way to a meeting again: nobody else puts it in a queue.
    """
    application = queries.application_of_case(session, case_id)
    return application is not None and application.state in UNDECIDED


def says_the_same(
    session: Session,
    application: Application,
    row: ApplicationDecision,
    paragraph: RecordedDecision,
) -> bool:
    """Say whether an attested § holds the att-satser of a stated decision (rule DEC)."""
    return same_words(paragraph.clauses, composed(session, application, deciding.ruling_of(row)))


def _apply(
    session: Session,
    actor: Actor | None,
    application: Application,
    row: ApplicationDecision,
    paragraph: RecordedDecision,
) -> None:
    """Let the attested § take effect: the only way to an outcome (rule DEC)."""
    row.record_id, row.meeting_on = paragraph.record_id, paragraph.meeting_on
    session.flush()
    if row.kind in OUTCOMES:
        _decide(session, actor, application, row, paragraph)
    elif row.kind is DecisionKind.REFER_BACK:
        sentence = _entered(paragraph, "återremittera ärendet")
        _advance(session, actor, application, ApplicationEvent.REFER_BACK, sentence)
    else:
        sentence = _entered(paragraph, "bordlägga ärendet")
        _advance(session, actor, application, ApplicationEvent.TABLE, sentence)
        _propose_again(session, application, row.round)


def _decide(
    session: Session,
    actor: Actor | None,
    application: Application,
    row: ApplicationDecision,
    paragraph: RecordedDecision,
) -> None:
    total = deciding.ruling_of(row).total
    with session.no_autoflush:  # state and outcome reach the database together
        application.outcome, application.granted_ore = OUTCOMES[row.kind], total
        application.paragraph_label = paragraph.paragraph_label
        application.decided_on = paragraph.meeting_on
        application.decision_record_id = paragraph.record_id
        what = {
            DecisionKind.GRANT: f"bevilja {kronor(total)}",
            DecisionKind.GRANT_IN_PART: f"bevilja ansökan till en del, {kronor(total)}",
            DecisionKind.REJECT: "avslå ansökan",
        }[row.kind]
        sentence = _entered(paragraph, what)
        _advance(session, actor, application, ApplicationEvent.DECIDE, sentence)


def _entered(paragraph: RecordedDecision, what: str) -> str:
    where = f"{paragraph.paragraph_label} den {paragraph.meeting_on.isoformat()}"
    return f"förde in styrelsens beslut i {where}: {what}"


def _advance(
    session: Session,
    actor: Actor | None,
    application: Application,
    event: ApplicationEvent,
    sentence: str,
) -> None:
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=event,
        facts=ApplicationFacts(paragraph_attested=True),
        sentence=sentence,
    )


def _propose_again(session: Session, application: Application, earlier: int) -> None:
    """Give the new round of a tabled case the proposal that the board had."""
    before = deciding.ruling_row(session, application.id, earlier, Stage.PROPOSAL)
    if before is None:
        return
    proposed = deciding.ruling_of(before)
    row = write_ruling(session, None, application, Stage.PROPOSAL, proposed, 0)
    row.written_at, row.written_by = before.written_at, before.written_by
