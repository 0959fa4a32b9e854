"""The big screen on the wall, and on the tablets of those who may read the meeting."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from app.kernel import clock, db, ui
from app.kernel.authz import authorize, requires
from app.kernel.web import Answer
from app.meetings import queries as meetings
from app.meetings.domain import MeetingState
from app.meetings.policies import READ_MEETINGS
from app.minutes import queries
from app.minutes.domain import table_of
from app.minutes.domain.sentences import clock_words
from app.minutes.domain.wall import Wall, wall_of
from app.minutes.queries.room import room_of, wall_stamp

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/motet/vagg"
_FRESH = 20  # seconds that an answer may at most be given as unchanged, whatever the stamp says
_BEFORE = frozenset({MeetingState.PLANNED, MeetingState.DRAFTING, MeetingState.SUMMONED})


def wall_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=wall)
    pages.add_url_rule(f"{_PAGE}.json", view_func=wall_state)


def _meeting(day: date) -> Meeting:
    meeting = meetings.meeting_on(db.session(), day)
    authorize(READ_MEETINGS, meeting)
    return meeting


@requires(READ_MEETINGS)
def wall(day: date) -> Answer:
    """Show the § that is dealt with, for everybody in the room."""
    meeting = _meeting(day)
    return render_template("minutes/wall.html", tag=_tag(meeting), seen=_seen(), **_shown(meeting))


@requires(READ_MEETINGS)
def wall_state(day: date) -> Response:
    """Say whether the screen has something new, and what: asked every other second by each."""
    meeting = _meeting(day)
    tag = _tag(meeting)
    if request.headers.get("If-None-Match") == tag:
        answer = make_response("", 304)
    else:
        html = render_template("minutes/_wall.html", **_shown(meeting))
        answer = jsonify(html=html, seen=_seen())
    answer.headers["ETag"] = tag
    return answer


def _seen() -> str:
    return ui.clock_time(clock.now())


def _tag(meeting: Meeting) -> str:
    """Return what changes when the screen may have changed.

    It also changes by itself now and then: two who write at once may commit in another order than
    their rows in the log are numbered.
    """
    stamp = (*wall_stamp(db.session(), meeting.id), int(clock.now().timestamp()) // _FRESH)
    return f'"{hashlib.sha256(repr(stamp).encode()).hexdigest()[:20]}"'


def _shown(meeting: Meeting) -> dict[str, Any]:
    """Return what the template of the screen needs."""
    if meeting.state in _BEFORE:
        return {"meeting": meeting, "wall": None, "message": "Sammanträdet har inte öppnats"}
    if meeting.state is not MeetingState.IN_SESSION:
        return {"meeting": meeting, "wall": None, "message": _ended(meeting)}
    found = _at(meeting)
    waiting = "Sammanträdet är öppnat. Ingen paragraf har tagits upp ännu."
    return {"meeting": meeting, "wall": found, "message": waiting}


def _ended(meeting: Meeting) -> str:
    if meeting.state is MeetingState.CANCELLED:
        return "Sammanträdet är inställt"
    minutes = queries.minutes_of(db.session(), meeting.id)
    at = minutes.closed_at if minutes else None
    return f"Sammanträdet avslutades kl. {clock_words(at)}" if at else "Sammanträdet är avslutat"


def _at(meeting: Meeting) -> Wall | None:
    room = room_of(db.session(), meeting.id)
    facts = queries.minutes_whole(db.session(), meeting.id)
    paragraph = facts.paragraph(room.paragraph_id) if room else None
    return wall_of(facts, table_of(facts), paragraph.place) if paragraph else None
