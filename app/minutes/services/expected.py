"""The roster as the answers to the summons make it, before anybody has been marked (rule SUB)."""

from __future__ import annotations

from collections.abc import Sequence

from app.meetings.domain import Answer
from app.meetings.queries import ReplyRow
from app.minutes.domain import SEATED, Capacity, Mode
from app.minutes.models import Attendance


def begin_from_replies(people: Sequence[Attendance], replies: Sequence[ReplyRow]) -> None:
    """Let people begin as they have answered: away, at a distance, serving for a regular.

    A substitute who has answered to come is there, in the seat of the regular that the person was
    asked to serve for and who has said no. The silent are as the roster has them by default.
    """
    rows = {row.person_id: row for row in people}
    for reply in replies:
        row = rows.get(reply.person_id)
        if row is None or reply.answer is None:
            continue
        if reply.answer is Answer.ABSENT:
            row.present = False
            continue
        if reply.answer is Answer.DISTANCE:
            row.mode = Mode.VIDEO
        if row.capacity is Capacity.SUBSTITUTE:
            _substitute(row, rows.get(reply.serves_for_id or 0))


def _substitute(row: Attendance, regular: Attendance | None) -> None:
    row.present = True
    if regular is not None and regular.capacity in SEATED:
        row.replaces = regular
