"""What is proposed, decided, written and agreed about an application."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.applications.domain import AgreementState, DecisionKind, Stage
from app.applications.domain.budget import budget_of
from app.applications.domain.clauses import Matter
from app.applications.domain.form import BUDGET
from app.applications.domain.granting import GRANTING, AppliedLine, Ruling, applied_lines
from app.applications.models import (
    Agreement,
    Application,
    ApplicationDecision,
    DecisionLetter,
    GrantLine,
    RecordedDecision,
)
from app.applications.queries.applications import section_row
from app.kernel import db
from app.kernel.errors import NotFound

_ROUND_ENDS = (DecisionKind.REFER_BACK, DecisionKind.TABLE)


def current_round(session: Session, application_id: int) -> int:
    """Return the round: 1, and one more for each time the board referred it back or tabled it."""
    ended = (
        one.record_id is not None and one.kind in _ROUND_ENDS
        for one in rulings(session, application_id)
    )
    return sum(ended) + 1


def rulings(session: Session, application_id: int) -> Sequence[ApplicationDecision]:
    """Return every proposal and decision, the latest round first and its proposal first.

    They are a handful; a page that only reads asks for them once.
    """
    return db.remembered(
        session, f"rulings of {application_id}", lambda: _rulings(session, application_id)
    )


def _rulings(session: Session, application_id: int) -> Sequence[ApplicationDecision]:
    return session.scalars(
        select(ApplicationDecision)
        .where(ApplicationDecision.application_id == application_id)
        .options(selectinload(ApplicationDecision.lines))
        .order_by(ApplicationDecision.round.desc(), ApplicationDecision.stage.desc())
    ).all()


def ruling_row(
    session: Session, application_id: int, round_number: int, stage: Stage
) -> ApplicationDecision | None:
    """Return the proposal or the decision of a round, or None."""
    found = (
        one
        for one in rulings(session, application_id)
        if (one.round, one.stage) == (round_number, stage)
    )
    return next(found, None)


def proposal(session: Session, application_id: int) -> ApplicationDecision | None:
    """Return the office's proposal of the present round, or None."""
    return ruling_row(
        session, application_id, current_round(session, application_id), Stage.PROPOSAL
    )


def decision(session: Session, application_id: int) -> ApplicationDecision | None:
    """Return what the board decided in the present round, or None; see ``record_id`` for effect."""
    return ruling_row(
        session, application_id, current_round(session, application_id), Stage.DECISION
    )


def latest_in_effect(session: Session, application_id: int) -> ApplicationDecision | None:
    """Return the latest decision that an attested § carries, or None (rule DEC)."""
    found = (one for one in rulings(session, application_id) if one.record_id is not None)
    return next(found, None)


def effect(
    session: Session, application_id: int
) -> tuple[ApplicationDecision, RecordedDecision] | None:
    """Return the latest decision in effect with the attested § that carries it, or None."""
    row = latest_in_effect(session, application_id)
    if row is None:
        return None
    carried = select(RecordedDecision).where(RecordedDecision.record_id == row.record_id)
    return row, session.scalars(carried).one()


def case_id_of(application: Application) -> int:
    """Return the id of the application's case; raises NotFound before it has one."""
    if application.case_id is None:
        raise NotFound
    return application.case_id


def ruling_of(row: ApplicationDecision) -> Ruling:
    """Return a row as a value."""
    return Ruling(
        kind=row.kind,
        amounts={(line.year, line.position): line.ore for line in row.lines},
        conditions=tuple(row.conditions.splitlines()),
        reasons=row.reasons,
        refer_to=row.refer_to,
        table_to=row.table_to,
    )


def matter_of(application: Application) -> Matter:
    """Return what a ruling about the application names."""
    return Matter(
        organisation=application.organisation,
        name=application.name,
        kind=application.kind,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
    )


def lines_of(session: Session, application_id: int) -> tuple[AppliedLine, ...]:
    """Return what is applied for, by line and year; a page that only reads asks once."""
    return db.remembered(
        session, f"lines of {application_id}", lambda: _lines(session, application_id)
    )


def _lines(session: Session, application_id: int) -> tuple[AppliedLine, ...]:
    section = section_row(session, application_id, BUDGET)
    return applied_lines(budget_of(section.content if section else None))


def recorded(session: Session, case_id: int) -> Sequence[RecordedDecision]:
    """Return the §§ about a case that attested minutes have sent back, the latest first."""
    return session.scalars(
        select(RecordedDecision)
        .where(RecordedDecision.case_id == case_id)
        .order_by(RecordedDecision.meeting_on.desc(), RecordedDecision.id.desc())
    ).all()


def recorded_by(session: Session, record_id: int) -> RecordedDecision | None:
    """Return the § of a record, or None."""
    return session.scalar(select(RecordedDecision).where(RecordedDecision.record_id == record_id))


def waiting_paragraph(session: Session, application: Application) -> RecordedDecision | None:
    """Return an attested § of this round whose decision has not been applied yet, the first one."""
    return session.scalar(
        select(RecordedDecision)
        .where(
            RecordedDecision.case_id == application.case_id,
            RecordedDecision.round == current_round(session, application.id),
            RecordedDecision.record_id.not_in(
                select(ApplicationDecision.record_id).where(
                    ApplicationDecision.record_id.is_not(None)
                )
            ),
        )
        .order_by(RecordedDecision.id)
        .limit(1)
    )


def letter(session: Session, decision_id: int) -> DecisionLetter | None:
    """Return the letter about a decision, or None."""
    return session.scalar(
        select(DecisionLetter)
        .where(DecisionLetter.decision_id == decision_id)
        .options(joinedload(DecisionLetter.file_version))
    )


def agreement(session: Session, application_id: int) -> Agreement | None:
    """Return the agreement that holds or is being written, or None."""
    return session.scalar(
        select(Agreement)
        .where(
            Agreement.application_id == application_id,
            Agreement.state != AgreementState.GIVEN_UP,
        )
        .options(
            selectinload(Agreement.reports),
            selectinload(Agreement.payments),
            joinedload(Agreement.file_version),
            joinedload(Agreement.signed_file),
        )
    )


def last_agreement_number(session: Session, application_id: int) -> int:
    """Return the number of the latest agreement, given up or not; 0 before the first."""
    return (
        session.scalar(
            select(func.max(Agreement.number)).where(Agreement.application_id == application_id)
        )
        or 0
    )


def granted_by_year(session: Session, application_ids: Sequence[int]) -> dict[int, int]:
    """Return what attested §§ have granted these applications, in öre by calendar year."""
    rows = session.execute(
        select(GrantLine.year, func.sum(GrantLine.ore))
        .join(ApplicationDecision, ApplicationDecision.id == GrantLine.decision_id)
        .where(
            ApplicationDecision.application_id.in_(application_ids),
            ApplicationDecision.record_id.is_not(None),
            ApplicationDecision.kind.in_(GRANTING),
        )
        .group_by(GrantLine.year)
        .order_by(GrantLine.year)
    )
    return {year: int(ore) for year, ore in rows if ore}


def chain(session: Session, application: Application) -> list[Application]:
    """Return the application and those that it goes on from, itself first."""
    found = [application]
    while found[-1].extends_id is not None:
        found.append(session.get_one(Application, found[-1].extends_id))
    return found
