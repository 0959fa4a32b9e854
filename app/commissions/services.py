"""What can be done with commissions: given at a §, taken back, reported, brought up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.commissions import queries
from app.commissions.domain import (
    CommissionRow,
    capital,
    commission_clause,
    long_date,
    task_words,
)
from app.commissions.models import Commission
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import ItemKind, WaitingReason
from app.minutes import queries as minutes_queries
from app.minutes import services as minutes
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("commission")


def give(
    session: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    paragraph_id: int,
    what: str,
    to_words: str = "",
    person_id: int | None = None,
    due_on: date | None = None,
) -> Commission:
    """Give a commission at a §, and write its att-sats into the decision.

    ``to_words`` are what the decision calls whoever gets it ("förbundschefen"); the name of the
    person when they are left out. It stands once the minutes are attested.

    Raises:
        DomainError: ``commission.no_what`` on ``what``, ``commission.no_one`` on ``to_words``,
            ``commission.due_passed`` on ``due_on``; ``minutes.not_open``.
    """
    task, whom = task_words(what), _whom(session, to_words, person_id)
    if not task:
        raise DomainError("commission.no_what", field="what")
    if not whom:
        raise DomainError("commission.no_one", field="to_words")
    if due_on is not None and due_on <= meeting.held_on:
        day = long_date(meeting.held_on)
        raise DomainError("commission.due_passed", field="due_on", day=day)
    paragraph = minutes.add_clause(
        session,
        actor=actor,
        meeting=meeting,
        paragraph_id=paragraph_id,
        clause=commission_clause(whom, task, due_on),
    )
    made = Commission(
        paragraph_id=paragraph.id,
        what=task,
        to_words=whom,
        person_id=person_id,
        due_on=due_on,
        given_at=clock.now(),
        given_by=actor.name,
        reported_on=None,
        record_id=None,
    )
    session.add(made)
    _note(session, actor, made, "given", f"skrev in uppdraget till {whom} att {task}")
    return made


def _whom(session: Session, to_words: str, person_id: int | None) -> str:
    words = " ".join(to_words.split())
    if words or person_id is None:
        return words
    return accounts.person_entity(session, person_id).name


def take_back(session: Session, *, actor: Actor, commission_id: int) -> None:
    """Remove a commission whose § is still being written, with its att-sats.

    An att-sats that has been rewritten stays.

    Raises:
        DomainError: ``commission.stands`` when the § is attested; ``minutes.not_open``.
    """
    row = queries.commission(session, commission_id)
    if row.stands:
        raise DomainError("commission.stands")
    made = queries.entity(session, commission_id)
    paragraph = minutes_queries.paragraph(session, row.paragraph_id)
    minutes.remove_clause(
        session,
        actor=actor,
        meeting=meetings.meeting(session, paragraph.meeting_id),
        paragraph_id=paragraph.id,
        clause=commission_clause(row.to_words, row.what, row.due_on),
    )
    sentence = f"tog bort uppdraget till {row.to_words} att {row.what}"
    _note(session, actor, paragraph, "taken_back", sentence)
    session.delete(made)
    session.flush()


def keep_paragraph(session: Session, paragraph_id: int) -> None:
    """Refuse to let go of a § that gives a commission.

    Raises:
        DomainError: ``commission.given_here``.
    """
    session.flush()
    if queries.given_at(session, paragraph_id):
        raise DomainError("commission.given_here")


def report(
    session: Session,
    *,
    actor: Actor,
    commission_id: int,
    text: str,
    reported_on: date,
    register: bool = False,
) -> Commission:
    """Tell what was done; it comes up at the next meeting of the body, as information.

    ``register`` makes a record of it in the §'s case.

    Raises:
        DomainError: ``commission.waits`` before the § is attested, ``commission.reported`` the
            second time; on ``text``, ``reported_on`` or ``register``.
    """
    made = queries.entity(session, commission_id)
    session.refresh(made)
    row = queries.commission(session, commission_id)
    _check_report(row, text, reported_on, register=register)
    made.reported_on, made.report = reported_on, text.strip()
    made.reported_by = actor.name
    if register and row.case_id is not None:
        made.record_id = _register(session, actor, row, row.case_id, reported_on)
    _note(session, actor, made, "reported", f"redovisade uppdraget att {row.what}")
    _bring_report(session, actor, row, made.report)
    return made


def _check_report(row: CommissionRow, text: str, reported_on: date, *, register: bool) -> None:
    if not row.stands:
        raise DomainError("commission.waits")
    if row.reported_on is not None:
        raise DomainError("commission.reported")
    if not text.strip():
        raise DomainError("commission.no_report", field="text")
    if reported_on < row.meeting_on:
        day = long_date(row.meeting_on)
        raise DomainError("commission.reported_early", field="reported_on", day=day)
    if reported_on > clock.today():
        raise DomainError("commission.reported_late", field="reported_on")
    if register and row.case_id is None:
        raise DomainError("commission.no_case", field="register")


def _register(session: Session, actor: Actor, row: CommissionRow, case_id: int, dated: date) -> int:
    record = registry.register_record(
        session,
        actor=actor,
        case_id=case_id,
        direction=Direction.INTERNAL,
        dated=dated,
        counterpart="",
        content=f"Redovisning av uppdraget i {row.given_at}: {row.what}",
    )
    return int(record.id)


def _bring_report(session: Session, actor: Actor, row: CommissionRow, text: str) -> None:
    """Put the report in the queue, in the place of what said that it was due."""
    source = queries.source_of(row.id)
    earlier = meetings.matter_from(session, source)
    if earlier is not None:
        source = f"{source}:report"
        if earlier.agenda_item_id is None and earlier.dropped_at is None:
            reason = "Uppdraget är redovisat."
            meeting_services.drop(session, actor=actor, waiting_id=earlier.id, reason=reason)
    background = f"{_origin(row)}\n\n{text}"
    _wait(session, actor, row, background=background, source=source)


def bring_up_due(session: Session) -> None:
    """Put commissions that are due before long in the queue for a meeting, each of them once.

    They come up at the first meeting after their last day.
    """
    for row in queries.to_bring_up(session, clock.today()):
        _wait(
            session,
            None,
            row,
            background=_origin(row),
            source=queries.source_of(row.id),
            not_before=row.due_on,
        )


def _origin(row: CommissionRow) -> str:
    due = f" Det ska redovisas senast den {long_date(row.due_on)}." if row.due_on else ""
    return f"{row.whom} har i uppdrag att {row.what} ({row.given_at}).{due}"


def _wait(
    session: Session,
    actor: Actor | None,
    row: CommissionRow,
    *,
    background: str,
    source: str,
    not_before: date | None = None,
) -> None:
    meeting_services.wait(
        session,
        actor=actor,
        body_id=row.body_id,
        reason=WaitingReason.COMMISSION,
        kind=ItemKind.INFORMATION,
        heading=f"Redovisning av uppdrag: {capital(row.what)}",
        background=background,
        clauses=["anteckna informationen till protokollet"],
        case_id=row.case_id,
        presenter=row.person or row.to_words,
        not_before=not_before,
        told=row.given_at,
        source=source,
    )
