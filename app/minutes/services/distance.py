"""Who takes part from elsewhere, and the decision that allows it (rule F16, KL 5:16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.minutes import queries
from app.minutes.domain import Mode
from app.minutes.models import Attendance
from app.minutes.services.access import writable
from app.minutes.services.alone import keep_alone

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("minutes")


@dataclass(frozen=True, slots=True)
class ModeMark:
    """How one person of the roster takes part; the reason is for sound only."""

    attendance_id: int
    mode: Mode
    reason: str = ""


def set_distance(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    basis: str,
    marks: Iterable[ModeMark] = (),
) -> None:
    """Say which decision allows distance and how people take part; others stay as they are.

    What is missing does not stop the saving: it is asked for before the minutes are frozen (F16).

    Raises:
        DomainError: ``minutes.not_open``.
    """
    minutes = writable(session, meeting)
    rows = {row.id: row for row in queries.attendances_of(session, meeting.id)}
    changed = [mark for mark in marks if mark.attendance_id in rows and _apply(rows, mark)]
    if minutes.distance_basis == basis.strip() and not changed:
        return
    minutes.distance_basis = basis.strip()
    session.flush()
    keep_alone(session, meeting)
    _note(session, actor, meeting, "distance", "ändrade vilka som deltar på distans")


def _apply(rows: dict[int, Attendance], mark: ModeMark) -> bool:
    return set_mode(rows[mark.attendance_id], mark.mode, mark.reason)


def set_mode(row: Attendance, mode: Mode, reason: str = "") -> bool:
    """Set how somebody takes part and say whether that was a change; only sound has a reason."""
    before = (row.mode, row.mode_reason)
    row.mode, row.mode_reason = mode, reason.strip() if mode is Mode.AUDIO else ""
    return before != (row.mode, row.mode_reason)
