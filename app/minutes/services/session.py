"""The meeting itself: opened with a roster and §§ from the agenda, closed with a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.association.queries import SeatRow
from app.kernel import history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError
from app.meetings import queries as meeting_queries
from app.meetings import services as meetings
from app.meetings.domain import ItemKind, MeetingEvent, Standing
from app.minutes import queries
from app.minutes.domain import OPENING, Capacity, closing_sentence
from app.minutes.domain.sentences import clock_words
from app.minutes.models import Attendance, DecisionClause, Minutes, Paragraph
from app.minutes.services.access import writable
from app.minutes.services.expected import begin_from_replies

if TYPE_CHECKING:
    from app.meetings.models import AgendaItem, Meeting

_CAPACITIES = {
    Role.CHAIR: Capacity.CHAIR,
    Role.VICE_CHAIR: Capacity.VICE_CHAIR,
    Role.REGULAR: Capacity.REGULAR,
    Role.MEMBER: Capacity.REGULAR,
    Role.SUBSTITUTE: Capacity.SUBSTITUTE,
}
_LEADS = (Capacity.CHAIR, Capacity.VICE_CHAIR)


def open_meeting(
    session: Session, *, actor: Actor | None, meeting: Meeting, opened_at: time | None = None
) -> Minutes:
    """Open the meeting: its roster from the seats of the day, its §§ from the agenda.

    Regulars are present until marked otherwise, substitutes the other way round, and both as they
    have answered the summons (rule SUB); the director takes the minutes and the chair leads
    (rule F11: only seats valid on the day).

    Raises:
        DomainError: ``transition.not_allowed`` unless the summons has been sent.
    """
    day = meeting.held_on.isoformat()
    meetings.step(
        session,
        actor=actor,
        meeting=meeting,
        event=MeetingEvent.OPEN,
        sentence=f"öppnade sammanträdet {day}",
    )
    minutes = Minutes(
        meeting_id=meeting.id,
        opened_at=opened_at or meeting.starts_at,
        closed_at=None,
        attestation_on=None,
        attestation_time=None,
    )
    session.add(minutes)
    session.add_all(_roster(session, meeting))
    session.add_all(_paragraphs(session, meeting))
    session.flush()
    return minutes


def _roster(session: Session, meeting: Meeting) -> list[Attendance]:
    """Return the body's seats, the office and the invited, each person once."""
    found: dict[int, Attendance] = {}
    seats = association_queries.seats_at(session, body_id=meeting.body_id, day=meeting.held_on)
    for seat in seats:
        found.setdefault(seat.person_id, _seated(seat))
    for seat in association_queries.office_at(session, meeting.held_on):
        found.setdefault(seat.person_id, _official(seat))
    for person in queries.invited_guests(session, meeting.id):
        guest = Attendance(person_id=person.id, capacity=Capacity.GUEST, present=False)
        guest.title, guest.organisation = person.title, person.organisation
        found.setdefault(person.id, guest)
    people = list(found.values())
    for position, row in enumerate(people, start=1):
        row.meeting_id, row.position = meeting.id, position
    begin_from_replies(people, meeting_queries.replies(session, meeting.id))
    _give_duties(people)
    return people


def _seated(seat: SeatRow) -> Attendance:
    capacity = _CAPACITIES[seat.role]
    return Attendance(
        person_id=seat.person_id,
        capacity=capacity,
        member_organisation_id=seat.member_organisation_id,
        present=capacity is not Capacity.SUBSTITUTE,
    )


def _official(seat: SeatRow) -> Attendance:
    return Attendance(
        person_id=seat.person_id,
        capacity=Capacity.OFFICIAL,
        title=seat.title or seat.role_word,
        present=seat.role is Role.DIRECTOR,
    )


def _give_duties(people: Sequence[Attendance]) -> None:
    """Let the chair lead, the vice chair where there is none, and the director write.

    One who has answered not to come leads only when the other one has too.
    """
    for person in sorted((p for p in people if p.capacity in _LEADS), key=_rank)[:1]:
        person.chairs = True
    for person in [p for p in people if p.capacity is Capacity.OFFICIAL and p.present][:1]:
        person.takes_minutes = True


def _rank(person: Attendance) -> tuple[bool, int]:
    return not person.present, _LEADS.index(person.capacity)


def _paragraphs(session: Session, meeting: Meeting) -> list[Paragraph]:
    """Make the §§: one for each item; information under another item becomes part of its text."""
    made: list[Paragraph] = []
    for item in queries.agenda(session, meeting.id):
        if made and _belongs_above(item):
            above = made[-1]
            text = f"# {item.heading}\n{item.background}".strip()
            above.background = f"{above.background}\n\n{text}".strip()
        else:
            made.append(_paragraph(item, len(made) + 1))
    return made


def _belongs_above(item: AgendaItem) -> bool:
    return item.subordinate and item.kind is ItemKind.INFORMATION and not item.clauses


def _paragraph(item: AgendaItem, position: int) -> Paragraph:
    opening = item.standing is Standing.OPENING and not item.background
    return Paragraph(
        meeting_id=item.meeting_id,
        agenda_item_id=item.id,
        position=position,
        kind=item.kind,
        standing=item.standing,
        series=None,
        number=None,
        heading=item.heading,
        case_id=item.case_id,
        background=OPENING if opening else item.background,
        from_proposal=True,
        clauses=[
            DecisionClause(position=number, text=clause.text)
            for number, clause in enumerate(item.clauses, start=1)
        ],
    )


def close_meeting(
    session: Session, *, actor: Actor | None, meeting: Meeting, closed_at: time
) -> None:
    """Close the meeting and tell the time in the last §; writing goes on until freezing.

    Raises:
        DomainError: ``minutes.closed_before_opened`` on ``closed_at``; ``minutes.not_open``.
    """
    minutes = writable(session, meeting)
    check_closing(minutes.opened_at, closed_at)
    meetings.step(
        session,
        actor=actor,
        meeting=meeting,
        event=MeetingEvent.CLOSE,
        sentence=f"avslutade sammanträdet kl. {clock_words(closed_at)}",
    )
    minutes.closed_at = closed_at
    _tell_closing(session, meeting, closed_at)
    session.flush()


def check_closing(opened_at: time | None, closed_at: time) -> None:
    """Refuse a closing that does not come after the opening; raises DomainError."""
    if opened_at is not None and closed_at <= opened_at:
        opened = clock_words(opened_at)
        raise DomainError("minutes.closed_before_opened", field="closed_at", opened=opened)


def _tell_closing(session: Session, meeting: Meeting, closed_at: time) -> None:
    paragraphs = queries.paragraphs_of(session, meeting.id)
    last = next((p for p in paragraphs if p.standing is Standing.CLOSING), None)
    sentence = closing_sentence(closed_at)
    if last is not None and not last.background:
        last.background = sentence
    elif paragraphs:
        paragraphs[-1].notes = f"{paragraphs[-1].notes}\n\n{sentence}".strip()


def set_times(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    opened_at: time | None,
    closed_at: time | None,
    place: str,
) -> None:
    """Change when the meeting really began and ended, and where it was held.

    A closing time is kept only once the meeting has been closed.

    Raises:
        DomainError: ``minutes.closed_before_opened`` on ``closed_at``; ``minutes.not_open``.
    """
    minutes = writable(session, meeting)
    ended = closed_at if minutes.closed_at is not None else None
    if ended is not None:
        check_closing(opened_at, ended)
    before = (minutes.opened_at, minutes.closed_at, minutes.place)
    after = (opened_at or minutes.opened_at, ended or minutes.closed_at, place.strip())
    if before == after:
        return
    minutes.opened_at, minutes.closed_at, minutes.place = after
    history.note(
        session,
        actor=actor,
        action="minutes.set_times",
        subject=meeting,
        sentence="ändrade sammanträdets tid eller plats i protokollet",
    )
