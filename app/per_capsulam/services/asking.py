"""Preparing a question per capsulam, and sending it frozen to every regular (rule PC)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.association import services as association
from app.association.queries import SeatRow
from app.documents import services as documents
from app.kernel import clock, history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError
from app.meetings.domain import clean_clauses
from app.per_capsulam import notifications, queries
from app.per_capsulam.domain import (
    PcEvent,
    PcState,
    Question,
    check_question,
    frozen_text,
    hash_of,
    per_capsulam_machine,
)
from app.per_capsulam.models import PerCapsulamDecision, PerCapsulamPaper, PerCapsulamVoter
from app.per_capsulam.services.ending import end
from app.registry import queries as register
from app.registry import services as registry

_note = history.Noting("per_capsulam")


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What the office writes; ``considered`` when the safer ways have been thought of."""

    heading: str
    reason: str
    clauses: Sequence[str]
    deadline: date
    considered: bool
    background: str = ""
    case_id: int | None = None


def prepare(session: Session, *, actor: Actor, facts: QuestionFacts) -> PerCapsulamDecision:
    """Begin a question, as a draft that only the office sees.

    Raises:
        DomainError: ``per_capsulam.off`` while the association has not turned the form on, and
            what :func:`check_question` raises.
    """
    if not association_queries.charter(session).per_capsulam:
        raise DomainError("per_capsulam.off")
    made = PerCapsulamDecision(
        body_id=association_queries.board(session).id,
        created_at=clock.now(),
        created_by=actor.name,
        state=PcState.DRAFT,
    )
    _fill(session, made, facts)
    session.add(made)
    session.flush()
    _note(session, actor, made, "prepared", f"förberedde en fråga per capsulam, {made.heading}")
    return made


def edit(session: Session, *, actor: Actor, decision_id: int, facts: QuestionFacts) -> None:
    """Change a draft; raises DomainError when it is sent, or as :func:`prepare`."""
    found = _draft(session, decision_id)
    _fill(session, found, facts)
    _note(session, actor, found, "edited", "ändrade frågan")


def _fill(session: Session, found: PerCapsulamDecision, facts: QuestionFacts) -> None:
    check_question(facts.heading, facts.reason, considered=facts.considered)
    if facts.case_id:
        found.case_id = register.case(session, facts.case_id).id
    found.heading = facts.heading.strip()
    found.reason = facts.reason.strip()
    found.background = facts.background.strip()
    found.clauses = list(clean_clauses(facts.clauses))
    found.deadline = facts.deadline


def _draft(session: Session, decision_id: int) -> PerCapsulamDecision:
    found = queries.for_update(session, decision_id)
    if found.state is not PcState.DRAFT:
        raise DomainError("per_capsulam.frozen")
    return found


def add_paper(
    session: Session,
    *,
    actor: Actor,
    decision_id: int,
    filename: str,
    content: bytes,
    title: str = "",
) -> PerCapsulamPaper:
    """Add a paper to a draft; raises DomainError when the file is refused or the draft is sent."""
    found = _draft(session, decision_id)
    media_type = documents.check_upload(filename, content)
    title = title.strip() or filename.rpartition(".")[0] or filename
    stored = documents.store(
        session,
        actor=actor,
        kind="per_capsulam_paper",
        title=title,
        filename=filename,
        media_type=media_type,
        content=content,
    )
    session.flush()
    paper = PerCapsulamPaper(decision_id=found.id, file_version_id=stored.id, title=title)
    session.add(paper)
    session.flush()
    session.refresh(found, ["papers"])
    _note(session, actor, found, "paper", f"lade till handlingen {title}")
    return paper


def remove_paper(session: Session, *, actor: Actor, decision_id: int, paper_id: int) -> None:
    """Take a paper from a draft; the file stays stored (rule O7)."""
    found = _draft(session, decision_id)
    paper = queries.paper(session, decision_id, paper_id)
    _note(session, actor, found, "paper", f"tog bort handlingen {paper.title}")
    session.delete(paper)
    session.flush()
    session.refresh(found, ["papers"])


def lacking(session: Session, decision_id: int) -> list[str]:
    """Return the codes of everything that stops a draft from being sent, but for recusal."""
    found = queries.decision(session, decision_id)
    facts = queries.asking_facts(session, found, today=clock.today(), nobody_recused=True)
    return per_capsulam_machine.reasons(PcState.DRAFT, PcEvent.SEND, facts)


def send(session: Session, *, actor: Actor, decision_id: int, nobody_recused: bool) -> None:
    """Freeze the question with its papers, and ask every regular seated today (rule PC).

    A case is opened for it when it has none. Substitutes are not asked.

    Raises:
        DomainError: ``transition.blocked`` with every reason; ``per_capsulam.frozen``.
    """
    found = _draft(session, decision_id)
    today = clock.today()
    facts = queries.asking_facts(session, found, today=today, nobody_recused=nobody_recused)
    per_capsulam_machine.next(found.state, PcEvent.SEND, facts)
    if found.case_id is None:
        found.case = registry.open_case(session, actor=actor, heading=found.heading)
        session.flush()
    seats = queries.regulars(session, found.body_id, today)
    _add_voters(session, found, seats)
    _freeze(session, found)
    history.advance(
        session,
        actor=actor,
        subject=found,
        machine=per_capsulam_machine,
        event=PcEvent.SEND,
        facts=facts,
        sentence=f"skickade frågan till {len(seats)} ordinarie ledamöter",
    )
    name = association.name_of(session)
    for voter in found.voters:
        notifications.ask(session, found, voter, association=name)


def _add_voters(session: Session, found: PerCapsulamDecision, seats: Iterable[SeatRow]) -> None:
    leading = {seat.role for seat in seats}
    leader = Role.CHAIR if Role.CHAIR in leading else Role.VICE_CHAIR
    session.add_all(
        PerCapsulamVoter(
            decision_id=found.id,
            person_id=seat.person_id,
            name=seat.name,
            role=seat.role_word,
            member=seat.member_organisation or "",
            leads=seat.role is leader,
        )
        for seat in seats
    )
    session.flush()
    session.refresh(found, ["voters"])


def _freeze(session: Session, found: PerCapsulamDecision) -> None:
    found.frozen = frozen_text(
        Question(
            association=association.name_of(session),
            body=found.body.name,
            case_number=found.case.number if found.case else "",
            heading=found.heading,
            reason=found.reason,
            background=found.background,
            clauses=tuple(found.clauses),
            papers=tuple((one.title, one.file_version.sha256) for one in found.papers),
            members=tuple(f"{one.name}, {one.role}" for one in found.voters),
            deadline=found.deadline.isoformat(),
        )
    )
    found.frozen_sha256, found.sent_at = hash_of(found.frozen), clock.now()


def withdraw(session: Session, *, actor: Actor, decision_id: int, reason: str) -> None:
    """Take a question back before everybody has answered; those who were asked are told.

    Raises:
        DomainError: ``per_capsulam.no_withdrawal_reason`` on ``reason``; it has ended already.
    """
    if not reason.strip():
        raise DomainError("per_capsulam.no_withdrawal_reason", field="reason")
    found = queries.for_update(session, decision_id)
    told = f"{actor.name} har tagit tillbaka frågan: {reason.strip()} Inget beslut har fattats."
    end(
        session, actor=actor, found=found, event=PcEvent.WITHDRAW, because=reason.strip(), told=told
    )
