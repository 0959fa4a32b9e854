"""Recusal at a §: the ground, who raised it, what the body found, who serves (K12, K13, SUB)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes import queries
from app.minutes.domain import (
    Attendee,
    Change,
    ChangeKind,
    MinutesFacts,
    RecusalGround,
    Ruling,
    offered,
    runs,
    table_of,
)
from app.minutes.models import AttendanceChange
from app.minutes.services.access import own_attendance, writable
from app.minutes.services.alone import keep_alone
from app.minutes.services.changes import attendee_of, covered, new_change, note_change, placed

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def recuse(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    attendance_id: int,
    from_paragraph_id: int,
    to_paragraph_id: int | None,
    ruling: Ruling = Ruling.UNDISPUTED,
    ground_kind: RecusalGround | None = None,
    ground: str = "",
    raised_by_id: int | None = None,
    substitute_id: int | None = None,
) -> AttendanceChange:
    """Write down a matter of recusal, and who serves instead (rules K12, SUB; KL 6:28).

    ``raised_by_id`` is None when the person did; no last § means to the end. Whom the body finds
    not to be recused keeps the seat.

    Raises:
        DomainError: on ``person``, ``to_paragraph`` or ``substitute``; ``minutes.not_open``.
    """
    writable(session, meeting)
    row = own_attendance(session, meeting, attendance_id)
    if raised_by_id is not None:
        own_attendance(session, meeting, raised_by_id)
    made = new_change(
        session,
        meeting,
        kind=ChangeKind.RECUSED,
        from_paragraph_id=from_paragraph_id,
        to_paragraph_id=to_paragraph_id,
        ground=ground.strip(),
        ground_kind=ground_kind,
        raised_by_id=None if raised_by_id == row.id else raised_by_id,
        ruling=ruling,
    )
    facts = queries.minutes_whole(session, meeting.id)
    person, change = attendee_of(facts, row.id), placed(facts, made)
    _check_once(facts, person, change)
    if substitute_id is not None:
        _let_serve(session, meeting, facts, person, change, substitute_id, made)
    row.changes.append(made)
    session.flush()
    keep_alone(session, meeting)
    note_change(session, actor, meeting, row)
    return made


def _check_once(facts: MinutesFacts, person: Attendee, wanted: Change) -> None:
    """Refuse a second matter of recusal about the same person at the same §."""
    earlier = [change for change in person.changes if change.kind is ChangeKind.RECUSED]
    common = [
        place for place in covered(facts, wanted) if any(one.covers(place) for one in earlier)
    ]
    if common:
        span = facts.spans(runs(common))
        raise DomainError("attendance.already_recused", field="person", name=person.name, span=span)


def _let_serve(
    session: Session,
    meeting: Meeting,
    facts: MinutesFacts,
    person: Attendee,
    change: Change,
    substitute_id: int,
    made: AttendanceChange,
) -> None:
    """Let a substitute who is there and free serve in the seat of whoever is recused (SUB)."""
    substitute = own_attendance(session, meeting, substitute_id)
    regular = _seat_of(facts, person, change)
    table = table_of(facts)
    for place in covered(facts, change):
        free = [one.id for one in offered(table, place, person)]
        if substitute.id == person.id or substitute.id not in free:
            raise DomainError(
                "attendance.substitute_busy",
                field="substitute",
                name=attendee_of(facts, substitute.id).name,
                span=facts.span_of(place, place),
            )
    substitute.changes.append(
        new_change(
            session,
            meeting,
            kind=ChangeKind.SERVING,
            from_paragraph_id=made.from_paragraph_id,
            to_paragraph_id=made.to_paragraph_id,
            replaces_id=regular,
        )
    )


def _seat_of(facts: MinutesFacts, person: Attendee, change: Change) -> int | None:
    """Return whose seat becomes free; None for a vacant one that a substitute served in."""
    if change.takes_out and person.seated:
        return person.id
    serving = table_of(facts).serving(change.first) if change.takes_out else ()
    service = next((one for one in serving if one.person.id == person.id), None)
    if service is None:
        code = "attendance.nobody_to_replace" if change.takes_out else "attendance.keeps_seat"
        raise DomainError(code, field="substitute", name=person.name)
    return service.replaces.id if service.replaces else None
