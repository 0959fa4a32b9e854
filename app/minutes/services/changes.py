"""Exceptions from somebody's default presence: comings, goings, service, who leads and writes."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes import queries
from app.minutes.domain import (
    BOARD,
    SEATED,
    Attendee,
    Capacity,
    Change,
    ChangeKind,
    MinutesFacts,
    Ruling,
    places_away,
    runs,
    table_of,
)
from app.minutes.models import Attendance, AttendanceChange
from app.minutes.services.access import name_of, own_attendance, own_paragraph, writable
from app.minutes.services.alone import keep_alone

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("minutes")
_MOVES = frozenset({ChangeKind.ARRIVED, ChangeKind.LEFT})
_DUTIES = frozenset({ChangeKind.CHAIRING, ChangeKind.WRITING})
_DOES = {ChangeKind.CHAIRING: "leder", ChangeKind.WRITING: "för protokollet vid"}


def add_change(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    attendance_id: int,
    kind: ChangeKind,
    from_paragraph_id: int,
    to_paragraph_id: int | None = None,
    partly: bool = False,
    at: time | None = None,
    replaces_id: int | None = None,
    vacant: bool = False,
    ground: str = "",
) -> AttendanceChange:
    """Add an exception from somebody's default presence; no last § means to the end.

    A substitute who serves does so for ``replaces_id``, or in a ``vacant`` seat. Whoever is to
    lead or to write is there, and nobody else does it at the same § (rule ATT).

    Raises:
        DomainError: on ``to_paragraph``, ``kind`` or ``replaces``; ``minutes.not_open``.
    """
    writable(session, meeting)
    row = own_attendance(session, meeting, attendance_id)
    if kind is ChangeKind.SERVING:
        _check_service(session, meeting, row, replaces_id, vacant=vacant)
    made = new_change(
        session,
        meeting,
        kind=kind,
        from_paragraph_id=from_paragraph_id,
        to_paragraph_id=None if kind in _MOVES else to_paragraph_id,
        partly=partly and kind not in _DUTIES,
        clock=at if kind in _MOVES else None,
        replaces_id=replaces_id if kind is ChangeKind.SERVING else None,
        ground=ground.strip() if kind is ChangeKind.RECUSED else "",
        ruling=Ruling.UNDISPUTED if kind is ChangeKind.RECUSED else None,
    )
    if kind in _DUTIES:
        _check_duty(session, meeting, row, made)
    row.changes.append(made)
    session.flush()
    keep_alone(session, meeting)
    note_change(session, actor, meeting, row)
    return made


def _check_service(
    session: Session, meeting: Meeting, row: Attendance, replaces_id: int | None, *, vacant: bool
) -> None:
    if row.capacity is not Capacity.SUBSTITUTE:
        raise DomainError("attendance.only_substitutes", field="kind")
    if vacant:
        return
    regular = own_attendance(session, meeting, replaces_id) if replaces_id else None
    if regular is None or regular.capacity not in SEATED:
        name = name_of(session, row)
        raise DomainError("attendance.replaces_whom", field="replaces", name=name)


def _check_duty(
    session: Session, meeting: Meeting, row: Attendance, made: AttendanceChange
) -> None:
    """Refuse who is away or recused, and two who lead or write the same § (rule ATT)."""
    if made.kind is ChangeKind.CHAIRING and row.capacity not in BOARD:
        raise DomainError("minutes.only_board_attests", field="kind")
    facts = queries.minutes_whole(session, meeting.id)
    person, change = attendee_of(facts, row.id), placed(facts, made)
    does = _DOES[made.kind]
    away = places_away(table_of(facts), person, change)
    if away:
        span = facts.spans(runs(away))
        raise DomainError(
            "attendance.duty_while_away", field="kind", name=person.name, does=does, span=span
        )
    other, common = _already(facts, change)
    if other is not None:
        span = facts.spans(runs(common))
        raise DomainError(
            "attendance.duty_taken", field="kind", other=other.name, does=does, span=span
        )


def _already(facts: MinutesFacts, wanted: Change) -> tuple[Attendee | None, list[int]]:
    """Return who leads or writes some of the places already, and which."""
    places = covered(facts, wanted)
    for person in facts.attendees:
        for change in person.changes:
            common = [place for place in places if change.covers(place)]
            if change.kind is wanted.kind and common:
                return person, common
    return None, []


def attendee_of(facts: MinutesFacts, attendance_id: int) -> Attendee:
    """Return somebody who is known to be on the roster."""
    return next(person for person in facts.attendees if person.id == attendance_id)


def placed(facts: MinutesFacts, made: AttendanceChange) -> Change:
    """Return a new exception as a fact between two places."""
    places = {one.id: one.place for one in facts.paragraphs}
    last = places[made.to_paragraph_id] if made.to_paragraph_id else None
    return Change(made.kind, places[made.from_paragraph_id], last, ruling=made.ruling)


def covered(facts: MinutesFacts, change: Change) -> range:
    """Return the places of an exception."""
    return range(change.first, (change.last or len(facts.paragraphs)) + 1)


def new_change(
    session: Session,
    meeting: Meeting,
    *,
    kind: ChangeKind,
    from_paragraph_id: int,
    to_paragraph_id: int | None,
    **values: object,
) -> AttendanceChange:
    """Return an exception between two §§ of the meeting, not yet on anybody's row.

    Raises:
        DomainError: ``attendance.span_backwards`` on ``to_paragraph``; NotFound for another
            meeting's §.
    """
    first = own_paragraph(session, meeting, from_paragraph_id)
    if to_paragraph_id is not None:
        last = own_paragraph(session, meeting, to_paragraph_id)
        if last.position < first.position:
            raise DomainError("attendance.span_backwards", field="to_paragraph")
    return AttendanceChange(
        kind=kind,
        from_paragraph_id=from_paragraph_id,
        to_paragraph_id=to_paragraph_id,
        **{"partly": False, "clock": None, "replaces_id": None, "ruling": None, **values},
    )


def remove_change(
    session: Session, *, actor: Actor | None, meeting: Meeting, attendance_id: int, change_id: int
) -> None:
    """Remove an exception; one that is already gone is no error."""
    writable(session, meeting)
    row = own_attendance(session, meeting, attendance_id)
    found = next((change for change in row.changes if change.id == change_id), None)
    if found is None:
        return
    row.changes.remove(found)
    session.flush()
    keep_alone(session, meeting)
    name = name_of(session, row)
    _note(session, actor, meeting, "change_removed", f"ändrade närvaron för {name}")


def note_change(session: Session, actor: Actor | None, meeting: Meeting, row: Attendance) -> None:
    """Write in the log that somebody's presence has changed (rule O4)."""
    name = name_of(session, row)
    _note(session, actor, meeting, "change_added", f"ändrade närvaron för {name}")
