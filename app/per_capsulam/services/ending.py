"""How a question per capsulam ends: decided, stopped, lapsed or taken back (rule PC)."""

from __future__ import annotations

from datetime import date
from typing import cast

from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.association import services as association
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import PER_CAPSULAM
from app.kernel import clock, counters, history
from app.kernel.actor import Actor
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import ItemKind, WaitingReason
from app.minutes import queries as minutes
from app.minutes.domain import MinutesFacts, Outcome, ParagraphFacts
from app.minutes.domain.freezing import AttestedMinutes
from app.per_capsulam import documents as papers
from app.per_capsulam import notifications, queries
from app.per_capsulam.domain import (
    SOURCE,
    PcEvent,
    carried,
    label,
    per_capsulam_machine,
    series,
    votes_words,
)
from app.per_capsulam.models import PerCapsulamDecision
from app.registry import services as registry
from app.registry.domain import Direction
from app.sealing import services as sealing

_note = history.Noting("per_capsulam")
_NOT_TREATED = {Outcome.TABLED, Outcome.REFERRED_BACK, Outcome.WITHDRAWN}
_SENTENCES = {
    PcEvent.STOP: "frågan stoppades",
    PcEvent.LAPSE: "svarstiden gick ut",
    PcEvent.WITHDRAW: "tog tillbaka frågan",
}


def end(
    session: Session,
    *,
    actor: Actor | None,
    found: PerCapsulamDecision,
    event: PcEvent,
    because: str,
    told: str,
) -> None:
    """End a question without a decision, and tell everybody who was asked and the office."""
    found.ended_because = because
    _advance(session, actor, found, event, _SENTENCES[event])
    _tell(session, found, told)


def _advance(
    session: Session,
    actor: Actor | None,
    found: PerCapsulamDecision,
    event: PcEvent,
    sentence: str,
) -> None:
    history.advance(
        session,
        actor=actor,
        subject=found,
        machine=per_capsulam_machine,
        event=event,
        facts=None,
        sentence=sentence,
    )


def _tell(session: Session, found: PerCapsulamDecision, told: str) -> None:
    if found.sent_at is None:
        return
    addressees = {voter.person.email: voter.name for voter in found.voters}
    office = association_queries.office_at(session, clock.today())
    addressees |= {seat.email: seat.name for seat in office}
    name = association.name_of(session)
    for email, person in addressees.items():
        notifications.tell(session, found, email=email, name=person, told=told, association=name)


def decide(session: Session, *, actor: Actor, found: PerCapsulamDecision) -> None:
    """Number and write the decision that all have answered, and queue it for notification.

    The Word document is registered in the case, and a sealed PDF of it is asked for (rule PC).
    """
    today = clock.today()
    number = counters.take(session, series(today.year))
    name, answers = label(number, today.year), queries.answers_of(found)
    context = papers.decision_context(session, found, label=name, decided_on=today)
    properties = papers.decision_properties(context, clock.now())
    rendered = documents.fill(PER_CAPSULAM, context, properties)
    stored = documents.store(
        session,
        actor=actor,
        kind=PER_CAPSULAM.name,
        title=name,
        filename=papers.decision_filename(name),
        media_type=DOCX,
        content=rendered.content,
        data=context,
    )
    session.flush()
    found.year, found.number, found.decided_on = today.year, number, today
    found.carried, found.file_version = carried(answers), stored
    _advance(session, actor, found, PcEvent.DECIDE, f"svarade sist; {name} är beslutat")
    sealing.ask(session, source=stored, sealed=True)
    _register(session, actor, found, today)
    _queue(session, actor, found)
    words = votes_words(answers)
    result = "Förslaget är beslutat" if found.carried else "Förslaget har fallit"
    _tell(session, found, f"Alla har svarat och godtagit formen. {result}: {words}.")


def _register(session: Session, actor: Actor, found: PerCapsulamDecision, day: date) -> None:
    session.flush()
    files = [found.file_version_id, *(paper.file_version_id for paper in found.papers)]
    registry.register_record(
        session,
        actor=actor,
        case_id=cast("int", found.case_id),  # a question that was sent has a case
        direction=Direction.INTERNAL,
        dated=day,
        counterpart="",
        content=f"{found.label}, {found.heading}",
        file_version_ids=cast("list[int]", files),
    )


def _queue(session: Session, actor: Actor, found: PerCapsulamDecision) -> None:
    """Put the decision on the next agenda for notification (rule PC)."""
    meeting_services.wait(
        session,
        actor=actor,
        body_id=found.body_id,
        reason=WaitingReason.NOTIFICATION,
        kind=ItemKind.NOTIFICATION,
        heading=f"{found.label}, {found.heading}",
        case_id=found.case_id,
        told=f"beslutat per capsulam den {clock.today().isoformat()}",
        source=f"{SOURCE}{found.id}",
    )


def notified(session: Session, actor: Actor | None, attested: AttestedMinutes) -> None:
    """Mark what the attested §§ have notified; what they have not treated waits again (rule PC)."""
    facts = minutes.minutes_whole(session, attested.meeting_id)
    waiting_again = []
    for matter in meetings.taken_up_at(session, attested.meeting_id):
        source = matter.source or ""
        if not source.startswith(SOURCE):
            continue
        paragraph = _paragraph(facts, matter.agenda_item_id)
        if paragraph is None or paragraph.outcome in _NOT_TREATED:
            waiting_again.append(matter)
            continue
        found = queries.decision(session, int(source.removeprefix(SOURCE)))
        found.notified_in, found.notified_on = paragraph.label, attested.meeting_on
        told = f"{found.label} anmäldes i {paragraph.label} den {attested.meeting_on.isoformat()}"
        _note(session, actor, found, "notified", told)
    meeting_services.wait_again(session, waiting_again)


def _paragraph(facts: MinutesFacts, item_id: int | None) -> ParagraphFacts | None:
    return next((one for one in facts.paragraphs if one.agenda_item_id == item_id), None)
