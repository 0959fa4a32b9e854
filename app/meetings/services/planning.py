"""Planning a meeting: its day and place, who is called, its steps through life."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, time

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.kernel import history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, EditConflict
from app.meetings import queries
from app.meetings.domain import (
    AGENDA_OPEN,
    MEETING_MACHINE,
    InviteePart,
    MeetingEvent,
    MeetingFacts,
    MeetingState,
    check_link,
    check_times,
)
from app.meetings.models import Invitee, Meeting
from app.meetings.services.agenda import add_standing_items
from app.registry import services as registry

_note = history.Noting("meeting")


def create_meeting(
    session: Session,
    *,
    actor: Actor | None,
    body_id: int,
    held_on: date,
    starts_at: time,
    ends_at: time,
    place: str,
    details: str = "",
    digital_link: str = "",
    convener_id: int | None = None,
) -> Meeting:
    """Plan a meeting: open its case in the register, add the fixed items, call the office.

    Raises:
        DomainError: on ``held_on``, ``ends_at``, ``place`` or ``digital_link``.
    """
    _check(held_on=held_on, starts_at=starts_at, ends_at=ends_at, place=place, link=digital_link)
    _check_day(session, body_id=body_id, held_on=held_on)
    heading = _case_heading(association_queries.body(session, body_id).name, held_on)
    case = registry.open_case(session, actor=actor, heading=heading)
    meeting = Meeting(
        body_id=body_id,
        case_id=case.id,
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        details=details.strip(),
        digital_link=digital_link,
        convener_id=convener_id,
        state=MeetingState.PLANNED,
        calendar_uid=f"{uuid.uuid4()}@klubba",
    )
    session.add(meeting)
    try:
        session.flush()
    except IntegrityError as error:  # somebody else planned the same day at the same moment
        raise DomainError("meeting.same_day", field="held_on") from error
    _call_the_office(session, meeting)
    add_standing_items(session, meeting)
    _note(session, actor, meeting, "created", f"planerade sammanträdet {held_on.isoformat()}")
    return meeting


def _case_heading(body_name: str, held_on: date) -> str:
    """Return what the meeting's case is called: "Styrelsens sammanträde 2017-02-24"."""
    owner = body_name if body_name.endswith(("s", "x", "z")) else f"{body_name}s"
    return f"{owner} sammanträde {held_on.isoformat()}"


def _check(*, held_on: date, starts_at: time, ends_at: time, place: str, link: str) -> None:
    del held_on  # every day that exists may hold a meeting
    check_times(starts_at, ends_at)
    check_link(link)
    if not place.strip():
        raise DomainError("meeting.no_place", field="place")


def _check_day(session: Session, *, body_id: int, held_on: date, own_id: int | None = None) -> None:
    taken = queries.meeting_that_day(session, body_id=body_id, day=held_on)
    if taken is not None and taken != own_id:
        raise DomainError("meeting.same_day", field="held_on")


def _call_the_office(session: Session, meeting: Meeting) -> None:
    """Invite the director, and let the administrators have the summons for information."""
    seats = association_queries.office_at(session, meeting.held_on)
    called: set[int] = set()
    for seat in seats:
        if seat.person_id in called:
            continue
        called.add(seat.person_id)
        director = seat.role is Role.DIRECTOR
        part = InviteePart.OTHER if director else InviteePart.FOR_INFORMATION
        session.add(Invitee(meeting_id=meeting.id, person_id=seat.person_id, part=part))
    session.flush()


# Field of the form, its Swedish label, and how the value is shown on the page with both texts.
_FIELDS = (
    ("held_on", "Dag"),
    ("starts_at", "Börjar"),
    ("ends_at", "Slutar"),
    ("place", "Plats"),
    ("details", "Detaljer"),
    ("digital_link", "Länk"),
)


def edit_meeting(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    version: int,
    held_on: date,
    starts_at: time,
    ends_at: time,
    place: str,
    details: str = "",
    digital_link: str = "",
    convener_id: int | None = None,
) -> Meeting:
    """Change when and where the meeting is held; what differs is kept in the log (rule O4).

    Raises:
        DomainError: as in :func:`create_meeting`, or when the meeting has begun.
        EditConflict: when somebody else saved other values since ``version``.
    """
    if meeting.state not in AGENDA_OPEN:
        raise DomainError("meeting.started")
    values: dict[str, object] = {
        "held_on": held_on,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "place": place.strip(),
        "details": details.strip(),
        "digital_link": digital_link,
        "convener_id": convener_id,
    }
    before = {name: getattr(meeting, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed:
        return meeting
    _refuse_stale(meeting, version, changed)
    _check(held_on=held_on, starts_at=starts_at, ends_at=ends_at, place=place, link=digital_link)
    _check_day(session, body_id=meeting.body_id, held_on=held_on, own_id=meeting.id)
    if "held_on" in changed:
        _rename_case(session, actor, meeting, held_on)
    for name, value in changed.items():
        setattr(meeting, name, value)
    old = {name: _shown(before[name]) for name in changed}
    new = {name: _shown(value) for name, value in changed.items()}
    replaced = [(label, old[name]) for name, label in _FIELDS if name in old]
    kept: dict[str, object] = {"before": old, "after": new, "replaced": replaced}
    _note(session, actor, meeting, "edited", _edited_sentence(changed), **kept)
    return meeting


def _rename_case(session: Session, actor: Actor | None, meeting: Meeting, held_on: date) -> None:
    """Let the case follow the meeting's new day, unless somebody has named it otherwise."""
    case, name = meeting.case, meeting.body.name
    if case.heading != _case_heading(name, meeting.held_on):
        return
    registry.edit_case(
        session,
        actor=actor,
        case_id=case.id,
        version=case.version_id,
        heading=_case_heading(name, held_on),
        counterpart=case.counterpart,
        responsible_id=case.responsible_id,
    )


def _edited_sentence(changed: dict[str, object]) -> str:
    words = {name: label.lower() for name, label in _FIELDS} | {"convener_id": "sammankallande"}
    words |= {"held_on": "dagen", "starts_at": "starttiden", "ends_at": "sluttiden"}
    words |= {"place": "platsen", "details": "detaljerna", "digital_link": "länken"}
    named = [words[name] for name in changed]
    return f"ändrade {' och '.join([', '.join(named[:-1]), named[-1]] if named[1:] else named)}"


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def _refuse_stale(meeting: Meeting, version: int, values: dict[str, object]) -> None:
    if version == meeting.version_id:
        return
    raise EditConflict(
        [
            (name, label, _shown(values[name]), _shown(getattr(meeting, name)))
            for name, label in _FIELDS
            if name in values
        ],
        version=meeting.version_id,
    )


def set_invitees(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    invited: Iterable[tuple[int, InviteePart]],
) -> None:
    """Let exactly these people outside the body get the summons, each in one column."""
    if meeting.state not in AGENDA_OPEN:
        raise DomainError("meeting.started")
    wanted = dict(invited)
    rows = {row.person_id: row for row in queries.invitee_rows(session, meeting.id)}
    if {person_id: row.part for person_id, row in rows.items()} == wanted:
        return
    for person_id, row in rows.items():
        if person_id not in wanted:
            session.delete(row)
        else:
            row.part = wanted[person_id]
    for person_id, part in wanted.items():
        if person_id not in rows:
            session.add(Invitee(meeting_id=meeting.id, person_id=person_id, part=part))
    session.flush()
    _note(session, actor, meeting, "invitees", "ändrade vilka utanför styrelsen som kallas")


def step(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    event: MeetingEvent,
    sentence: str,
    note_text: str = "",
    facts: MeetingFacts | None = None,
) -> MeetingState:
    """Take the meeting one step on; minutes and publication use it for their events.

    Raises:
        DomainError: when the event is not allowed in the present state.
    """
    return history.advance(
        session,
        actor=actor,
        subject=meeting,
        machine=MEETING_MACHINE,
        event=event,
        facts=facts or MeetingFacts(),
        sentence=sentence,
        note_text=note_text,
    )
