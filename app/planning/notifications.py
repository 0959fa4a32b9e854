"""What a calendar that subscribes gets: the meetings, and for the office their deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from icalendar import Event

from app.association.domain import Charter
from app.kernel import clock
from app.kernel.calendars import new_calendar
from app.meetings.domain import MeetingState
from app.planning.domain import DeadlineKind, deadlines
from app.planning.queries import FeedMeeting

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def feed(
    meetings: Iterable[FeedMeeting], *, name: str, charter: Charter | None, private: bool
) -> bytes:
    """Return a calendar to subscribe to (RFC 5545, METHOD:PUBLISH).

    With a ``charter`` the deadlines of each meeting are whole days in it. A ``private`` one has
    the link for those who take part from a distance. Each meeting keeps the UID that its summons
    has, so that a calendar that has both shows it once.
    """
    made = new_calendar("kalender", "PUBLISH")
    made.add("x-wr-calname", name)
    for one in meetings:
        made.add_component(_meeting(one, private=private))
        if charter is not None and one.meeting.state is not MeetingState.CANCELLED:
            for event in _deadlines(one, charter):
                made.add_component(event)
    return bytes(made.to_ical())


def _meeting(one: FeedMeeting, *, private: bool) -> Event:
    meeting, event = one.meeting, Event()
    cancelled = meeting.state is MeetingState.CANCELLED
    event.add("uid", meeting.calendar_uid)
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", _local(meeting, start=True))
    event.add("dtend", _local(meeting, start=False))
    event.add("summary", f"{'Inställt: ' if cancelled else ''}{one.body} sammanträder")
    event.add("location", meeting.place)
    if private and meeting.digital_link:
        event.add("description", meeting.digital_link)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _local(meeting: Meeting, *, start: bool) -> datetime:
    at = meeting.starts_at if start else meeting.ends_at
    return datetime.combine(meeting.held_on, at, clock.STOCKHOLM)


def _deadlines(one: FeedMeeting, charter: Charter) -> Iterable[Event]:
    meeting = one.meeting
    for deadline in deadlines(meeting.held_on, charter):
        if deadline.kind is not DeadlineKind.MEETING:
            yield _whole_day(
                f"{deadline.kind}-{meeting.calendar_uid}",
                deadline.day,
                f"{deadline.word}: {one.body} {meeting.held_on.isoformat()}",
            )


def _whole_day(uid: str, day: date, summary: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", clock.now())
    event.add("dtstart", day)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
