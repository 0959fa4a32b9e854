"""The roll call: one seat after the other, with the substitutes next in turn (rule SUB)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.minutes import queries
from app.minutes.domain import Mode
from app.minutes.models import Attendance
from app.minutes.services.access import name_of, own_attendance, writable
from app.minutes.services.alone import keep_alone
from app.minutes.services.attendance import RosterMark, set_attendance
from app.minutes.services.distance import set_mode

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("minutes")


def answer_call(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    attendance_id: int,
    present: bool,
    distance: bool = False,
) -> None:
    """Mark what somebody answered: here, away, or from elsewhere (by picture unless by sound).

    Whoever served for somebody who is here after all serves no longer.

    Raises:
        DomainError: ``minutes.not_open``.
    """
    writable(session, meeting)
    row = own_attendance(session, meeting, attendance_id)
    freed = _stand_ins(session, meeting, row) if present else []
    for one in freed:
        one.replaces_id = None
    changed = _set_mode(row, distance=present and distance)
    if row.present == present and not changed and not freed:
        return
    row.present = present
    session.flush()
    keep_alone(session, meeting)
    name = name_of(session, row)
    _note(session, actor, meeting, "called", f"prickade av {name} vid uppropet")


def _set_mode(row: Attendance, *, distance: bool) -> bool:
    if not distance:
        return set_mode(row, Mode.IN_ROOM)
    if row.mode is not Mode.IN_ROOM:
        return False
    return set_mode(row, Mode.VIDEO)


def _stand_ins(session: Session, meeting: Meeting, row: Attendance) -> list[Attendance]:
    rows = queries.attendances_of(session, meeting.id)
    return [one for one in rows if one.replaces_id == row.id]


def call_in(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    absent_id: int,
    substitute_id: int | None,
) -> None:
    """Let a substitute serve the whole meeting for somebody absent; None for nobody.

    Raises:
        DomainError: ``attendance.seat_taken``, ``attendance.only_substitutes``;
            ``minutes.not_open``.
    """
    writable(session, meeting)
    absent = own_attendance(session, meeting, absent_id)
    marks = [
        RosterMark(one.id, present=one.present)
        for one in _stand_ins(session, meeting, absent)
        if one.id != substitute_id
    ]
    if substitute_id is not None:
        own_attendance(session, meeting, substitute_id)
        marks.append(RosterMark(substitute_id, present=True, replaces_id=absent.id))
    set_attendance(session, actor=actor, meeting=meeting, marks=marks)
