"""The pages around the board: proposal, agenda, decision, letter, agreement, frame."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.applications.domain import ApplicationState, DecisionKind, Outcome
from app.applications.queries import deciding as queries
from app.meetings import queries as meeting_queries
from app.registry.models import Record
from tests.factories import board, cycle
from tests.factories.meetings import create_meeting
from tests.factories.people import create_person, create_world


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


@pytest.fixture
def applicant(db_session) -> Person:
    return create_person(db_session, "Fatima Hadad", email="fatima@medlefors.example")


@pytest.fixture
def application(db_session, world, applicant):
    return board.ready(db_session, world, applicant=applicant)


@pytest.fixture
def office(new_client, sign_in, world, db_session):
    browser = new_client()
    sign_in(browser, world.director)
    return browser


def _form(**values):
    return {"kind": "grant", "version": "0", "do": "save", **values}


def test_the_clauses_are_shown_before_the_proposal_is_saved(office, db_session, application):
    address = f"/ansokningar/{application.id}/forslag"
    page = office.get(address).text
    assert "bevilja Medlefors folkhögskola medfinansiering" in page
    shown = office.post(
        address, data=_form(kind="reject", reasons="Insatsen ryms inte i ramen.", do="preview")
    ).text
    assert "avslå ansökan från Medlefors folkhögskola" in shown
    assert "Förslaget är inte sparat ännu." in shown
    assert queries.proposal(db_session, application.id) is None
    answer = office.post(address, data=_form())
    assert answer.headers["Location"].endswith(f"/ansokningar/{application.id}/dagordning")
    assert queries.proposal(db_session, application.id).kind is DecisionKind.GRANT


def test_rule_part_the_error_stands_beside_the_cell(office, db_session, application):
    """Rule PART."""
    page = office.post(
        f"/ansokningar/{application.id}/forslag",
        data=_form(kind="grant_in_part", ore_2017_0="160 000", ore_2018_0="10,555"),
    )
    assert page.status_code == 422
    assert "Skriv högst 150\xa0000\xa0kr." in page.text
    assert 'href="#ore_2017_0"' in page.text
    assert "Skriv beloppet i kronor" in page.text
    assert "160 000" in page.text
    assert queries.proposal(db_session, application.id) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "reject"}, "Skriv skälen till avslaget"),
        ({"kind": "refer_back"}, "Skriv till vem och för vad"),
        ({"kind": "table"}, "Ange vilket sammanträde"),
        ({"kind": "grant_in_part"}, "Skriv minst ett belopp"),
        ({"kind": "reject", "reasons": "Se 19811218-9876."}, "personnummer"),
        ({"kind": "annat"}, "Välj ett av alternativen"),
    ],
)
def test_a_proposal_that_lacks_something_says_what(office, application, values, said):
    page = office.post(f"/ansokningar/{application.id}/forslag", data=_form(**values))
    assert page.status_code == 422
    assert said in page.text


def test_two_who_write_the_proposal_see_both(office, db_session, world, application):
    board.propose(db_session, world, application)
    page = office.post(
        f"/ansokningar/{application.id}/forslag", data=_form(kind="reject", reasons="Nej.")
    )
    assert page.status_code == 409
    assert "att avslå ansökan" in page.text
    assert "att bevilja Medlefors" in page.text


def test_the_official_letter_is_a_word_document(office, db_session, world, application):
    address = f"/ansokningar/{application.id}/forslag/tjansteskrivelse"
    assert office.get(address).status_code == 422
    board.propose(db_session, world, application)
    answer = office.get(address)
    assert answer.data[:2] == b"PK"
    assert "tjansteskrivelse" in answer.headers["Content-Disposition"].lower()


def test_one_click_puts_it_on_the_agenda_with_brief_and_application(
    office, db_session, world, application
):
    meeting = create_meeting(db_session, world)
    board.propose(db_session, world, application)
    address = f"/ansokningar/{application.id}/dagordning"
    page = office.get(address).text
    assert "Medlefors folkhögskola ansöker om 600\xa0000\xa0kr" in page
    office.post(
        address,
        data={
            "meeting_id": meeting.id,
            "background": "Bakgrund",
            "with_brief": "y",
            "with_application": "y",
        },
    )
    db_session.refresh(application)
    assert application.state is ApplicationState.ON_AGENDA
    item = next(
        row
        for row in office.get(f"/sammantraden/{meeting.held_on}/dagordning").text.split("<li")
        if "Vägen vidare" in row
    )
    assert "bilaga 1, 2" in item
    again = office.get(address).text
    assert "Skriv om ärendet på dagordningen" in again
    office.post(f"{address}/ta-av")
    db_session.refresh(application)
    assert application.state is ApplicationState.READY_FOR_BOARD


def test_the_agenda_page_says_what_is_missing(office, db_session, world, application):
    address = f"/ansokningar/{application.id}/dagordning"
    assert "Förslaget saknas" in office.get(address).text
    board.propose(db_session, world, application)
    assert "Inget sammanträde är planerat" in office.get(address).text
    application.state = ApplicationState.IN_PREPARATION
    db_session.flush()
    assert "inte klar för styrelsen" in office.get(address).text


def test_item_and_minutes_show_the_application_and_who_may_be_recused(
    office, db_session, world, application
):
    meeting = board.placed(db_session, world, application)
    row = meeting_queries.item_about(db_session, meeting_id=meeting.id, case_id=application.case_id)
    page = office.get(f"/sammantraden/{meeting.held_on}/dagordning/{row.id}").text
    assert "Ansökan om medfinansiering" in page
    assert "Vägen vidare, Medlefors folkhögskola" in page
    assert "Bevilja, 600\xa0000\xa0kr" in page
    board.opened(db_session, world, meeting)
    place = next(
        one.place
        for one in cycle.facts(db_session, meeting).paragraphs
        if one.case_id == application.case_id
    )
    editor = office.get(f"/sammantraden/{meeting.held_on}/protokoll/skriv/{place}").text
    assert "Ange vad styrelsen beslutade" in editor


def test_the_decision_page_is_filled_from_the_proposal_and_shows_what_differs(
    office, db_session, world, application
):
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    address = f"/ansokningar/{application.id}/beslut"
    assert "Beslutet är som förslaget." in office.get(address).text
    values = {f"ore_{year}_0": "75000" for year in range(2017, 2021)}
    shown = office.post(address, data=_form(kind="grant_in_part", do="preview", **values)).text
    assert "Det här skiljer sig från förslaget" in shown
    assert "Medfinansiering 2017" in shown
    office.post(address, data=_form(kind="grant_in_part", **values))
    (clause,) = board.clauses_of(db_session, meeting, application.case_id)
    assert "till en del" in clause
    page = office.get(address).text
    assert "Det här skiljer sig från förslaget" in page


def test_a_paragraph_that_waits_is_shown_and_applied_at_once(
    office, db_session, world, application
):
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    board.attested(db_session, world, meeting)
    address = f"/ansokningar/{application.id}/beslut"
    assert "är justerad men beslutet är inte angivet" in office.get(address).text
    page = office.post(address, data=_form(), follow_redirects=True).text
    assert "Beslutet gäller nu" in page
    db_session.refresh(application)
    assert application.outcome is Outcome.GRANTED
    assert "Samordningsförbundet beslutar" in office.get(address).text


def test_before_the_board_there_is_nothing_to_decide(office, application):
    page = office.get(f"/ansokningar/{application.id}/beslut").text
    assert "Styrelsen har inte beslutat" in page


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (DecisionKind.GRANT, {}, "att bevilja er ansökan."),
        (
            DecisionKind.GRANT_IN_PART,
            {"amounts": board.HALF},
            "att bevilja er ansökan till en del.",
        ),
        (DecisionKind.REJECT, {"reasons": "Insatsen ryms inte i ramen."}, "att avslå er ansökan."),
        (DecisionKind.REFER_BACK, {"refer_to": "till LSG för komplettering"}, "återremitterat"),
    ],
)
def test_rule_a5_the_letter_tells_and_is_registered_and_mailed(
    office, db_session, world, application, outbox, kind, values, said
):
    """Rule A5."""
    board.decided(db_session, world, kind, application=application, **values)
    before = len(outbox())
    address = f"/ansokningar/{application.id}/beslutsmeddelande"
    page = office.get(address).text
    assert said in page
    assert ("Hur man överklagar" in page) == (kind is not DecisionKind.REFER_BACK)
    office.post(address)
    (mail,) = outbox()[before:]
    assert mail.recipient == "fatima@medlefors.example"
    assert mail.attachments[0]["filename"].startswith("Beslutsmeddelande")
    record = db_session.scalars(
        select(Record).where(Record.case_id == application.case_id).order_by(Record.id.desc())
    ).first()
    assert record.content.startswith("Beslutsmeddelande, den 24 februari 2017, §")
    assert office.get(f"{address}/word").data[:2] == b"PK"
    assert "Registrerat" in office.get(address).text
    assert office.post(address).status_code == 422
    db_session.refresh(application)
    rejected = kind is DecisionKind.REJECT
    assert (application.state is ApplicationState.CLOSED) == rejected


def test_nothing_decided_has_no_letter(office, application):
    assert office.get(f"/ansokningar/{application.id}/beslutsmeddelande").status_code == 404
    assert office.get(f"/ansokningar/{application.id}/overenskommelse/word").status_code == 404


def test_rule_frame_the_room_is_shown_and_warned_about(office, db_session, application):
    """Rule FRAME."""
    office.post(
        "/ansokningar/ram", data={"year": "2017", "ore": "100 000", "source": "Budget 2017"}
    )
    page = office.get("/ansokningar/ram").text
    assert "100\xa0000\xa0kr" in page
    proposal = office.get(f"/ansokningar/{application.id}/forslag").text
    assert "2017: 50\xa0000\xa0kr fattas om allt på dagordningen och det här beviljas." in proposal
    assert office.post("/ansokningar/ram", data={"year": "1900", "ore": "1"}).status_code == 422
    assert office.post("/ansokningar/ram", data={"year": "2017", "ore": "-1"}).status_code == 422
    assert office.post("/ansokningar/ram", data={"year": "2017", "ore": ""}).status_code == 422


def test_the_board_reads_the_frame_but_does_not_write_it(new_client, sign_in, world, db_session):
    browser = new_client()
    sign_in(browser, world.chair)
    assert "Skriv in eller ändra" not in browser.get("/ansokningar/ram").text
    assert browser.post("/ansokningar/ram", data={"year": "2017", "ore": "1"}).status_code == 403


def test_the_workspace_shows_proposal_decision_and_agreement(
    office, db_session, world, application
):
    address = f"/ansokningar/{application.id}"
    assert "Inget förslag till beslut är skrivet." in office.get(address).text
    board.decided(db_session, world, application=application)
    page = office.get(address).text
    assert "Beslutsmeddelandet" in page
    assert "Överenskommelsen" in page


def test_somebody_without_a_part_finds_nothing(new_client, sign_in, world, application):
    browser = new_client()
    sign_in(browser, world.auditor)
    for part in ("forslag", "beslut", "dagordning", "beslutsmeddelande", "overenskommelse"):
        assert browser.get(f"/ansokningar/{application.id}/{part}").status_code in {403, 404}
