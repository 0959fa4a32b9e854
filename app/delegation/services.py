"""Registering decisions outside meetings, and seeing to it that they are notified (F17/K16)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries as association_queries
from app.delegation import documents as papers
from app.delegation import queries
from app.delegation.domain import (
    SOURCE,
    DecisionFacts,
    DecisionKind,
    check_decision,
    ground_words,
    label,
    series,
)
from app.delegation.models import DelegatedDecision
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import DELEGATIONSBESLUT
from app.kernel import clock, counters, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import ItemKind, WaitingReason, clean_clauses
from app.minutes import queries as minutes
from app.minutes.domain import MinutesFacts, Outcome, ParagraphFacts
from app.minutes.domain.freezing import AttestedMinutes
from app.registry import queries as register
from app.registry import services as registry
from app.registry.domain import Direction

_note = history.Noting("delegation")
_NOT_TREATED = {Outcome.TABLED, Outcome.REFERRED_BACK, Outcome.WITHDRAWN}


def register_decision(
    session: Session,
    *,
    actor: Actor | None,
    kind: DecisionKind,
    decided_on: date,
    decided_by_id: int,
    heading: str,
    clauses: Iterable[str],
    ground: str = "",
    urgency: str = "",
    background: str = "",
    case_id: int | None = None,
) -> DelegatedDecision:
    """Number, write and register a decision, and put it in the queue for notification (F17/K16).

    The number is the next of its kind and year, from a locked counter. Without ``case_id`` a case
    is opened for it.

    Raises:
        DomainError: what :func:`check_decision` raises; ``delegation.not_on_board`` on
            ``decided_by_id`` for an urgent decision by somebody outside the board.
        NotFound: when there is no such person or case.
    """
    wanted = clean_clauses(clauses)
    ground = ground_words(kind, ground, decided_on)
    facts = DecisionFacts(kind, decided_on, heading, wanted, ground, urgency)
    check_decision(facts, today=clock.today())
    body = association_queries.board(session)
    decider = _decider(session, kind, decided_by_id, decided_on, body.id)
    case = (
        register.case(session, case_id)
        if case_id
        else registry.open_case(session, actor=actor, heading=heading)
    )
    year = decided_on.year
    number = counters.take(session, series(kind, year))
    decided = papers.Decided(
        kind=kind,
        label=label(kind, number, year),
        case_number=case.number,
        body_name=body.name,
        decided_on=decided_on,
        decided_by=decider,
        heading=heading.strip(),
        background=background.strip(),
        clauses=wanted,
        ground=ground,
        urgency=urgency.strip(),
    )
    made = DelegatedDecision(
        kind=kind,
        year=year,
        number=number,
        body_id=body.id,
        case_id=case.id,
        decided_on=decided_on,
        decided_by_id=decided_by_id,
        decided_by=decider,
        heading=decided.heading,
        background=decided.background,
        clauses=list(wanted),
        ground=ground,
        urgency=decided.urgency,
        file_version_id=_write(session, actor, decided),
        registered_at=clock.now(),
        registered_by=actor.name if actor else history.SYSTEM,
    )
    session.add(made)
    session.flush()
    _note(session, actor, made, "registered", f"registrerade {made.label}, {made.heading}")
    _register(session, actor, made)
    _queue(session, actor, made)
    return made


def _decider(session: Session, kind: DecisionKind, person_id: int, day: date, body_id: int) -> str:
    """Return who decided, name and role; an urgent one is the board's own people's (KL 6:39)."""
    person = accounts.person(session, person_id)
    seats = association_queries.seats_held_by(session, person_id)
    held = [
        seat
        for seat in seats
        if seat.valid_from <= day and (seat.valid_to is None or seat.valid_to >= day)
    ]
    on_board = [seat for seat in held if seat.body_id == body_id]
    if kind is DecisionKind.URGENT and not on_board:
        raise DomainError("delegation.not_on_board", field="decided_by_id", name=person.name)
    roles = on_board if kind is DecisionKind.URGENT else held
    role = roles[0].role_word if roles else person.title
    return f"{person.name}, {role}" if role else person.name


def _write(session: Session, actor: Actor | None, decided: papers.Decided) -> int:
    context = papers.decision_context(session, decided)
    properties = papers.decision_properties(context, clock.now())
    rendered = documents.fill(DELEGATIONSBESLUT, context, properties)
    stored = documents.store(
        session,
        actor=actor,
        kind=DELEGATIONSBESLUT.name,
        title=decided.label,
        filename=papers.decision_filename(decided.label),
        media_type=DOCX,
        content=rendered.content,
        data=context,
    )
    session.flush()
    return stored.id


def _register(session: Session, actor: Actor | None, made: DelegatedDecision) -> None:
    registry.register_record(
        session,
        actor=actor,
        case_id=made.case_id,
        direction=Direction.INTERNAL,
        dated=made.decided_on,
        counterpart="",
        content=f"{made.label}, {made.heading}",
        file_version_ids=[made.file_version_id],
    )


def _queue(session: Session, actor: Actor | None, made: DelegatedDecision) -> None:
    """Put the decision on the next agenda for notification (rules F17/K16)."""
    meeting_services.wait(
        session,
        actor=actor,
        body_id=made.body_id,
        reason=WaitingReason.NOTIFICATION,
        kind=ItemKind.NOTIFICATION,
        heading=f"{made.label}, {made.heading}",
        case_id=made.case_id,
        told=f"beslutat den {made.decided_on.isoformat()} av {made.decided_by}",
        source=f"{SOURCE}{made.id}",
    )


def notified(session: Session, actor: Actor | None, attested: AttestedMinutes) -> None:
    """Mark what the attested §§ have notified; what they have not treated waits again (F17/K16)."""
    facts = minutes.minutes_whole(session, attested.meeting_id)
    waiting_again = []
    for matter in meetings.taken_up_at(session, attested.meeting_id):
        if not (matter.source or "").startswith(SOURCE):
            continue
        paragraph = _paragraph(facts, matter.agenda_item_id)
        if paragraph is None or paragraph.outcome in _NOT_TREATED:
            waiting_again.append(matter)
            continue
        made = queries.decision(session, int((matter.source or "").removeprefix(SOURCE)))
        made.notified_in, made.notified_on = paragraph.label, attested.meeting_on
        told = f"{made.label} anmäldes i {paragraph.label} den {attested.meeting_on.isoformat()}"
        _note(session, actor, made, "notified", told)
    meeting_services.wait_again(session, waiting_again)


def _paragraph(facts: MinutesFacts, item_id: int | None) -> ParagraphFacts | None:
    return next((one for one in facts.paragraphs if one.agenda_item_id == item_id), None)
