"""What becomes of a matter: decided, tabled, referred back, taken off; and its way back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import WaitingReason
from app.minutes import queries
from app.minutes.domain import MinutesFacts, Outcome, ParagraphFacts, table_of
from app.minutes.domain.freezing import AttestedMinutes
from app.minutes.domain.outcomes import (
    AT_ONCE_CLAUSE,
    OUTCOME_WORDS,
    RETURNS,
    Ending,
    clauses_after,
    ending_said,
    ending_words,
    outcomes_offered,
)
from app.minutes.domain.sentences import long_date
from app.minutes.models import Paragraph
from app.minutes.services.access import writable
from app.minutes.services.alone import open_paragraph
from app.minutes.services.clauses import add_clause, decide, texts_of
from app.registry import services as registry

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("minutes")
_REASONS = {
    Outcome.TABLED: WaitingReason.TABLED,
    Outcome.REFERRED_BACK: WaitingReason.REFERRED_BACK,
}


def set_outcome(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    outcome: Outcome,
    reason: str = "",
    until: date | None = None,
) -> Paragraph:
    """Say what became of the matter, and write the usual att-sats into the decision.

    ``reason`` is to whom or what for a matter is referred back, ``until`` the day that it is
    tabled until; without a day it is tabled until the next meeting. The att-sats can be edited
    afterwards.

    Raises:
        DomainError: ``outcome.no_quorum`` without quorum for what is a decision (rule F13);
            ``outcome.no_reason`` on ``reason``; ``outcome.day_passed`` on ``until``;
            ``outcome.numbered_at_once``; ``minutes.not_open``.
    """
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    facts = queries.minutes_whole(session, meeting.id)
    here = _facts_of(facts, paragraph)
    ending = _ending(session, meeting, outcome, reason, until)
    _check(facts, here, ending)
    clauses = clauses_after(ending, texts_of(paragraph), here.proposal)
    decide(session, actor=actor, meeting=meeting, paragraph=paragraph, clauses=clauses)
    write_ending(paragraph, ending)
    session.flush()
    word = ending_words(ending) or OUTCOME_WORDS[outcome]
    _note(session, actor, paragraph, "outcome", f"angav utfallet: {word.rstrip('.')}")
    return paragraph


def _facts_of(facts: MinutesFacts, paragraph: Paragraph) -> ParagraphFacts:
    return next(one for one in facts.paragraphs if one.id == paragraph.id)


def _ending(
    session: Session, meeting: Meeting, outcome: Outcome, reason: str, until: date | None
) -> Ending:
    """Return what was chosen, without what that outcome has no use for."""
    if outcome is Outcome.REFERRED_BACK:
        return Ending(outcome, reason=reason.strip())
    if outcome is not Outcome.TABLED or until is None:
        return Ending(outcome)
    met = meetings.meeting_that_day(session, body_id=meeting.body_id, day=until)
    return Ending(outcome, until=until, at_meeting=met is not None)


def _check(facts: MinutesFacts, here: ParagraphFacts, ending: Ending) -> None:
    quorum = table_of(facts).quorum(here.place).reached
    if ending.outcome not in outcomes_offered(quorum=quorum):
        raise DomainError("outcome.no_quorum", field="outcome", body=facts.body_name)
    if ending.outcome is Outcome.WITHDRAWN and here.at_once:
        raise DomainError("outcome.numbered_at_once", field="outcome")
    if ending.outcome is Outcome.REFERRED_BACK and not ending.reason:
        raise DomainError("outcome.no_reason", field="reason")
    if ending.until is not None and ending.until <= facts.held_on:
        raise DomainError("outcome.day_passed", field="until", day=long_date(facts.held_on))


def write_ending(paragraph: Paragraph, ending: Ending) -> None:
    """Keep what became of the matter on its §."""
    paragraph.outcome = ending.outcome
    paragraph.outcome_reason = ending.reason
    paragraph.tabled_until = ending.until


def follow_words(session: Session, actor: Actor | None, paragraph: Paragraph) -> None:
    """Let the outcome be what the decision says, since it was worded elsewhere.

    A § that is attested at once keeps the att-sats that says so (rule IMM).
    """
    said = ending_said(texts_of(paragraph))
    write_ending(paragraph, said or Ending(Outcome.DECIDED))
    if paragraph.at_once:
        meeting = meetings.meeting(session, paragraph.meeting_id)
        add_clause(
            session,
            actor=actor,
            meeting=meeting,
            paragraph_id=paragraph.id,
            clause=AT_ONCE_CLAUSE,
        )
    session.flush()


def set_closed_doors(
    session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int, closed: bool
) -> Paragraph:
    """Say whether the matter was dealt with behind closed doors.

    Raises:
        DomainError: ``minutes.not_open``.
    """
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    if paragraph.behind_closed_doors is closed:
        return paragraph
    paragraph.behind_closed_doors = closed
    words = "inom stängda dörrar" if closed else "inom öppna dörrar"
    _note(session, actor, paragraph, "doors", f"angav att ärendet behandlas {words}")
    return paragraph


def bring_back(session: Session, _actor: Actor | None, minutes: AttestedMinutes) -> None:
    """Let what was tabled or referred back wait for a meeting, once, when minutes are attested.

    A case that comes back by a way of its own, as an application does, is left to that. A §
    attested at once comes back when it is, not with the whole minutes (rule IMM).
    """
    facts = queries.minutes_whole(session, minutes.meeting_id)
    for one in facts.paragraphs:
        told = one.id == minutes.paragraph_id or (
            minutes.paragraph_id is None and one.alone is None
        )
        if told and one.outcome in RETURNS and not _returns_itself(session, one):
            _wait(session, facts, one)


def _returns_itself(session: Session, one: ParagraphFacts) -> bool:
    return one.case_id is not None and any(registry.returns_itself(session, one.case_id))


def _wait(session: Session, facts: MinutesFacts, one: ParagraphFacts) -> None:
    tabled = one.outcome is Outcome.TABLED
    meeting_services.wait(
        session,
        actor=None,
        body_id=facts.body_id,
        reason=_REASONS[one.outcome],
        kind=one.kind,
        heading=one.heading,
        background=one.background,
        clauses=one.proposal if tabled else (),  # what is referred back gets a new proposal
        case_id=one.case_id,
        presenter=one.presenter,
        not_before=one.tabled_until,
        told=f"{one.label}, {long_date(facts.held_on)}",
        source=f"paragraph:{one.id}",
    )
