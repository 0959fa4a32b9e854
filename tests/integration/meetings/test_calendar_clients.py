"""The calendar parts as another library reads them: update and cancel change the same event."""

from __future__ import annotations

from datetime import date, datetime, time
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
import vobject

from app.kernel.mail import compose
from app.kernel.storage import storage
from app.meetings import services
from tests.factories import meetings as make

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class Diary:
    """What a calendar client keeps: one event for each UID, changed only by later sequences."""

    def __init__(self) -> None:
        self.events = {}

    def receive(self, mail: bytes) -> None:
        """Do what RFC 5546 asks of one who gets the mail."""
        part = next(
            part
            for part in message_from_bytes(mail, policy=policy.default).walk()
            if part.get_content_type() == "text/calendar"
        )
        calendar = vobject.readOne(part.get_content())
        assert part.get_param("method") == calendar.method.value
        event = calendar.vevent
        uid, sequence = event.uid.value, int(event.sequence.value)
        known = self.events.get(uid)
        assert known is None or sequence > int(known.sequence.value)
        if calendar.method.value == "CANCEL":
            assert event.status.value == "CANCELLED"
            del self.events[uid]
        else:
            self.events[uid] = event


@pytest.fixture
def letters(outbox, world):
    """``letters()`` returns every mail to one member of the board, as bytes, oldest first."""
    address = world.board_users[4].person.email

    def read() -> list[bytes]:
        return [
            bytes(compose(row, sender="kansli@alvbygden.example", storage=storage()))
            for row in outbox()
            if row.recipient == address
        ]

    return read


def test_an_invitation_is_read_with_time_place_and_who_is_asked(db_session, world, seed, letters):
    make.send_summons(db_session, world, seed, link="https://klubba.example/sammantraden")
    diary = Diary()
    diary.receive(letters()[0])

    (event,) = diary.events.values()
    assert event.dtstart.value.astimezone(STOCKHOLM) == datetime(2017, 2, 24, 9, tzinfo=STOCKHOLM)
    assert event.dtend.value.astimezone(STOCKHOLM) == datetime(2017, 2, 24, 15, tzinfo=STOCKHOLM)
    assert event.summary.value == "Styrelsen sammanträder"
    assert event.location.value == seed.place
    assert event.status.value == "CONFIRMED"
    assert event.attendee.value == f"mailto:{world.board_users[4].person.email}"
    assert event.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert event.organizer.value.startswith("mailto:")


def test_an_update_moves_the_same_event_and_a_cancellation_takes_it_away(
    db_session, world, director, seed, letters, clock
):
    make.send_summons(db_session, world, seed)
    services.edit_meeting(
        db_session,
        actor=director,
        meeting=seed,
        held_on=date(2017, 3, 28),
        starts_at=time(13),
        ends_at=time(16),
        place="Folkets hus, Älvby",
        details=seed.details,
        digital_link=seed.digital_link,
        convener_id=seed.convener_id,
        version=seed.version_id,
    )
    clock.move(days=1)
    make.send_summons(db_session, world, seed)
    clock.move(days=1)
    services.cancel_meeting(db_session, actor=director, meeting=seed, reason="För få kan komma")
    first, moved, cancelled = letters()
    diary = Diary()

    diary.receive(first)
    diary.receive(moved)
    (event,) = diary.events.values()
    starts = event.dtstart.value.astimezone(STOCKHOLM)
    assert starts == datetime(2017, 3, 28, 13, tzinfo=STOCKHOLM)  # summer time since the 26th
    assert event.location.value == "Folkets hus, Älvby"
    diary.receive(cancelled)
    assert diary.events == {}


def test_two_meetings_are_two_events(db_session, world, seed, letters):
    other = make.create_meeting(db_session, world, held_on=date(2017, 3, 24))
    make.send_summons(db_session, world, seed)
    make.send_summons(db_session, world, other)
    diary = Diary()

    for letter in letters():
        diary.receive(letter)

    assert len(diary.events) == 2
