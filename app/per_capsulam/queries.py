"""Every question about decisions per capsulam, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts import queries as accounts
from app.association import queries as association_queries
from app.association.queries import SeatRow
from app.kernel.actor import Role
from app.kernel.errors import NotFound
from app.per_capsulam.domain import Answer, AskingFacts, PcState
from app.per_capsulam.models import (
    PerCapsulamAnswer,
    PerCapsulamDecision,
    PerCapsulamPaper,
    PerCapsulamVoter,
)

_REGULAR = {Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR}
_WHOLE = (
    joinedload(PerCapsulamDecision.case),
    joinedload(PerCapsulamDecision.body),
    joinedload(PerCapsulamDecision.file_version),
    selectinload(PerCapsulamDecision.papers).joinedload(PerCapsulamPaper.file_version),
    selectinload(PerCapsulamDecision.voters),
    selectinload(PerCapsulamDecision.answers).joinedload(PerCapsulamAnswer.voter),
)


def decision(session: Session, decision_id: int) -> PerCapsulamDecision:
    """Return one question with papers, voters and answers; raises NotFound."""
    found = session.get(PerCapsulamDecision, decision_id, options=_WHOLE)
    if found is None:
        raise NotFound
    return found


def for_update(session: Session, decision_id: int) -> PerCapsulamDecision:
    """Return the same, locked: two answers at once are counted one after the other."""
    session.execute(
        select(PerCapsulamDecision.id)
        .where(PerCapsulamDecision.id == decision_id)
        .with_for_update()
    )
    found = session.get(PerCapsulamDecision, decision_id, options=_WHOLE, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def decisions(session: Session, *, drafts: bool) -> Sequence[PerCapsulamDecision]:
    """Return every question, the latest first; those that are not sent only when asked for."""
    statement = select(PerCapsulamDecision).options(
        joinedload(PerCapsulamDecision.case),
        selectinload(PerCapsulamDecision.voters),
        selectinload(PerCapsulamDecision.answers),
    )
    if not drafts:
        statement = statement.where(PerCapsulamDecision.sent_at.is_not(None))
    return session.scalars(statement.order_by(PerCapsulamDecision.id.desc())).all()


def asked(session: Session) -> Sequence[PerCapsulamDecision]:
    """Return the questions that wait for answers, the oldest first."""
    return session.scalars(
        select(PerCapsulamDecision)
        .where(PerCapsulamDecision.state == PcState.ASKED)
        .order_by(PerCapsulamDecision.deadline, PerCapsulamDecision.id)
        .options(*_WHOLE)
    ).all()


def unanswered_by(session: Session, person_id: int) -> Sequence[PerCapsulamDecision]:
    """Return the questions that wait for this person's answer, the first to lapse first."""
    answered = select(PerCapsulamAnswer.voter_id)
    return session.scalars(
        select(PerCapsulamDecision)
        .join(PerCapsulamVoter, PerCapsulamVoter.decision_id == PerCapsulamDecision.id)
        .where(
            PerCapsulamDecision.state == PcState.ASKED,
            PerCapsulamVoter.person_id == person_id,
            PerCapsulamVoter.id.not_in(answered),
        )
        .order_by(PerCapsulamDecision.deadline, PerCapsulamDecision.id)
    ).all()


def unreported(session: Session) -> Sequence[PerCapsulamDecision]:
    """Return the decisions that no attested § has notified yet, the oldest first (rule PC)."""
    return session.scalars(
        select(PerCapsulamDecision)
        .where(
            PerCapsulamDecision.state == PcState.DECIDED,
            PerCapsulamDecision.notified_in.is_(None),
        )
        .order_by(PerCapsulamDecision.decided_on, PerCapsulamDecision.id)
    ).all()


def of_case(session: Session, case_id: int) -> Sequence[PerCapsulamDecision]:
    """Return the sent questions in a case, the latest first."""
    return session.scalars(
        select(PerCapsulamDecision)
        .where(PerCapsulamDecision.case_id == case_id, PerCapsulamDecision.sent_at.is_not(None))
        .order_by(PerCapsulamDecision.id.desc())
    ).all()


def paper(session: Session, decision_id: int, paper_id: int) -> PerCapsulamPaper:
    """Return one paper of a question; raises NotFound."""
    found = session.get(
        PerCapsulamPaper, paper_id, options=[joinedload(PerCapsulamPaper.file_version)]
    )
    if found is None or found.decision_id != decision_id:
        raise NotFound
    return found


def of_file(session: Session, file_version_id: int) -> PerCapsulamDecision | None:
    """Return the decision whose document a file version is."""
    return session.scalar(
        select(PerCapsulamDecision).where(PerCapsulamDecision.file_version_id == file_version_id)
    )


def regulars(session: Session, body_id: int, day: date) -> list[SeatRow]:
    """Return the regulars of a body on a day, the chair first; substitutes do not answer."""
    seats = association_queries.seats_at(session, body_id=body_id, day=day)
    return [seat for seat in seats if seat.role in _REGULAR]


def asking_facts(
    session: Session, found: PerCapsulamDecision, *, today: date, nobody_recused: bool
) -> AskingFacts:
    """Return what is looked at before the question is sent."""
    charter = association_queries.charter(session)
    seats = regulars(session, found.body_id, today)
    return AskingFacts(
        allowed=charter.per_capsulam,
        heading=found.heading,
        clauses=tuple(found.clauses),
        deadline=found.deadline,
        today=today,
        regulars=len(seats),
        seats=charter.board_seats,
        chaired=any(seat.role in {Role.CHAIR, Role.VICE_CHAIR} for seat in seats),
        all_log_in=all(_logs_in(session, seat.person_id) for seat in seats),
        nobody_recused=nobody_recused,
    )


def _logs_in(session: Session, person_id: int) -> bool:
    return accounts.person(session, person_id).login is accounts.LoginState.ACTIVE


def answers_of(found: PerCapsulamDecision) -> list[Answer]:
    """Return the answers as the rules count them, in the order they came."""
    leads = {voter.id for voter in found.voters if voter.leads}
    return [Answer(one.form, one.matter, one.voter_id in leads) for one in found.answers]
