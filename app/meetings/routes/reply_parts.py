"""What pages show of the answers: the forecast of the quorum, and who has said what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from app.association import queries as association_queries
from app.association.domain import BodyKind
from app.kernel import clock, db
from app.kernel.actor import Actor
from app.meetings.domain import ANSWER_WORDS, Answer, MeetingState
from app.meetings.domain.replying import Forecast, forecast, worries
from app.meetings.models import Meeting
from app.meetings.queries import Convened, Convenee, MeetingWhole, ReplyRow, replies
from app.meetings.queries.replies import called_by_column

ANSWER_MARKS = {Answer.ATTENDS: "done", Answer.DISTANCE: "done", Answer.ABSENT: "rejected"}
_COLUMNS = (
    ("Ledamöter", "regulars"),
    ("Ersättare", "substitutes"),
    ("Övriga kallade", "others"),
)


def foreseen(meeting: Meeting, convened: Convened, rows: Sequence[ReplyRow]) -> Forecast:
    """Return the forecast of the quorum as the answers stand (rule F13/K11)."""
    board = meeting.body.kind is BodyKind.BOARD
    seats = association_queries.charter(db.session()).board_seats if board else 0
    return forecast(called_by_column(convened, rows), seats)


def listed(convened: Convened, rows: Sequence[ReplyRow]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return everybody who has been asked, column by column of the summons."""
    by_person = {row.person_id: row for row in rows}
    serving = {row.serves_for_id: row for row in rows if row.serves_for_id}
    found = []
    for heading, column in _COLUMNS:
        people: tuple[Convenee, ...] = getattr(convened, column)
        lines = [
            _line(one, row, serving.get(one.person_id), regular=column == "regulars")
            for one in people
            if (row := by_person.get(one.person_id))
        ]
        if lines:
            found.append((heading, lines))
    return found


def _line(
    one: Convenee, row: ReplyRow, stand_in: ReplyRow | None, *, regular: bool
) -> dict[str, Any]:
    unserved = regular and row.answer is Answer.ABSENT and stand_in is None
    return {
        "person_id": one.person_id,
        "name": one.name,
        "organisation": one.organisation,
        "telephone": row.telephone,
        "word": answer_word(row.answer),
        "kind": answer_mark(row.answer),
        "at": row.answered_at,
        "by": row.answered_by if row.answered_by != row.name else "",
        "comment": row.comment,
        "note": "Ingen ersättare kvar att fråga" if unserved else _serving_note(row, stand_in),
    }


def answer_word(answer: Answer | None) -> str:
    """Return the answer in words: "Kommer", "Inget svar än"."""
    return ANSWER_WORDS[answer] if answer else "Inget svar än"


def answer_mark(answer: Answer | None) -> str:
    """Return the mark that stands beside the answer."""
    return ANSWER_MARKS[answer] if answer else "coming"


def _serving_note(row: ReplyRow, stand_in: ReplyRow | None) -> str:
    if row.serves_for_id is not None:
        verb = "Frågad om att tjänstgöra" if row.answer is None else "Tjänstgör"
        return f"{verb} för {row.serves_for}"
    if stand_in is not None:
        verb = "är frågad" if stand_in.answer is None else "tjänstgör"
        return f"{stand_in.name} {verb}"
    return ""


def replies_part(whole: MeetingWhole, actor: Actor, *, office: bool) -> dict[str, Any] | None:
    """Return what the meeting's page shows of answers between the summons and the opening."""
    meeting = whole.meeting
    if meeting.state is not MeetingState.SUMMONED or meeting.held_on < clock.today():
        return None
    rows = replies(db.session(), meeting.id)
    own = next((row for row in rows if row.person_id == actor.person_id), None)
    if not rows or not (office or own):
        return None
    found = foreseen(meeting, whole.convened, rows) if office else None
    return {
        "own": own,
        "word": answer_word(own.answer) if own else "",
        "kind": answer_mark(own.answer) if own else "",
        "moved": own is not None and own.asked_for != meeting.held_on,
        "forecast": found,
        "silent": sum(row.answer is None for row in rows),
        "asked": len(rows),
        "lacks": _lacks(meeting, found),
    }


def _lacks(meeting: Meeting, found: Forecast | None) -> list[dict[str, str]]:
    """Say to the office that the quorum is in danger (rule F13/K11)."""
    if found is None or not worries(found, meeting.held_on, clock.today()):
        return []
    text = f"Styrelsen är {found.text}" if meeting.body.kind is BodyKind.BOARD else ""
    href = url_for("meetings.replies", day=meeting.held_on)
    return [{"text": text, "href": href, "kind": "warning"}] if text else []
