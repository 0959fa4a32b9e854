"""The pages of questions per capsulam, without script."""

from __future__ import annotations

from io import BytesIO

import pytest

from app.association.models import Setting
from app.kernel.actor import Role
from app.per_capsulam import queries
from app.per_capsulam.domain import PcState
from tests.factories.people import PASSWORD
from tests.support.second_factor import code_for

PATH = "/per-capsulam"
FORM = {
    "considered": "y",
    "heading": "Medfinansiering av föräldrakurs",
    "reason": "Kommunen behöver besked.",
    "clauses-0": "bevilja 180 000 kr",
    "deadline": "2017-02-22",
    "case_id": "0",
    "do": "save",
}
PDF = b"%PDF-1.4\n%%EOF\n"


def test_rule_pc_an_association_that_has_not_turned_it_on_is_told_what_is_safer(
    office, db_session, world
):
    db_session.get_one(Setting, "per_capsulam").value = False
    page = office.get(PATH)
    assert "Formen är rättsligt osäker" in page.words
    assert "Förbundet använder inte formen." in page.words
    assert office.get(f"{PATH}/ny").location == PATH
    assert "Något tydligt stöd i lag" in office.get("/forbundet/installningar").words


def test_rule_pc_from_the_draft_to_the_question_that_is_sent(office, db_session, world):
    assert "Formen är rättsligt osäker" in office.get(f"{PATH}/ny").words
    missing = office.post(f"{PATH}/ny", data=FORM | {"considered": ""})
    assert missing.status_code == 422
    assert "övervägt ett kort sammanträde" in missing.words
    assert office.post(f"{PATH}/ny", data=FORM | {"do": "add"}).form()["clauses-1"] == ""
    papers = office.post(f"{PATH}/ny", data=FORM).location
    own = papers.removesuffix("/handlingar")
    upload = {"file": (BytesIO(PDF), "Ansökan.pdf"), "title": ""}
    assert office.post(papers, data=upload).location == papers
    assert "Ansökan" in office.get(papers).words
    assert office.post(papers, data={}).status_code == 422
    assert office.post(f"{papers}/1/ta-bort").location == papers
    office.post(papers, data={"file": (BytesIO(PDF), "Ansökan.pdf"), "title": "Ansökan 2017"})
    edited = office.get(f"{own}/andra")
    assert edited.value("heading") == FORM["heading"]
    assert office.post(f"{own}/andra", data=FORM | {"do": "add"}).status_code == 200
    assert office.post(f"{own}/andra", data=FORM | {"heading": ""}).status_code == 422
    assert office.post(f"{own}/andra", data=FORM).location == own
    assert "Gå vidare och skicka frågan" in office.get(own).words
    assert "Ersättare svarar inte" in office.get(f"{own}/skicka").words
    refused = office.post(f"{own}/skicka", data={})
    assert refused.status_code == 422
    assert "ingen ordinarie ledamot är jävig" in refused.words
    assert office.post(f"{own}/skicka", data={"nobody_recused": "y"}).location == own
    for after in ("andra", "handlingar", "skicka"):
        assert office.get(f"{own}/{after}").location == own
    assert office.get(f"{own}/beslut.docx").location == own
    (paper,) = queries.decision(db_session, 1).papers
    assert office.get(f"{papers}/{paper.id}").data == PDF
    assert office.get(f"{own}/svara").status_code == 403


def test_rule_pc_from_the_question_to_the_decision(
    office, new_client, sign_in, db_session, world, asked
):
    own = f"{PATH}/{asked.id}"
    for number, user in enumerate(world.board_users[:5]):
        theirs = new_client()
        sign_in(theirs, user)
        assert "Svara på frågan per capsulam" in theirs.get("/oversikt").words
        assert "Vad de andra har svarat visas när" in theirs.get(own).words
        answer = theirs.get(f"{own}/svara")
        assert "Lägg till en kodapp eller en passnyckel" in answer.words
        code = code_for(db_session, user)
        values = {"form": "yes", "matter": "yes", "password": PASSWORD, "code": code}
        if number == 0:
            assert theirs.post(f"{own}/svara", data=values | {"code": ""}).status_code == 422
            assert theirs.post(f"{own}/svara", data=values | {"matter": ""}).status_code == 422
        assert theirs.post(f"{own}/svara", data=values).location == own
        assert "Ja till formen" in theirs.get(own).words
        assert theirs.get(f"{own}/svara").location == own or number < 4

    found = queries.decision(db_session, asked.id)
    assert found.state is PcState.DECIDED
    page = office.get(own)
    assert "Per capsulam 1/2017" in page.words
    assert "Beslutet är inte anmält" in page.words
    assert office.get(f"{own}/beslut.docx").data[:2] == b"PK"
    assert "Anmäl Per capsulam 1/2017" in office.get("/oversikt").words
    assert "Per capsulam 1/2017" in office.get(PATH).words
    assert office.get(f"{own}/aterta").location == own
    assert "Per capsulam 1/2017" in office.get(f"/diarium/{found.case_id}").words


def test_a_question_is_taken_back_on_its_page(office, db_session, asked):
    own = f"{PATH}/{asked.id}"
    assert "får veta det" in office.get(f"{own}/aterta").words
    assert office.post(f"{own}/aterta", data={"reason": ""}).status_code == 422
    assert office.post(f"{own}/aterta", data={"reason": "Fel belopp."}).location == own
    page = office.get(own)
    assert "Återtaget" in page.words
    assert "Planera ett sammanträde" in page.words


def test_a_draft_is_the_offices_own(client, sign_in, db_session, world, draft):
    own = f"{PATH}/{draft(clauses=[]).id}"
    sign_in(client, world.chair)
    assert client.get(own).status_code == 403
    assert "Inga frågor" in client.get(PATH).words
    sign_in(client, Role.DIRECTOR)
    assert "Skriv förslaget till beslut" in client.get(own).words
    assert "Utkast" in client.get(PATH).words


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.MEMBER])
def test_others_see_nothing(client, sign_in, world, asked, role):
    sign_in(client, role)
    for address in (PATH, f"{PATH}/{asked.id}", f"{PATH}/{asked.id}/svara"):
        assert client.get(address).status_code == 403


def test_the_list_asks_no_more_for_more(office, db_session, draft, counting):
    office.get(PATH)
    draft()
    with counting() as few:
        office.get(PATH)
    for number in range(5):
        draft(heading=f"Fråga {number}")
    with counting() as many:
        office.get(PATH)
    assert len(many) == len(few) <= 12
