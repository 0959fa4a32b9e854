"""The pages of decisions outside meetings, without script."""

from __future__ import annotations

import pytest

from app.delegation import queries
from app.kernel.actor import Role
from tests.factories import meetings as make

FORM = {
    "kind": "delegated",
    "decided_on": "2017-02-03",
    "heading": "Hyra av lokal",
    "ground": "Delegationsordningen punkt 3.2",
    "clauses-0": "hyra lokalen",
    "case_id": "0",
    "do": "save",
}
PATH = "/delegationsbeslut"


@pytest.fixture
def form(world):
    return FORM | {"decided_by_id": str(world.director.person_id)}


def test_a_decision_is_registered_read_and_downloaded(office, db_session, form):
    assert "Inga beslut 2017" in office.get(PATH).words
    answer = office.post(f"{PATH}/nytt", data=form)

    assert answer.status_code == 303
    page = office.get(answer.location)
    assert page.heading == "Delegationsbeslut 1/2017"
    assert "Beslutet är inte anmält" in page.words
    assert "att hyra lokalen" in page.words
    file = office.get(f"{answer.location}/beslut.docx")
    assert file.data[:2] == b"PK"
    listed = office.get(PATH).words
    assert "Det här beslutet är inte anmält: Delegationsbeslut 1/2017" in listed
    assert "Inga beslut 2017" in office.get(f"{PATH}?ar=2017&slag=urgent").words
    office.post(f"{PATH}/nytt", data=form)
    assert "Dessa beslut är inte anmälda" in office.get(f"{PATH}?ar=1999").words


def test_what_is_wrong_stands_by_its_field_and_nothing_is_lost(office, db_session, form):
    page = office.post(f"{PATH}/nytt", data=form | {"decided_by_id": "0", "heading": ""})
    assert page.status_code == 422
    assert "Välj vem som har beslutat." in page.words

    page = office.post(f"{PATH}/nytt", data=form | {"ground": ""})
    assert page.status_code == 422
    assert "punkt i delegationsordningen" in page.words
    assert page.value("heading") == "Hyra av lokal"
    assert queries.unreported(db_session) == []


def test_rows_are_added_without_script(office, form):
    page = office.post(f"{PATH}/nytt", data=form | {"do": "add"})

    assert page.value("clauses-1") == ""


def test_rule_f17_k16_the_office_is_warned_while_a_decision_is_unreported(
    office, db_session, world, decide
):
    made = decide()
    assert f"Anmäl {made.label}, Hyra av lokal" in office.get("/oversikt").words
    make.create_meeting(db_session, world)

    assert "Ett beslut utanför sammanträde väntar på att anmälas" in (
        office.get("/sammantraden/2017-02-24").words
    )
    assert f"Anmäl {made.label}" in office.get("/oversikt").words
    decide(heading="Inköp")
    assert "2 beslut utanför sammanträde väntar" in office.get("/sammantraden/2017-02-24").words
    assert "Att anmäla" in office.get("/sammantraden/2017-02-24/dagordning").words


def test_the_case_shows_its_decisions(office, decide):
    made = decide()

    assert made.label in office.get(f"/diarium/{made.case_id}").words


def test_readers_read_and_do_not_register(client, sign_in, decide, world):
    made = decide()
    sign_in(client, Role.AUDITOR)

    assert client.get(f"{PATH}/{made.id}").status_code == 200
    assert "Registrera ett beslut" not in client.get(PATH).words
    assert client.get(f"{PATH}/nytt").status_code == 403
    assert client.get(f"{PATH}/999").status_code == 404


def test_others_do_not_read(client, sign_in, decide):
    made = decide()
    sign_in(client, Role.APPLICANT)

    assert client.get(PATH).status_code == 403
    assert client.get(f"{PATH}/{made.id}").status_code == 403
