"""Words, marks and groups that the pages of meetings show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.meetings.domain import STATE_WORDS, MeetingState
from app.meetings.queries import MeetingRow, RecipientRow

STATE_MARKS = {
    MeetingState.PLANNED: "coming",
    MeetingState.DRAFTING: "draft",
    MeetingState.SUMMONED: "done",
    MeetingState.IN_SESSION: "current",
    MeetingState.MINUTES_DRAFTING: "draft",
    MeetingState.FROZEN: "locked",
    MeetingState.ATTESTED: "done",
    MeetingState.POSTED: "done",
    MeetingState.FINAL: "done",
    MeetingState.CANCELLED: "rejected",
}
_OVER = {MeetingState.POSTED, MeetingState.FINAL, MeetingState.CANCELLED}


class Listed(NamedTuple):
    """A meeting in a list, with its state in a word and a mark."""

    row: MeetingRow
    word: str
    mark: str


def listed(row: MeetingRow) -> Listed:
    """Return a meeting as lists show it."""
    return Listed(row, STATE_WORDS[row.state], STATE_MARKS[row.state])


def listed_meetings(
    rows: Iterable[MeetingRow], today: date
) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """Group a year's meetings: to come, under way, done; what is done begins with the latest."""
    coming: list[MeetingRow] = []
    open_: list[MeetingRow] = []
    done: list[MeetingRow] = []
    for row in rows:
        if row.state in _OVER:
            done.append(row)
        elif row.held_on >= today:
            coming.append(row)
        else:
            open_.append(row)
    groups = [("Kommande", coming), ("Inte klara", open_), ("Klara", done[::-1])]
    return tuple((heading, tuple(map(listed, found))) for heading, found in groups if found)


def delivery(recipient: RecipientRow) -> tuple[str, str]:
    """Return mark and words for how far one mail has come."""
    if not recipient.email:
        return ("info", "Skickas på papper")
    if recipient.sent_at:
        return ("done", "Skickad")
    if recipient.failed_at:
        return ("late", "Kom inte fram")
    return ("warning", "Försöker igen") if recipient.attempts else ("coming", "Skickas strax")


def counted(number: int, one: str, many: str) -> str:
    """Return "en person" or "14 personer"."""
    return one if number == 1 else f"{number} {many}"


def delivered(recipients: Sequence[RecipientRow]) -> str:
    """Return "12 av 14 skickade, 2 på papper", in a sentence's words."""
    by_mail = [recipient for recipient in recipients if recipient.email]
    sent = sum(1 for recipient in by_mail if recipient.sent_at)
    paper = len(recipients) - len(by_mail)
    words = f"{sent} av {len(by_mail)} brev har gått iväg"
    return f"{words}, {paper} på papper" if paper else words
