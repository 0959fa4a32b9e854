"""Calendars to subscribe to, read back with a second library."""

from __future__ import annotations

from datetime import date

import vobject
from sqlalchemy import select

from app.meetings import services as meetings
from app.planning.models import CalendarFeed
from tests.factories import meetings as make

PUBLIC = "/kalender/sammantraden.ics"


def events(browser, path):
    read = vobject.readOne(browser.get(path).text)
    return {event.uid.value: event for event in getattr(read, "vevent_list", [])}


def make_address(browser):
    page = browser.post("/kalender")
    found = next(one.text for one in page.tree.iter("code") if "/egen/" in (one.text or ""))
    return found[found.index("/kalender/egen/") :]


def test_rule_o5_the_public_calendar_holds_only_what_has_been_called(new_client, db_session, world):
    meeting = make.create_meeting(db_session, world, digital_link="https://mote.example/1")
    assert events(new_client(), PUBLIC) == {}

    make.send_summons(db_session, world, meeting)

    found = events(new_client(), PUBLIC)[meeting.calendar_uid]
    assert found.dtstart.value.date() == meeting.held_on
    assert "mote.example" not in new_client().get(PUBLIC).text


def test_ones_own_calendar_has_the_meetings_and_the_offices_has_deadlines(
    office, new_client, db_session, world
):
    planned = make.create_meeting(db_session, world)
    db_session.commit()
    address = make_address(office)

    found = events(new_client(), address)

    meeting = found[planned.calendar_uid]
    assert meeting.summary.value == "Styrelsen sammanträder"
    assert meeting.dtstart.value.date() == planned.held_on
    deadline = found[f"summons-{planned.calendar_uid}"]
    assert deadline.dtstart.value == date(2017, 2, 17)
    assert deadline.summary.value == "Kallelse senast: Styrelsen 2017-02-24"


def test_a_cancelled_meeting_says_so_in_the_calendar(office, new_client, db_session, world):
    planned = make.create_meeting(db_session, world)
    meetings.cancel_meeting(
        db_session, actor=make.director(world), meeting=planned, reason="Förhinder", link=""
    )
    db_session.commit()

    found = events(new_client(), make_address(office))

    assert found[planned.calendar_uid].status.value == "CANCELLED"
    assert f"summons-{planned.calendar_uid}" not in found


def test_a_member_has_the_meetings_without_deadlines(new_client, sign_in, db_session, world):
    planned = make.create_meeting(db_session, world, digital_link="https://mote.example/1")
    member = new_client()
    sign_in(member, world.chair)

    found = events(new_client(), make_address(member))

    assert set(found) == {planned.calendar_uid}
    assert found[planned.calendar_uid].description.value == "https://mote.example/1"


def test_whoever_has_no_seat_any_longer_has_an_empty_calendar(
    new_client, sign_in, db_session, world, clock
):
    make.create_meeting(db_session, world)
    member = new_client()
    sign_in(member, world.chair)
    address = make_address(member)

    clock.stop("2030-01-01T09:00")

    assert events(new_client(), address) == {}


def test_a_new_address_stops_the_old_one(office, new_client, db_session):
    first, second = make_address(office), make_address(office)

    assert new_client().get(first).status_code == 404
    assert new_client().get(second).status_code == 200
    assert "Du har en adress" in office.get("/kalender").words
    for _ in range(2):
        office.post("/kalender/sluta")
    assert new_client().get(second).status_code == 404
    assert db_session.scalars(select(CalendarFeed)).all() == []


def test_only_the_hash_of_the_secret_is_kept(office, db_session, world):
    token = make_address(office).removeprefix("/kalender/egen/").removesuffix(".ics")

    (row,) = db_session.scalars(select(CalendarFeed)).all()
    assert token not in str(row.__dict__)
    assert len(token) >= 32
