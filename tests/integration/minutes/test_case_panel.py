"""What the page of a case says about the meetings that have treated it."""

from __future__ import annotations

from datetime import date

import pytest

from app.meetings import queries as meetings
from app.meetings import services as planning
from app.meetings.domain import ItemKind, MeetingState
from app.registry import queries as registry
from tests.factories import cycle

HELD = date(2016, 11, 18)


@pytest.fixture
def case_page(db_session, as_user, world):
    """``case_page(user)`` returns the page of the case that the meeting's fifth item is about."""

    def read(user=world.director):
        return as_user(user).get(f"/diarium/{case_id(db_session)}")

    return read


def case_id(session) -> int:
    found = registry.find_case(session, "2016/0002")
    assert found is not None
    return found.id


def links(page) -> dict[str, str]:
    return {a.text: a.get("href") for a in page.tree.iter("a") if a.text}


def test_a_case_on_an_agenda_leads_to_the_meeting(db_session, world, case_page):
    cycle.summoned(db_session, world)

    page = case_page()

    assert "Tas upp vid" in page.words
    assert "På dagordningen" in page.words
    assert links(page)["Styrelsen fre 18 nov 2016"] == "/sammantraden/2016-11-18"


def test_minutes_that_are_written_are_said_to_be_and_have_no_number(db_session, world, case_page):
    cycle.drafted(db_session, world)

    page = case_page()

    assert "Behandlat vid" in page.words
    assert "Protokollet skrivs" in page.words
    assert links(page)["Styrelsen fre 18 nov 2016"] == "/sammantraden/2016-11-18"


def test_a_decision_leads_to_its_paragraph_in_the_minutes(db_session, world, case_page, as_user):
    cycle.attested(db_session, world)

    page = case_page()

    href = links(page)["Styrelsen fre 18 nov 2016, § 5"]
    assert href == "/sammantraden/2016-11-18/protokoll#p5"
    assert "Justerat" in page.words
    minutes = as_user(world.director).get("/sammantraden/2016-11-18/protokoll")
    assert 'id="p5"' in minutes.text


def test_rule_o5_the_auditor_sees_no_draft_agenda_and_no_number_before_the_attestation(
    db_session, world, case_page
):
    cycle.frozen(db_session, world)
    later = draft_about_the_case(db_session, world)
    page = case_page(world.auditor)
    office = case_page()

    assert links(page)["Styrelsen fre 18 nov 2016"] == "/sammantraden/2016-11-18"
    assert "§ 5" not in page.words
    assert "2017" not in page.words
    assert "Styrelsen fre 18 nov 2016, § 5" in links(office)
    assert "Styrelsen fre 24 feb 2017" in links(office)
    assert later.state is MeetingState.DRAFTING


def draft_about_the_case(session, world):
    actor = cycle.office(world)
    first = meetings.meeting_on(session, HELD)
    meeting = planning.create_meeting(
        session,
        actor=actor,
        body_id=world.board.id,
        held_on=date(2017, 2, 24),
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        place="Älvby",
    )
    planning.add_item(
        session,
        actor=actor,
        meeting=meeting,
        heading="Förlängningen igen",
        kind=ItemKind.DECISION,
        case_id=case_id(session),
    )
    session.flush()
    return meeting


def test_the_latest_meeting_is_first_and_many_cost_as_few_statements_as_one(
    db_session, world, as_user, counting
):
    cycle.attested(db_session, world)
    browser, address = as_user(world.director), f"/diarium/{case_id(db_session)}"
    browser.get(address)
    with counting() as few:
        browser.get(address)
    draft_about_the_case(db_session, world)
    db_session.commit()

    with counting() as many:
        page = browser.get(address)

    assert page.words.index("fre 24 feb 2017") < page.words.index("fre 18 nov 2016, § 5")
    assert len(many) == len(few) <= 15


def test_the_case_of_a_meeting_leads_to_it(db_session, world, as_user):
    meeting = cycle.summoned(db_session, world)

    page = as_user(world.director).get(f"/diarium/{meeting.case_id}")

    assert "Behandlat vid" not in page.words
    assert "Tas upp vid" not in page.words
    assert links(page)["Styrelsen fre 18 nov 2016"] == "/sammantraden/2016-11-18"


def test_a_case_that_no_meeting_has_met_says_nothing_of_meetings(db_session, world, as_user):
    from app.registry import services

    case = services.open_case(db_session, actor=None, heading="Ansökan från Älvby kommun")

    page = as_user(world.director).get(f"/diarium/{case.id}")

    assert "Behandlat vid" not in page.words
    assert "Tas upp vid" not in page.words
