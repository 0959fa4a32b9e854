"""The meeting behind an address, and its recipients as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.dispatch import queries
from app.dispatch.domain import MARKS, WAITING, State, Way, state_of
from app.dispatch.models import DispatchRecipient
from app.dispatch.queries import LetterRow
from app.kernel import db, ui
from app.kernel.actor import Permission
from app.kernel.authz import authorize
from app.kernel.errors import NotFound
from app.meetings import queries as meetings
from app.publication import queries as publication

if TYPE_CHECKING:
    from app.meetings.models import Meeting
    from app.minutes.models import Paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """One recipient of one §, as a page shows it."""

    row: DispatchRecipient
    state: State
    word: str
    application_id: int | None

    @property
    def mark(self) -> str:
        """Return the shape that goes with the word."""
        return MARKS[self.state]

    @property
    def waits(self) -> bool:
        """Say whether somebody at the office has to do something about it."""
        return self.state in WAITING

    @property
    def address(self) -> str:
        """Return where it went, when that says more than the name."""
        sent = self.row.dispatch
        return sent.address if sent and sent.address != self.row.name else ""


@dataclass(frozen=True, slots=True)
class Section:
    """One § and its recipients."""

    paragraph: Paragraph
    label: str  # "§ 62"
    lines: list[Line]

    @property
    def open(self) -> bool:
        """Say whether somebody has not been sent to."""
        return any(line.state is State.OPEN for line in self.lines)


def attested_meeting(day: date, needed: Permission) -> Meeting:
    """Return the meeting of a day of which something is attested; 404 before that (rule O5)."""
    session = db.session()
    found = meetings.meeting_on(session, day)
    authorize(needed, found)
    if not publication.attested_versions(session, found.id):
        raise NotFound
    return found


def sections(session: Session, meeting: Meeting) -> list[Section]:
    """Return the §§ that go to somebody, with each recipient and how it went."""
    rows = queries.recipients(session, meeting.id)
    cases = {one.paragraph.case_id for one in rows if one.paragraph.case_id is not None}
    letters = queries.decision_letters(session, cases)
    found: dict[int, Section] = {}
    for row in rows:
        section = found.setdefault(row.paragraph_id, Section(row.paragraph, row.label, []))
        section.lines.append(_line(row, meeting, letters))
    return list(found.values())


def _line(row: DispatchRecipient, meeting: Meeting, letters: Iterable[LetterRow]) -> Line:
    letter = queries.applicants_letter(row.name, row.paragraph.case_id, meeting.held_on, letters)
    sent = queries.sent_of(row.dispatch) if row.dispatch else None
    state = state_of(sent, not_needed=row.not_needed, by_letter=letter is not None)
    return Line(row, state, _word(row, state, letter), letter.application_id if letter else None)


def _word(row: DispatchRecipient, state: State, letter: LetterRow | None) -> str:
    if state is State.NOT_NEEDED:
        return f"Behövs inte: {row.not_needed}"
    if state is State.DECISION_LETTER and letter is not None:
        when = f", skickat {ui.moment(letter.sent_at)}" if letter.sent_at else ", inte skickat ännu"
        return f"Får ett beslutsmeddelande{when}"
    return _sent_word(row, state)


def _sent_word(row: DispatchRecipient, state: State) -> str:
    made = row.dispatch
    if made is None:
        return "Inte skickat"
    if made.way is Way.LETTER:
        posted = made.posted_on
        return f"Postat {ui.short_date(posted)}" if posted else "Brev att skriva ut och posta"
    message = made.message
    answer = f". E-postservern svarade: {message.last_error}" if message else ""
    words = {
        State.SENT: f"Skickat {ui.moment(message.sent_at)}" if message else "",
        State.FAILED: f"Gick inte att skicka{answer}",
        State.RETRYING: f"Gick inte att skicka, försöker igen{answer}",
        State.QUEUED: "Ligger i kön för e-post",
    }
    return words[state]


def open_lines(found: Sequence[Section]) -> list[tuple[str, list[int], list[str]]]:
    """Return each name that has not been sent to: the name, its lines' ids, its §§."""
    names: dict[str, tuple[list[int], list[str]]] = {}
    for section in found:
        for line in section.lines:
            if line.state is State.OPEN:
                ids, labels = names.setdefault(line.row.name, ([], []))
                ids.append(line.row.id)
                labels.append(section.label)
    return [(name, ids, labels) for name, (ids, labels) in names.items()]
