"""The overview: what to do, what comes next, what has happened since last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.association.models import Seat
from app.kernel import clock as kernel_clock
from app.kernel import history
from app.kernel.actor import Role
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.registry.models import Case
from tests.conftest import Clock, SignIn
from tests.factories import people as factory
from tests.factories.people import World
from tests.support.html_client import HtmlClient


@pytest.fixture
def world(db_session: Session, clock: Clock) -> World:
    made = factory.create_world(db_session, logins=False)
    db_session.commit()
    return made


def create_meeting(session: Session, world: World, day: date, **values: object) -> Meeting:
    number = day.strftime("%Y/%m%d") + str(values.get("body", ""))[-4:]
    case = Case(number=number, heading="Styrelsemöte", opened_on=date(2016, 12, 1))
    meeting = Meeting(
        **{
            "body": world.board,
            "case": case,
            "held_on": day,
            "starts_at": time(9),
            "ends_at": time(15),
            "place": "Kansliet, Älvby",
            "calendar_uid": f"{number}@klubba",
            **values,
        }
    )
    session.add_all([case, meeting])
    session.flush()
    return meeting


def test_an_office_with_nothing_planned_is_told_what_to_do_first(
    client: HtmlClient, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.director)
    page = client.get("/oversikt")
    assert page.heading == "Översikt"
    assert "Onsdag 15 februari 2017" in page.words
    assert "Inget sammanträde är planerat" in page.words
    assert "Inget har ändrats." in page.words


def test_the_next_meeting_is_shown_with_its_whole_life(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World
) -> None:
    create_meeting(db_session, world, date(2017, 4, 21))
    create_meeting(db_session, world, date(2017, 2, 24), state=MeetingState.DRAFTING)
    create_meeting(db_session, world, date(2017, 2, 20), state=MeetingState.CANCELLED)
    create_meeting(db_session, world, date(2017, 2, 14), state=MeetingState.IN_SESSION)
    sign_in(client, world.director)
    words = client.get("/oversikt").words
    assert "Styrelsen, fredag 24 februari 2017" in words
    assert "kl. 09.00–15.00, Kansliet, Älvby" in words
    assert "Dagordning (nu)" in words
    assert "senast 17 feb" in words


def test_a_meeting_today_is_the_next_one(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World
) -> None:
    create_meeting(db_session, world, date(2017, 2, 15), state=MeetingState.SUMMONED)
    sign_in(client, world.chair)
    assert "onsdag 15 februari 2017" in client.get("/oversikt").words


def test_a_regular_sees_meetings_of_the_own_body_only(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World
) -> None:
    create_meeting(db_session, world, date(2017, 2, 20), body=world.group)
    create_meeting(db_session, world, date(2017, 2, 24))
    sign_in(client, world.chair)
    assert "fredag 24 februari 2017" in client.get("/oversikt").words
    sign_in(client, world.group_users[0])
    words = client.get("/oversikt").words
    assert "Nästa sammanträde" not in words
    assert "Inget väntar på dig" in words


def test_what_is_late_is_told_at_the_top_with_the_rule(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World
) -> None:
    create_meeting(db_session, world, date(2017, 2, 20), state=MeetingState.DRAFTING)
    sign_in(client, world.administrator)
    words = client.get("/oversikt").words
    assert "En sak är försenad." in words
    assert "Skicka kallelsen till sammanträdet" in words
    assert "Försenat" in words


def test_rule_f11_terms_that_end_soon_and_what_is_missing_are_things_to_do(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World, clock: Clock
) -> None:
    clock.stop("2019-01-15T12:00")
    sign_in(client, world.director)
    words = client.get("/oversikt").words
    assert "Låt utse 10 nya i styrelsen, deras mandat går ut" in words
    assert "senast sön 31 mars 2019" in words
    seats = db_session.scalars(select(Seat).where(Seat.valid_to.is_not(None))).all()
    for seat in seats[1:]:
        seat.valid_to = date(2019, 1, 14)
    words = client.get("/oversikt").words
    assert "Låt utse någon efter" in words
    assert "saker saknas bland medlemmar och platser i styrelsen" in words
    sign_in(client, world.auditor)
    assert "saknas bland medlemmar" not in client.get("/oversikt").words


def test_one_missing_thing_is_told_in_the_singular(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World
) -> None:
    world.members[0].left_on = date(2017, 1, 1)
    sign_in(client, world.director)
    assert "En sak saknas bland medlemmar" in client.get("/oversikt").words


def told(session: Session, meeting: Meeting, action: str, sentence: str, who: object) -> None:
    history.note(session, actor=who, action=action, subject=meeting, sentence=sentence)  # type: ignore[arg-type]


def test_what_others_did_since_last_time_is_told_once_and_ones_own_is_not(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World, clock: Clock
) -> None:
    director = factory.actor_for(world.director)
    chair = factory.actor_for(world.chair)
    meeting = create_meeting(db_session, world, date(2017, 2, 24))
    told(db_session, meeting, "meeting.summon", "skickade en äldre kallelse", director)
    clock.move(hours=1)
    sign_in(client, world.chair)
    clock.move(hours=1)
    for _ in range(3):
        told(db_session, meeting, "meeting.summon", "skickade kallelsen", director)
    told(db_session, meeting, "meeting.edited", "ändrade utkastet", director)
    told(db_session, meeting, "meeting.freeze", "låste protokollet", chair)
    sign_in(client, world.chair)
    page = client.get("/oversikt")
    assert "Sedan du var här senast" in page.words
    assert page.words.count("skickade kallelsen ( fre 24 feb 2017 )") == 1
    for untold in ("äldre kallelse", "utkastet", "låste"):
        assert untold not in page.words


def test_the_office_is_told_everything_but_logins(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World
) -> None:
    chair = factory.actor_for(world.chair)
    meeting = create_meeting(db_session, world, date(2017, 2, 24))
    told(db_session, meeting, "meeting.edited", "ändrade platsen", chair)
    told(db_session, meeting, "accounts.login", "loggade in med Firefox", chair)
    told(db_session, meeting, "publication.taken_down", "tog ned anslaget", None)
    sign_in(client, world.director)
    words = client.get("/oversikt").words
    assert "Den senaste veckan" in words
    assert "Bo Almqvist ändrade platsen" in words
    assert "Klubba tog ned anslaget" in words
    assert "loggade in med" not in words


def test_a_person_whose_term_has_ended_is_told_why_the_page_is_empty(
    client: HtmlClient, sign_in: SignIn, world: World, clock: Clock
) -> None:
    clock.stop("2019-04-01T12:00")
    sign_in(client, world.chair)
    words = client.get("/oversikt").words
    assert "Du har inget uppdrag i förbundet just nu" in words
    assert "Nästa sammanträde" not in words


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_an_overview(
    client: HtmlClient, db_session: Session, sign_in: SignIn, world: World, role: Role
) -> None:
    create_meeting(db_session, world, date(2017, 2, 24))
    sign_in(client, role)
    assert client.get("/oversikt").status_code == 200


def test_nobody_sees_it_without_a_login(client: HtmlClient, world: World) -> None:
    assert client.get("/oversikt").status_code == 303


def test_the_page_costs_the_same_after_a_year_as_after_a_day(
    client: HtmlClient,
    db_session: Session,
    sign_in: SignIn,
    world: World,
    counting: Callable[..., object],
) -> None:
    sign_in(client, world.director)

    def statements() -> int:
        with counting() as seen:  # type: ignore[attr-defined]
            client.get("/oversikt")
        return len(seen)

    meeting = create_meeting(db_session, world, date(2017, 2, 24))
    before = statements()
    for month in range(3, 13):
        create_meeting(db_session, world, date(2017, month, 5))
        told(db_session, meeting, "meeting.edited", f"ändrade {month}", None)
    db_session.flush()
    # Every capability asks one to three questions of its own for "Att göra".
    assert statements() == before <= 33
    assert kernel_clock.today() == date(2017, 2, 15)
