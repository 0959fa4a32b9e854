"""The register's pages: who sees them, what they say, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from app.kernel.actor import Role
from app.registry import queries, services
from app.registry.domain import Confidentiality, Direction
from app.registry.models import Case
from tests.factories import people
from tests.unit.documents.files import OLE, PDF


@pytest.fixture
def world(db_session, clock):
    return people.create_world(db_session, logins=False)


@pytest.fixture
def case(db_session, world) -> Case:
    return services.open_case(db_session, actor=None, heading="Ansökan från Älvby kommun")


@pytest.fixture
def office(client, sign_in, world):
    """A browser of the director's."""
    sign_in(client, world.director)
    return client


@pytest.fixture
def auditor(client, sign_in, world):
    """A browser of the auditor's."""
    sign_in(client, world.auditor)
    return client


def address(case: Case, rest: str = "") -> str:
    return f"/diarium/{case.id}{rest}"


def register(session, case: Case, **values) -> None:
    facts = {
        "direction": Direction.IN,
        "dated": date(2017, 2, 15),
        "counterpart": "Norrsele kommun",
        "content": "Yttrande",
    }
    services.register_record(session, actor=None, case_id=case.id, **{**facts, **values})


def test_an_empty_register_says_what_to_do_first(office):
    page = office.get("/diarium")

    assert page.heading == "Diarium"
    assert "Diariet är tomt" in page.words
    assert "Lägg upp ett ärende" in page.words


def test_the_list_shows_cases_with_their_state(office, db_session, case):
    register(db_session, case, dated=date(2017, 2, 1))
    mark = Confidentiality("26 kap. 1 § OSL", "Förbundet", date(2017, 2, 15))
    services.mark_case(db_session, actor=None, case_id=case.id, mark=mark)

    page = office.get("/diarium")

    for word in ("2017/0001", "Ansökan från Älvby kommun", "Pågår", "Sekretess", "Sent"):
        assert word in page.words


def test_the_list_is_narrowed_and_an_empty_answer_says_so(office, case):
    assert "2017/0001" in office.get("/diarium?text=ÄLVBY").words
    assert "2017/0001" not in office.get("/diarium?state=closed").words
    assert "Inga ärenden passar in" in office.get("/diarium?state=late&year=2017").words
    page = office.get("/diarium?text=%00%07&year=99999&state=annat&sida=-3")
    assert "2017/0001" in page.words
    assert "Inga ärenden" in office.get("/diarium?sida=999999999999").words


def test_a_long_list_has_pages(office, db_session, case, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 1)
    services.open_case(db_session, actor=None, heading="Nyare")

    first = office.get("/diarium?state=open")
    second = office.get("/diarium?state=open&sida=2")

    assert "Äldre ärenden" in first.words
    assert "Nyare ärenden" not in first.words
    assert "sida=2" in first.text
    assert "Ansökan från Älvby kommun" in second.words
    assert "Nyare ärenden" in second.words


def test_lists_and_cases_cost_the_same_however_long_they_are(office, db_session, case, counting):
    def cost(path: str) -> int:
        with counting() as seen:
            office.get(path)
        return len(seen)

    register(db_session, case)
    few = cost("/diarium"), cost(address(case))
    for n in range(12):
        made = services.open_case(
            db_session,
            actor=None,
            heading=f"Ärende {n}",
            responsible_id=office_person(db_session),
        )
        register(db_session, made, dated=date(2017, 2, 1))
        register(db_session, case, content=f"Handling {n}")

    assert (cost("/diarium"), cost(address(case))) == few
    assert max(few) <= 14


def office_person(session) -> int:
    from app.association import queries as association

    return association.office_at(session, date(2017, 2, 15))[0].person_id


def test_a_case_is_opened_from_the_page(office, db_session):
    form = office.get("/diarium/nytt").form()
    form |= {"heading": "Val av revisor", "counterpart": "Region Älvlandet"}

    answer = office.post("/diarium/nytt", data=form, follow_redirects=True)

    assert answer.heading == "2017/0001 Val av revisor"
    assert "Ärendet har fått nummer 2017/0001." in answer.words
    assert "öppnade ärendet 2017/0001" in answer.words


def test_a_case_without_a_heading_keeps_what_was_typed(office):
    page = office.post("/diarium/nytt", data={"heading": " ", "counterpart": "Norrsele kommun"})

    assert page.status_code == 422
    assert "Fyll i en ärendemening" in page.words
    assert page.value("counterpart") == "Norrsele kommun"


@pytest.mark.parametrize("person", ["999999", "x", "99999999999999999999"])
def test_a_person_who_cannot_be_responsible_is_refused(office, person):
    page = office.post("/diarium/nytt", data={"heading": "Val", "responsible_id": person})

    assert page.status_code in {303, 422}


def test_a_case_is_edited(office, db_session, case):
    form = office.get(address(case, "/andra")).form()
    form |= {"heading": "Ansökan om insatsmedel", "responsible_id": str(office_person(db_session))}

    answer = office.post(address(case, "/andra"), data=form, follow_redirects=True)

    assert answer.heading == "2017/0001 Ansökan om insatsmedel"
    assert "Ansvarig: Maj Lindell" in answer.words
    again = office.get(address(case, "/andra"))
    assert again.value("responsible_id") == str(office_person(db_session))
    emptied = office.post(address(case, "/andra"), data={**again.form(), "heading": ""})
    assert emptied.status_code == 422


def test_somebody_who_has_left_the_office_can_stay_responsible(office, db_session, case):
    left = people.create_person(db_session, "Nils Avgått")
    case.responsible_id = left.id

    assert office.get(address(case, "/andra")).value("responsible_id") == str(left.id)


def test_two_who_edit_the_same_case_see_both_texts(office, db_session, case):
    form = office.get(address(case, "/andra")).form()
    office.post(address(case, "/andra"), data={**form, "heading": "Deras"})

    page = office.post(address(case, "/andra"), data={**form, "heading": "Min"})

    assert page.status_code == 409
    assert "Deras" in page.words
    assert page.value("heading") == "Min"
    saved = office.post(address(case, "/andra"), data=page.form(), follow_redirects=True)
    assert saved.heading == "2017/0001 Min"
    assert "Så här stod det innan Ärendemening Deras" in saved.words


def test_a_case_is_closed_and_opened_again(office, case):
    closed = office.post(address(case, "/avsluta"), follow_redirects=True)
    assert "Avslutat" in closed.words
    assert "Öppna ärendet igen" in closed.words

    opened = office.post(address(case, "/oppna"), follow_redirects=True)
    assert "Avsluta ärendet" in opened.words
    twice = office.post(address(case, "/oppna"))
    assert twice.status_code == 422
    assert "Ladda om sidan" in twice.words


def record_form(**values) -> dict:
    facts = {
        "direction": "in",
        "dated": "2017-02-15",
        "counterpart": "Norrsele kommun",
        "content": "Yttrande över ansökan",
    }
    return {**facts, **values}


def test_a_record_is_registered_with_its_files_and_they_are_handed_out(office, case):
    assert office.get(address(case, "/ny-handling")).value("dated") == "2017-02-15"
    files = [(BytesIO(PDF), "Årets yttrande.pdf"), (BytesIO("Åsa".encode()), "not.txt")]

    page = office.post(
        address(case, "/ny-handling"), data=record_form(file=files), follow_redirects=True
    )

    for words in ("registrerad som 2017/0001-1", "Yttrande över ansökan", "Från: Norrsele kommun"):
        assert words in page.words
    links = [e.get("href") for e in page.tree.iter("a") if "/fil/" in (e.get("href") or "")]
    answers = [office.get(link) for link in links]
    assert [answer.data for answer in answers] == [PDF, "Åsa".encode()]
    assert "%C3%85rets%20yttrande.pdf" in answers[0].headers["Content-Disposition"]
    assert answers[1].headers["Content-Type"] == "text/plain"
    other = address(case, "/handling/2/fil/") + links[0].rpartition("/")[2]
    assert office.get(other).status_code == 404


def test_a_record_needs_no_file(office, case):
    page = office.post(
        address(case, "/ny-handling"),
        data=record_form(file=(BytesIO(), ""), direction="internal", counterpart=""),
        follow_redirects=True,
    )

    assert "Upprättad" in page.words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"dated": "2017-06-31"}, "Datumet 2017-06-31 finns inte"),
        ({"dated": "2017-02-16"}, "Dagen 2017-02-16 har inte varit ännu"),
        ({"counterpart": ""}, "vem handlingen kom från"),
        ({"content": ""}, "Fyll i kort vad handlingen gäller"),
        ({"content": "a\x07b"}, "osynliga styrtecken"),
        ({"direction": "åt sidan"}, "Det här behöver rättas"),
    ],
)
def test_a_record_that_cannot_be_registered_keeps_what_was_typed(office, case, values, words):
    page = office.post(address(case, "/ny-handling"), data=record_form(**values))

    assert page.status_code == 422
    assert words in page.words
    if "content" not in values:
        assert page.value("content") == "Yttrande över ansökan"


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(office, db_session, case):
    files = [(BytesIO(PDF), "bra.pdf"), (BytesIO(OLE), "brev.docx")]

    page = office.post(address(case, "/ny-handling"), data=record_form(file=files))

    assert page.status_code == 422
    assert "brev.docx är skyddad med lösenord" in page.words
    assert "Välj filerna igen" in page.words
    assert queries.records(db_session, case.id) == []


def test_rule_o3_a_case_and_a_record_are_marked_and_the_mark_is_taken_off(office, db_session, case):
    register(db_session, case)
    for path in (address(case, "/sekretess"), address(case, "/handling/1/sekretess")):
        form = office.get(path).form()
        assert form["authority"] == "Samordningsförbundet Älvbygden"
        assert form["marked_on"] == "2017-02-15"
        form["provision"] = "26 kap. 1 § OSL"
        page = office.post(path, data=form, follow_redirects=True)
        assert "26 kap. 1 § OSL" in page.words
        assert office.get(path).value("provision") == "26 kap. 1 § OSL"

        page = office.post(path, data={"do": "unmark"}, follow_redirects=True)
        assert "Sekretessmarkeringen är borttagen" in page.words
    assert "26 kap." not in page.words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"provision": ""}, "Ange vilken bestämmelse"),
        ({"authority": ""}, "Ange vilken myndighet"),
        ({"marked_on": "2017-02-16"}, "har inte varit ännu"),
    ],
)
def test_rule_o3_half_a_mark_is_refused(office, case, values, words):
    path = address(case, "/sekretess")
    form = {**office.get(path).form(), "provision": "26 kap. 1 § OSL"}

    page = office.post(path, data={**form, **values})

    assert page.status_code == 422
    assert words in page.words


def test_rule_o1_a_late_record_says_how_late(office, db_session, case):
    register(db_session, case, dated=date(2017, 2, 13))
    register(db_session, case, dated=date(2017, 2, 6))

    words = office.get(address(case)).words

    assert "1 arbetsdag för sent" in words
    assert "6 arbetsdagar för sent" in words


def test_rule_o4_the_log_can_be_exported(auditor, case):
    answer = auditor.get("/diarium/logg-2017.csv")

    assert answer.headers["Content-Type"] == "text/csv"
    assert "öppnade ärendet 2017/0001" in answer.data.decode("utf-8-sig")
    assert auditor.get("/diarium/logg-17.csv").status_code == 404


def test_rule_o5_the_register_is_not_for_the_public(client, case):
    paths = ("/diarium", address(case), "/diarium/logg-2017.csv")

    assert {client.get(path).status_code for path in paths} == {303}


@pytest.mark.parametrize("role", [Role.CHAIR, Role.REGULAR, Role.SUBSTITUTE, Role.MEMBER])
def test_the_register_is_for_the_office_and_the_auditors(client, sign_in, case, role):
    sign_in(client, role)

    assert client.get("/diarium").status_code == 403


def test_an_auditor_reads_but_does_not_write(auditor, db_session, case):
    register(db_session, case)

    assert "Registrera en handling" not in auditor.get(address(case)).words
    assert "Lägg upp ett ärende" not in auditor.get("/diarium").words
    for path in ("/diarium/nytt", address(case, "/andra"), address(case, "/ny-handling")):
        assert auditor.get(path).status_code == 403
    assert auditor.post(address(case, "/avsluta")).status_code == 403


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999", "abc", "-1"])
def test_a_case_that_does_not_exist_is_not_found(office, case, number):
    assert office.get(f"/diarium/{number}").status_code == 404
