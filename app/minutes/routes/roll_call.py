"""The roll call: one person at a time with large buttons, the substitutes next in turn (SUB)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request, url_for

from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other
from app.minutes import queries, services
from app.minutes.domain import (
    CAPACITY_WORDS,
    Attendee,
    MinutesFacts,
    Mode,
    PresenceTable,
    change_words,
    offered,
    table_of,
    vacant_words,
)
from app.minutes.policies import WRITE_MINUTES
from app.minutes.routes.access import meeting_with_minutes
from app.minutes.routes.recusal import substitute_words

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/narvaro/upprop"
_ONE = f"{_PAGE}/<int(min=1, max=2147483647):attendance_id>"
_ANSWERS = {"here": (True, False), "distance": (True, True), "away": (False, False)}


def roll_call_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=roll_call)
    pages.add_url_rule(_ONE, view_func=call, methods=["GET", "POST"])


def _called(facts: MinutesFacts) -> list[Attendee]:
    """Return who is called: the seats in order, then the substitutes in order of call."""
    seats = [p for p in facts.attendees if p.seated]
    return seats + sorted((p for p in facts.attendees if p.substitute), key=lambda p: p.position)


@requires(WRITE_MINUTES)
def roll_call(day: date) -> Answer:
    """Begin with the first seat."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    people = _called(queries.minutes_whole(db.session(), meeting.id))
    if not people:
        return see_other("minutes.attendance", day=day)
    return see_other("minutes.call", day=day, attendance_id=people[0].id)


@requires(WRITE_MINUTES)
def call(day: date, attendance_id: int) -> Answer:
    """Call one person; for a regular who is away, ask who serves."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = queries.minutes_whole(db.session(), meeting.id)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    people = _called(facts)
    at = next((n for n, person in enumerate(people) if person.id == attendance_id), None)
    if at is None:
        raise NotFound
    if request.method == "POST":
        return _answered(meeting, facts, people, at)
    return _page(meeting, facts, people, at)


def _answered(meeting: Meeting, facts: MinutesFacts, people: list[Attendee], at: int) -> Answer:
    """Write down the answer, then ask who serves or go on to the next."""
    person, answer = people[at], request.form.get("do", "")
    with db.transaction() as session:
        if answer in _ANSWERS:
            present, distance = _ANSWERS[answer]
            services.answer_call(
                session,
                actor=acting(),
                meeting=meeting,
                attendance_id=person.id,
                present=present,
                distance=distance,
            )
        elif answer.isdecimal():
            services.call_in(
                session,
                actor=acting(),
                meeting=meeting,
                absent_id=person.id,
                substitute_id=int(answer) or None,
            )
    if answer == "away" and person.seated and _substitutes(facts, person):
        return see_other(
            "minutes.call", day=meeting.held_on, attendance_id=person.id, _anchor="ersattare"
        )
    if at + 1 < len(people):
        return see_other("minutes.call", day=meeting.held_on, attendance_id=people[at + 1].id)
    table = table_of(queries.minutes_whole(db.session(), meeting.id))
    flash(
        f"Uppropet är klart: {table.quorum(1).text}." if table.places else "Uppropet är klart.",
        "success",
    )
    return see_other("minutes.attendance", day=meeting.held_on)


def _substitutes(facts: MinutesFacts, absent: Attendee) -> list[Attendee]:
    """Return who may be called in for an absent regular, next in turn first (rule SUB)."""
    if not facts.paragraphs:
        return []
    return offered(table_of(facts), 1, absent, called=True)


def _page(meeting: Meeting, facts: MinutesFacts, people: list[Attendee], at: int) -> Answer:
    person, table = people[at], table_of(facts)
    serving = next((p for p in people if p.replaces_id == person.id and p.present), None)
    return render_template(
        "minutes/roll_call.html",
        meeting=meeting,
        facts=facts,
        person=person,
        role=CAPACITY_WORDS[person.capacity],
        number=at + 1,
        total=len(people),
        marked=_mark(facts, person),
        changes=[change_words(facts, change) for change in person.changes],
        serving=serving,
        offers=_offers(facts, table, person) if person.seated and not person.present else [],
        previous=_address(facts, people, at - 1),
        following=_address(facts, people, at + 1),
        vacant=vacant_words(table.vacant).capitalize() if table.vacant else "",
        quorum=table.quorum(1) if table.places else None,
    )


def _mark(facts: MinutesFacts, person: Attendee) -> str:
    """Return what is written down about somebody now."""
    regular = facts.attendee(person.replaces_id)
    if not person.present:
        return "Frånvarande"
    where = "Närvarande" if person.mode is Mode.IN_ROOM else "På distans"
    return f"{where}, tjänstgör för {regular.name}" if regular else where


def _offers(facts: MinutesFacts, table: PresenceTable, absent: Attendee) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "words": ", ".join(
                [
                    substitute_words(table, one, 1, first=number == 0),
                    *(change_words(facts, change) for change in one.changes),
                ]
            ),
            "first": number == 0,
        }
        for number, one in enumerate(_substitutes(facts, absent))
    ]


def _address(facts: MinutesFacts, people: list[Attendee], at: int) -> str:
    if not 0 <= at < len(people):
        return ""
    return url_for("minutes.call", day=facts.held_on, attendance_id=people[at].id)
