"""Pages of what happens at a §: outcome, adjournment, doors, attestation at once, election."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from app.meetings import services as meetings
from app.meetings.domain import ItemKind
from app.meetings.models import AgendaItem
from app.minutes import services
from app.minutes.domain import ChangeKind, Outcome
from tests.factories import board, cycle

WRITE = "/sammantraden/2016-11-18/protokoll/skriv"
NEXT = date(2017, 2, 24)


@pytest.fixture
def meeting(db_session, world):
    found = cycle.drafted(db_session, world)
    db_session.commit()
    return found


@pytest.fixture
def office(world, meeting, as_user):
    return as_user(world.director)


def about(session, meeting, heading="Förlängning"):
    session.expire_all()
    rows = cycle.facts(session, meeting).paragraphs
    return next(one for one in rows if one.heading.startswith(heading))


def send(browser: Any, address: str, **values: Any) -> Any:
    """Fill in the form of a page and send it."""
    page = browser.get(address)
    return browser.post(address, data=page.form() | values)


def test_tabling_until_a_coming_meeting_is_chosen_in_a_list(db_session, world, meeting, office):
    meetings.create_meeting(
        db_session,
        actor=cycle.office(world),
        body_id=world.board.id,
        held_on=NEXT,
        starts_at=time(9),
        ends_at=time(15),
        place="Norrsele",
    )
    db_session.commit()
    place = about(db_session, meeting).place
    page = send(office, f"{WRITE}/{place}/utfall", outcome="tabled", meeting="2017-02-24")
    assert page.location.endswith(f"/{place}")
    page = office.get(f"{WRITE}/{place}")
    assert "Ärendet bordläggs till den 24 februari 2017." in page.words
    assert "bordlägga ärendet till sammanträdet den 24 februari 2017" in page.text
    again = office.get(f"{WRITE}/{place}/utfall")
    assert again.form()["meeting"] == "2017-02-24"
    assert again.form()["until"] == ""


def test_another_day_goes_before_the_list_and_comes_back_in_the_form(db_session, meeting, office):
    place = about(db_session, meeting).place
    send(office, f"{WRITE}/{place}/utfall", outcome="tabled", until="2017-03-01", meeting="skräp")
    assert about(db_session, meeting).tabled_until == date(2017, 3, 1)
    assert office.get(f"{WRITE}/{place}/utfall").form()["until"] == "2017-03-01"


def test_what_is_wrong_with_an_outcome_is_said_beside_the_field(db_session, meeting, office):
    place = about(db_session, meeting).place
    page = send(office, f"{WRITE}/{place}/utfall", outcome="referred_back")
    assert page.status_code == 422
    assert "Skriv till vem eller varför ärendet återremitteras." in page.words
    page = send(office, f"{WRITE}/{place}/utfall", outcome="")
    assert "Välj ett utfall." in page.words
    assert office.get(f"{WRITE}/99/utfall").status_code == 404


def test_rule_f13_without_quorum_the_page_offers_what_is_allowed(
    db_session, world, meeting, office
):
    facts = cycle.facts(db_session, meeting)
    for one in facts.attendees:
        if one.seated and not one.chairs:
            services.add_change(
                db_session,
                actor=cycle.office(world),
                meeting=meeting,
                attendance_id=one.id,
                kind=ChangeKind.ABSENT,
                from_paragraph_id=facts.at(1).id,
                to_paragraph_id=None,
            )
    db_session.commit()
    place = about(db_session, meeting).place
    page = office.get(f"{WRITE}/{place}/utfall")
    assert "är inte beslutsför i ärendet" in page.words
    radios = [one for one in page.tree.iter("input") if one.get("name") == "outcome"]
    offered = {radio.get("value") for radio in radios}
    assert offered == {"none", "tabled", "noted"}
    assert "Justera omedelbart" not in office.get(f"{WRITE}/{place}").words
    page = send(office, f"{WRITE}/{place}/omedelbart")
    assert page.status_code == 422
    assert "kan inte justeras omedelbart" in page.words


def test_the_form_knows_its_paragraph_when_the_order_changes_meanwhile(
    db_session, world, meeting, office
):
    one = about(db_session, meeting, "Förstudie")
    form = office.get(f"{WRITE}/{one.place}/utfall").form() | {"outcome": "noted"}
    services.move_paragraph(
        db_session, actor=cycle.office(world), meeting=meeting, paragraph_id=one.id, step=-1
    )
    db_session.commit()
    office.post(f"{WRITE}/{one.place}/utfall", data=form)
    assert about(db_session, meeting, "Förstudie").outcome is Outcome.NOTED
    page = office.get(f"{WRITE}/{one.place - 1}")
    assert "Ärende 6 på dagordningen behandlas före ärende 5." in page.words


def test_an_adjournment_is_noted_from_the_paragraph_and_removed_again(db_session, meeting, office):
    place = about(db_session, meeting).place
    here = f"{WRITE}/{place}/ajournering"
    form = office.get(f"{WRITE}/{place}").form(here)
    page = office.post(here, data=form | {"starts_at": "11.30", "ends_at": "12.30"})
    assert page.status_code == 303
    page = office.get(f"{WRITE}/{place}")
    assert "Sammanträdet ajourneras kl. 11.30–12.30." in page.words
    [one] = cycle.facts(db_session, meeting).breaks
    remove = f"{here}/{one.id}/ta-bort"
    assert office.post(remove, data=page.form(remove)).status_code == 303
    assert "ajourneras kl." not in office.get(f"{WRITE}/{place}").words


def test_an_adjournment_outside_the_meeting_is_refused_with_a_sentence(db_session, meeting, office):
    place = about(db_session, meeting).place
    page = send(office, f"{WRITE}/{place}/ajournering", starts_at="08.00", ends_at="09.30")
    assert page.status_code == 422
    assert "Sammanträdet öppnades kl. 09.00." in page.words
    page = send(office, f"{WRITE}/{place}/ajournering", starts_at="13.30", ends_at="15.00")
    assert "Sammanträdet avslutades kl. 14.00." in page.words


def test_doors_are_closed_and_opened_from_the_paragraph(db_session, meeting, office):
    place = about(db_session, meeting).place
    here = f"{WRITE}/{place}/dorrar"
    page = office.get(f"{WRITE}/{place}")
    office.post(here, data=page.form(here))
    page = office.get(f"{WRITE}/{place}")
    assert "Ärendet behandlas inom stängda dörrar." in page.words
    office.post(here, data=page.form(here))
    assert not about(db_session, meeting).behind_closed_doors


def test_rule_imm_the_page_says_which_numbers_are_given_before_it_does(db_session, meeting, office):
    place = about(db_session, meeting).place
    here = f"{WRITE}/{place}/omedelbart"
    page = office.get(here)
    assert "Numren på §§ 1–5 ligger fast från nu." in page.words
    assert office.post(here, data=page.form()).status_code == 303
    page = office.get(f"{WRITE}/{place}")
    assert "Paragrafen justeras omedelbart." in page.words
    assert "§ 5 (preliminärt)" not in page.words
    assert f"{WRITE}/{place}/flytta" not in page.text
    page = office.get(f"{WRITE}/{place + 1}")
    assert page.form(f"{WRITE}/{place + 1}/flytta")["do"] == "down"

    page = office.get(here)
    assert "Numret som den har fått ligger fast." in page.words
    office.post(here, data=page.form())
    one = about(db_session, meeting)
    assert (one.at_once, one.numbered) == (False, True)
    assert "ligger fast från nu" not in office.get(here).words


def test_an_election_is_composed_and_added_to_the_decision(db_session, world, meeting, office):
    services.add_paragraph(
        db_session,
        actor=cycle.office(world),
        meeting=meeting,
        heading="Val av vice ordförande",
        kind=ItemKind.ELECTION,
    )
    db_session.commit()
    place = about(db_session, meeting, "Val av vice").place
    assert "Skriv in valet" in office.get(f"{WRITE}/{place}").words
    page = send(office, f"{WRITE}/{place}/val", people="", office="")
    assert page.status_code == 422
    assert "Skriv namnet på den som utses." in page.words
    values = {"people": "Karin Wallmark", "office": "vice ordförande", "last": "2018-12-31"}
    page = send(office, f"{WRITE}/{place}/val", **values)
    assert "Ange också från vilken dag." in page.words
    page = send(office, f"{WRITE}/{place}/val", **values, first="2017-01-01")
    assert page.status_code == 303
    assert about(db_session, meeting, "Val av vice").clauses == (
        "utse Karin Wallmark till vice ordförande för tiden 1 januari 2017–31 december 2018",
    )


def test_what_the_agenda_asks_to_elect_stands_in_the_form(db_session, world, meeting, office):
    one = about(db_session, meeting)
    row = agenda_item(db_session, one.agenda_item_id)
    row.election_of, row.election_term = "ombud", "för 2017"
    db_session.commit()
    form = office.get(f"{WRITE}/{one.place}/val").form()
    assert (form["office"], form["term"]) == ("ombud", "för 2017")


def agenda_item(session, item_id):
    found = session.get(AgendaItem, item_id)
    assert found is not None
    return found


def test_an_application_is_pointed_to_its_own_page(db_session, world, as_user):
    application = board.ready(db_session, world)
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    db_session.commit()
    rows = cycle.facts(db_session, meeting).paragraphs
    one = next(p for p in rows if p.case_id == application.case_id)
    day = meeting.held_on.isoformat()
    page = as_user(world.director).get(f"/sammantraden/{day}/protokoll/skriv/{one.place}/utfall")
    assert "Ange beslutet på ansökan" in page.words


def test_nothing_of_it_can_be_done_once_the_minutes_are_frozen(db_session, world, meeting, office):
    services.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    db_session.commit()
    place = about(db_session, meeting).place
    for page in ("utfall", "ajournering", "omedelbart", "val"):
        assert office.get(f"{WRITE}/{place}/{page}").status_code == 303
