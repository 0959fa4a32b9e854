"""Cases and records: nothing is ever deleted here (rule O7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries as association
from app.association.domain import Charter
from app.kernel import clock, counters, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.registry import domain, queries
from app.registry.domain import (
    CASE_MACHINE,
    CaseEvent,
    CaseState,
    Confidentiality,
    DecisionRecorded,
    Direction,
    RecordFacts,
)
from app.registry.models import Case, Record, RecordFile
from app.registry.services.hub import decision_recorded

_LABELS = {
    "heading": "Ärendemening",
    "counterpart": "Avsändare eller mottagare",
    "responsible_id": "Ansvarig",
}


def check_settings(charter: Charter) -> None:
    """Refuse a pattern of case numbers that does not give unique numbers (rule O9).

    Raises:
        DomainError: on ``case_pattern``.
    """
    domain.check_case_pattern(charter.case_pattern)


def open_case(
    session: Session,
    *,
    actor: Actor | None,
    heading: str,
    counterpart: str = "",
    opened_on: date | None = None,
    responsible_id: int | None = None,
) -> Case:
    """Open a case with the next number of the year by the association's pattern (rule O9).

    Raises:
        DomainError: when the heading is empty (field ``heading``).
        NotFound: when there is no such person to be responsible.
    """
    _check_heading(heading)
    day = opened_on or clock.today()
    return _add_case(
        session,
        actor=actor,
        case=Case(
            number=_next_number(session, day.year),
            heading=heading.strip(),
            counterpart=counterpart.strip(),
            opened_on=day,
            responsible_id=_known_person(session, responsible_id),
            state=CaseState.OPEN,
        ),
    )


def adopt_case(
    session: Session,
    *,
    actor: Actor | None,
    number: str,
    heading: str,
    opened_on: date,
    counterpart: str = "",
) -> Case:
    """Open a case that already has its number, from another register; the series goes on after it.

    Raises:
        DomainError: when the number is taken (field ``number``) or the heading empty.
    """
    _check_heading(heading)
    if queries.find_case(session, number) is not None:
        raise DomainError("registry.number_taken", field="number", number=number)
    pattern = association.charter(session).case_pattern
    read = domain.read_case_number(pattern, number)
    if read is not None:
        year, serial = read
        counters.continue_from(session, f"case:{year}", serial)
    found = Case(
        number=number,
        heading=heading,
        counterpart=counterpart,
        opened_on=opened_on,
        state=CaseState.OPEN,
    )
    return _add_case(session, actor=actor, case=found)


def _add_case(session: Session, *, actor: Actor | None, case: Case) -> Case:
    session.add(case)
    history.note(
        session,
        actor=actor,
        action="registry.open_case",
        subject=case,
        sentence=f"öppnade ärendet {case.number}",
        heading=case.heading,
        counterpart=case.counterpart,
    )
    return case


def _check_heading(heading: str) -> None:
    if not heading.strip():
        raise DomainError("registry.heading_missing", field="heading")


def _next_number(session: Session, year: int) -> str:
    """Take numbers from the year's locked counter until one is free (rule O9)."""
    pattern = association.charter(session).case_pattern
    while True:
        serial = counters.take(session, f"case:{year}")
        number = domain.case_number(pattern, year=year, serial=serial)
        # A number may have come in from another register, or by an earlier pattern.
        if queries.find_case(session, number) is None:
            return number


def _known_person(session: Session, person_id: int | None) -> int | None:
    return accounts.person(session, person_id).id if person_id is not None else None


def edit_case(
    session: Session,
    *,
    actor: Actor | None,
    case_id: int,
    version: int,
    heading: str,
    counterpart: str = "",
    responsible_id: int | None = None,
) -> Case:
    """Change what a case is called, who the other party is, and who is responsible.

    Raises:
        EditConflict: when somebody else saved first; carries both texts.
        DomainError: when the heading is empty (field ``heading``).
    """
    _check_heading(heading)
    found = queries.case(session, case_id)
    responsible = accounts.person(session, responsible_id).name if responsible_id else ""
    mine = dict(zip(_LABELS, (heading.strip(), counterpart.strip(), responsible), strict=True))
    stored = found.responsible.name if found.responsible else ""
    theirs = dict(zip(_LABELS, (found.heading, found.counterpart, stored), strict=True))
    changed = domain.differences(theirs, mine)
    if not changed:
        return found
    _ensure_current(session, found, version=version, mine=mine, theirs=theirs)
    found.heading, found.counterpart = mine["heading"], mine["counterpart"]
    found.responsible_id = responsible_id
    history.note(
        session,
        actor=actor,
        action="registry.edit_case",
        subject=found,
        sentence=f"ändrade ärendet: {', '.join(_LABELS[name].lower() for name in changed)}",
        changes=changed,
        replaced=[(_LABELS[name], before) for name, (before, _) in changed.items()],
    )
    session.expire(found, ["responsible"])
    return found


def _ensure_current(
    session: Session, case: Case, *, version: int, mine: dict[str, str], theirs: dict[str, str]
) -> None:
    # The person responsible is chosen from a list, so the page that shows both texts leaves it.
    texts = [name for name in _LABELS if name != "responsible_id"]
    fields = [(name, _LABELS[name], mine[name], theirs[name]) for name in texts]
    editing.ensure_current(session, case, version=version, fields=fields)


def close_case(session: Session, *, actor: Actor | None, case_id: int) -> Case:
    """Close a case; records can still be registered in it, and it can be opened again.

    Raises:
        DomainError: when it is closed already.
    """
    return _step(session, actor, case_id, CaseEvent.CLOSE, "avslutade ärendet")


def reopen_case(session: Session, *, actor: Actor | None, case_id: int) -> Case:
    """Open a closed case again.

    Raises:
        DomainError: when it is open already.
    """
    return _step(session, actor, case_id, CaseEvent.REOPEN, "öppnade ärendet igen")


def _step(
    session: Session, actor: Actor | None, case_id: int, event: CaseEvent, sentence: str
) -> Case:
    found = queries.case(session, case_id)
    history.advance(
        session,
        actor=actor,
        subject=found,
        machine=CASE_MACHINE,
        event=event,
        facts=None,
        sentence=sentence,
    )
    return found


def register_record(
    session: Session,
    *,
    actor: Actor | None,
    case_id: int,
    direction: Direction,
    dated: date,
    counterpart: str,
    content: str,
    file_version_ids: Sequence[int] = (),
) -> Record:
    """Register a record in a case with its statutory facts and files (rule O2).

    Raises:
        DomainError: on ``dated``, ``counterpart`` or ``content``.
        NotFound: when there is no such case.
    """
    facts = RecordFacts(direction, dated, counterpart.strip(), content.strip())
    domain.check_record(facts, today=clock.today())
    return _register(session, actor, queries.case(session, case_id), facts, file_version_ids)


def _register(
    session: Session, actor: Actor | None, case: Case, facts: RecordFacts, files: Sequence[int]
) -> Record:
    made = Record(
        case_id=case.id,
        serial=counters.take(session, f"record:{case.id}"),
        direction=facts.direction,
        dated=facts.dated,
        counterpart=facts.counterpart,
        content=facts.content,
        registered_at=clock.now(),
        registered_by=actor.name if actor else history.SYSTEM,
        files=[RecordFile(file_version_id=file_id) for file_id in dict.fromkeys(files)],
    )
    made.case = case
    session.add(made)
    history.note(
        session,
        actor=actor,
        action="registry.register_record",
        subject=case,
        sentence=f"registrerade handlingen {case.number}-{made.serial}: {facts.content}",
        serial=made.serial,
        direction=facts.direction,
        dated=facts.dated.isoformat(),
        counterpart=facts.counterpart,
    )
    return made


def record_decision(
    session: Session,
    *,
    actor: Actor | None,
    case_id: int,
    meeting_on: date,
    body_name: str,
    paragraph_label: str,
    clauses: Sequence[str],
    file_version_id: int | None = None,
) -> Record:
    """Bring a decision back to its case: a record, and word to those who subscribe.

    ``clauses`` are the att-satser without the word "att".

    Raises:
        NotFound: when there is no such case.
    """
    what = f"Beslut {paragraph_label}, {body_name} {meeting_on}"
    facts = RecordFacts(Direction.INTERNAL, meeting_on, body_name, what)
    files = () if file_version_id is None else (file_version_id,)
    made = _register(session, actor, queries.case(session, case_id), facts, files)
    session.flush()
    decision = DecisionRecorded(
        case_id, made.id, meeting_on, body_name, paragraph_label, tuple(clauses)
    )
    decision_recorded(session, actor, decision)
    return made


def mark_case(
    session: Session, *, actor: Actor | None, case_id: int, mark: Confidentiality
) -> Case:
    """Mark a case as possibly confidential: a reminder, tried at every request (rule O3).

    Raises:
        DomainError: on ``provision``, ``authority`` or ``marked_on``.
    """
    found = queries.case(session, case_id)
    _mark(session, actor, found, found, mark, f"ärendet {found.number}")
    return found


def mark_record(
    session: Session, *, actor: Actor | None, case_id: int, serial: int, mark: Confidentiality
) -> Record:
    """Mark one record as possibly confidential (rule O3).

    Raises:
        DomainError: on ``provision``, ``authority`` or ``marked_on``.
    """
    found = queries.record(session, case_id=case_id, serial=serial)
    _mark(session, actor, found.case, found, mark, f"handlingen {found.case.number}-{serial}")
    return found


def _mark(
    session: Session,
    actor: Actor | None,
    case: Case,
    marked: Case | Record,
    mark: Confidentiality,
    words: str,
) -> None:
    domain.check_confidentiality(mark, today=clock.today())
    marked.confidentiality_provision = mark.provision.strip()
    marked.confidentiality_authority = mark.authority.strip()
    marked.confidentiality_marked_on = mark.marked_on
    history.note(
        session,
        actor=actor,
        action="registry.mark_confidential",
        subject=case,
        sentence=f"satte sekretessmarkering på {words}",
        provision=mark.provision.strip(),
        authority=mark.authority.strip(),
        marked_on=mark.marked_on.isoformat(),
    )


def unmark_case(session: Session, *, actor: Actor | None, case_id: int) -> Case:
    """Take the confidentiality mark off a case; the log keeps it (rules O3, O4)."""
    found = queries.case(session, case_id)
    _unmark(session, actor, found, found, f"ärendet {found.number}")
    return found


def unmark_record(session: Session, *, actor: Actor | None, case_id: int, serial: int) -> Record:
    """Take the confidentiality mark off a record; the log keeps it (rules O3, O4)."""
    found = queries.record(session, case_id=case_id, serial=serial)
    _unmark(session, actor, found.case, found, f"handlingen {found.case.number}-{serial}")
    return found


def _unmark(
    session: Session, actor: Actor | None, case: Case, marked: Case | Record, words: str
) -> None:
    if not marked.confidentiality_provision:
        return
    before = marked.confidentiality_provision
    marked.confidentiality_provision = marked.confidentiality_authority = ""
    marked.confidentiality_marked_on = None
    history.note(
        session,
        actor=actor,
        action="registry.unmark_confidential",
        subject=case,
        sentence=f"tog bort sekretessmarkeringen på {words}",
        provision=before,
    )
