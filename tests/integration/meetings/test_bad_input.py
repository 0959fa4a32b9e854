"""Bad input: each a Swedish sentence, nothing typed is lost, nothing is half saved."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.meetings import queries
from app.meetings.models import Meeting
from tests.integration.meetings.samples import DAY, ITEM, NEW


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("held_on", "2017-06-31", "Datumet 2017-06-31 finns inte. Kontrollera dag och månad."),
        ("held_on", "24 februari", "Skriv datumet som år-månad-dag, till exempel 2017-02-24."),
        ("held_on", "", "Fyll i vilken dag sammanträdet hålls."),
        ("starts_at", "nio", "Skriv klockslaget med timme och minut, till exempel 09.00."),
        ("ends_at", "08:00", "Sluttiden ligger före starttiden. Ange en senare sluttid."),
        ("place", "  ", "Fyll i var sammanträdet hålls."),
        ("digital_link", "mötet", "Länken går inte att öppna."),
        ("details", "Lunch\x07", "osynliga styrtecken"),
        ("place", "x" * 301, "Texten är för lång."),
    ],
)
def test_a_wrong_meeting_is_told_beside_its_field(
    office, db_session, world, field, typed, sentence
):
    page = office.post("/sammantraden/nytt", data=NEW | {field: typed})

    assert page.status_code == 422
    assert sentence in page.words
    kept = NEW | ({} if "\x07" in typed else {field: typed.strip()})
    for name in ("held_on", "starts_at", "ends_at", "place", "details"):
        if name != field or "\x07" not in typed:
            assert page.value(name).strip() == kept[name]
    assert db_session.scalar(select(func.count(Meeting.id))) == 0


def test_the_same_day_twice_is_told(office, meeting):
    page = office.post("/sammantraden/nytt", data=NEW)

    assert page.status_code == 422
    assert "Det finns redan ett sammanträde den dagen." in page.words


def test_a_meeting_cannot_be_moved_to_before_its_own_start(office, meeting):
    form = office.get(f"{DAY}/andra").form()

    page = office.post(f"{DAY}/andra", data=form | {"ends_at": "07:00", "place": "Norsjö"})

    assert page.status_code == 422
    assert page.value("place") == "Norsjö"
    assert meeting.place != "Norsjö"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"heading": " "}, "Fyll i ärendets rubrik."),
        ({"heading": "x" * 301}, "Texten är för lång."),
        ({"kind": "dinner"}, "Vad ärendet gäller"),
        ({"background": "Text\x00"}, "osynliga styrtecken"),
        ({"clauses-0": "x" * 4001}, "Texten är för lång."),
        ({"case_id": "999"}, "Ärende i diariet"),
    ],
)
def test_a_wrong_item_is_told_and_kept(office, db_session, meeting, wrong, sentence):
    before = len(queries.agenda(db_session, meeting.id))

    page = office.post(f"{DAY}/dagordning/nytt", data=ITEM | {"presenter": "Maj"} | wrong)

    assert page.status_code == 422
    assert sentence in page.words
    assert page.value("presenter") == "Maj"
    assert len(queries.agenda(db_session, meeting.id)) == before


def test_markup_in_texts_is_shown_as_text(office, meeting):
    nasty = "<script>alert(1)</script> & åäö"
    with office.foreign_words_allowed():
        office.post(
            f"{DAY}/dagordning/nytt",
            data=ITEM | {"heading": nasty, "background": nasty, "clauses-0": nasty},
        )

        page = office.get(DAY)

    assert page.words.count(nasty) >= 3


def test_very_long_texts_are_kept_whole(office, db_session, meeting):
    long = "ord " * 20_000

    office.post(f"{DAY}/dagordning/nytt", data=ITEM | {"background": long})

    assert queries.agenda(db_session, meeting.id)[4].background == long.strip()


def test_cancelling_without_a_reason_is_told(office, meeting):
    page = office.post(f"{DAY}/stall-in", data={"reason": " "})

    assert page.status_code == 422
    assert "Skriv varför sammanträdet ställs in." in page.words


def test_cancelling_twice_is_told(office, meeting):
    office.post(f"{DAY}/stall-in", data={"reason": "Sjukdom"})

    page = office.post(f"{DAY}/stall-in", data={"reason": "Sjukdom"})

    assert page.status_code == 422
    assert "Det går inte i det här läget." in page.words


def test_unknown_people_and_columns_call_nobody(office, db_session, world, meeting):
    data = {"person-99999": "other", f"person-{world.auditor.person_id}": "dinner"}

    office.post(f"{DAY}/kallade", data=data)

    assert queries.convened(db_session, meeting).others == ()


def test_a_lapsed_login_keeps_what_was_written(client, meeting):
    page = client.post(f"{DAY}/dagordning/nytt", data=ITEM)

    assert page.status_code == 401
    assert "Budget 2018" in page.text
