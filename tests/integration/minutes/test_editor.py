"""The minutes editor: save, autosave, conflicts, order, what nobody loses."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.kernel import history
from app.minutes import services
from app.minutes.models import Paragraph
from tests.factories.minutes import SeedMeeting, seed_minutes_closed, seed_minutes_opened
from tests.support.html_client import HtmlClient, Page

WRITE = "/sammantraden/2016-11-18/protokoll/skriv"
JSON = {"Accept": "application/json"}
STATEMENTS = 18


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


@pytest.fixture
def office(client: HtmlClient, sign_in: Any, opened: SeedMeeting) -> HtmlClient:
    sign_in(client, opened.user("helena"))
    return client


def form_of(page: Page, place: int) -> dict[str, Any]:
    """Return what a browser would send from the §'s form."""
    return page.form(f"{WRITE}/{place}")


def test_the_editor_begins_at_the_first_paragraph_that_is_not_done(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    assert "§ 57 (preliminärt)" in office.get(WRITE).words
    page = office.get(f"{WRITE}/1")
    page = office.post(f"{WRITE}/1", data={**form_of(page, 1), "do": "next"})
    assert page.location.endswith("/protokoll/skriv/2")
    assert "§ 58 (preliminärt)" in office.get(WRITE).words


def test_a_paragraph_is_saved_and_the_next_one_comes(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = form_of(office.get(f"{WRITE}/5"), 5)
    form |= {
        "background": "Ny text med åäö",
        "clauses-0": "att godkänna budgeten",
        "clauses-1": "  ",
        "clauses-2": "uppdra till kansliet att redigera",
        "dispatch_to": "Medlemmarna",
        "do": "next",
    }
    page = office.post(f"{WRITE}/5", data=form)
    assert page.status_code == 303
    assert page.location.endswith("/6")
    found = opened.facts.at(5)
    assert found.clauses == ("godkänna budgeten", "uppdra till kansliet att redigera")
    assert (found.background, found.dispatch_to) == ("Ny text med åäö", "Medlemmarna")
    assert not found.from_proposal
    last = office.post(f"{WRITE}/14", data={**form_of(office.get(f"{WRITE}/14"), 14), "do": "next"})
    assert last.location.endswith("/14")


def test_autosave_answers_with_time_and_version_and_keeps_the_mark_of_the_proposal(
    office: HtmlClient, opened: SeedMeeting, clock: Any
) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6)
    first = office.post(f"{WRITE}/6", data=form | {"notes": "En anteckning"}, headers=JSON)
    assert first.json == {"saved_at": "12.00", "version": int(form["version"]) + 1}
    assert opened.facts.at(6).from_proposal
    again = office.post(
        f"{WRITE}/6",
        data=form | {"version": first.json["version"], "clauses-0": "avslå"},
        headers=JSON,
    )
    assert again.json["version"] == first.json["version"] + 1
    assert not opened.facts.at(6).from_proposal


def test_saving_by_hand_says_that_the_proposal_has_been_read(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    page = office.get(f"{WRITE}/6")
    assert page.text.count("Från förslaget") == 3
    office.post(f"{WRITE}/6", data={**form_of(page, 6), "do": "save"})
    assert not opened.facts.at(6).from_proposal
    assert "Från förslaget" not in office.get(f"{WRITE}/6").text


def test_what_is_not_changed_gets_no_new_version(office: HtmlClient, opened: SeedMeeting) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6)
    for _ in range(2):
        answer = office.post(f"{WRITE}/6", data=form, headers=JSON)
        assert answer.json["version"] == int(form["version"])


def test_autosave_tells_what_cannot_be_saved(office: HtmlClient) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6) | {"heading": ""}
    answer = office.post(f"{WRITE}/6", data=form, headers=JSON)
    assert answer.status_code == 422
    assert answer.json["sentences"] == ["Skriv en rubrik för paragrafen."]
    page = office.post(f"{WRITE}/6", data=form | {"notes": "kvar"})
    assert page.status_code == 422
    assert page.value("notes") == "kvar"


def test_control_characters_are_shown_and_nothing_is_saved(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6)
    form |= {"background": "Klocka\x07 här", "clauses-0": "förlänga\x0btiden"}
    page = office.post(f"{WRITE}/6", data=form)
    assert page.status_code == 422
    assert page.value("background") == "Klocka␇ här"
    assert page.value("clauses-0") == "förlänga␋tiden"
    assert "osynliga styrtecken" in page.words
    assert "Klocka" not in opened.facts.at(6).background


def test_two_people_who_save_the_same_paragraph_both_see_both_texts(
    office: HtmlClient, new_client: Any, sign_in: Any, opened: SeedMeeting
) -> None:
    other = new_client()
    sign_in(other, opened.user("ingrid"))
    mine, theirs = (form_of(c.get(f"{WRITE}/6"), 6) for c in (office, other))
    kept = theirs | {"background": "Ordförandens text", "clauses-3": "ordförandens sats"}
    assert other.post(f"{WRITE}/6", data=kept).status_code == 303
    lost = mine | {"background": "Kansliets text", "notes": "Bara min"}
    assert office.post(f"{WRITE}/6", data=lost, headers=JSON).status_code == 409
    page = office.post(f"{WRITE}/6", data=lost)
    assert page.status_code == 409
    for text in ("Ordförandens text", "Kansliets text", "Bara min", "ordförandens sats"):
        assert text in page.text
    assert "Ingrid Sandahl" in page.words
    found = opened.facts.at(6)
    assert (found.background, found.notes) == ("Ordförandens text", "")
    settled = page.form() | {"background": "Båda", "version": found.version}
    assert office.post(f"{WRITE}/6", data=settled).status_code == 303
    assert opened.facts.at(6).background == "Båda"
    assert opened.facts.at(6).notes == "Bara min"
    events = office.get(f"{WRITE}/6").words.partition("Händelser i paragrafen")[2]
    assert "Så här stod det innan" in events
    assert "Ordförandens text" in events
    assert "ordförandens sats" in events


def test_the_same_text_twice_is_no_conflict(office: HtmlClient, opened: SeedMeeting) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6) | {"background": "Samma"}
    for _ in range(2):
        assert office.post(f"{WRITE}/6", data=form).status_code == 303


def test_a_lapsed_login_keeps_what_was_written(
    client: HtmlClient, office: HtmlClient, new_client: Any, opened: SeedMeeting
) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6) | {"background": "Halvvägs genom en mening"}
    stranger = new_client()
    assert stranger.post(f"{WRITE}/6", data=form, headers=JSON).status_code == 401
    page = stranger.post(f"{WRITE}/6", data=form)
    assert page.status_code == 401
    assert "Halvvägs genom en mening" in page.text
    assert f'value="{WRITE}/6"' in page.text


def test_rows_are_added_removed_and_moved_without_script(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6)
    page = office.post(f"{WRITE}/6", data=form | {"do": "add", "notes": "inte sparat än"})
    assert page.value("clauses-3") == ""
    assert page.value("notes") == "inte sparat än"
    page = office.post(f"{WRITE}/6", data=form | {"do": "down:0"})
    assert page.value("clauses-1") == form["clauses-0"]
    page = office.post(f"{WRITE}/6", data=form | {"do": "up:2"})
    assert page.value("clauses-1") == form["clauses-2"]
    page = office.post(f"{WRITE}/6", data=form | {"do": "remove:1"})
    assert page.value("clauses-1") == form["clauses-2"]
    assert opened.facts.at(6).clauses == opened.facts.at(6).proposal


def test_the_form_follows_its_paragraph_when_the_order_has_changed(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6) | {"notes": "om förlängningen"}
    page = office.post(f"{WRITE}/6/flytta", data={"do": "up"})
    assert page.location.endswith("/5")
    office.post(f"{WRITE}/6", data=form)
    assert opened.facts.at(5).notes == "om förlängningen"
    assert office.post(f"{WRITE}/5/flytta", data={"do": "down"}).location.endswith("/6")


def test_a_paragraph_that_somebody_has_removed_gives_back_what_was_written(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6) | {"background": "Det jag skrev"}
    assert office.get(f"{WRITE}/6/ta-bort").status_code == 200
    assert office.post(f"{WRITE}/6/ta-bort").location.endswith("/5")
    assert len(opened.facts.paragraphs) == 13
    page = office.post(f"{WRITE}/6", data=form)
    assert page.status_code == 409
    assert page.value("background") == "Det jag skrev"
    assert office.post(f"{WRITE}/6", data=form, headers=JSON).status_code == 409
    logged = history.events(opened.session, opened.meeting, limit=1)[0]
    assert logged.action == "minutes.paragraph_removed"
    assert logged.details["clauses"]


def test_an_item_that_came_up_is_added_where_it_belongs_and_named_in_the_agenda(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    page = office.get(f"{WRITE}/ny?efter=14")
    assert office.post(f"{WRITE}/ny", data={"heading": ""}).status_code == 422
    form = page.form() | {"heading": "Studiebesök i Halmstad"}
    made = office.post(f"{WRITE}/ny", data=form)
    assert made.location.endswith("/15")
    agenda = office.get(f"{WRITE}/2")
    assert "Skriv in tilläggen i beslutet" in agenda.words
    assert office.post(f"{WRITE}/tillagg").location.endswith("/2")
    (clause,) = opened.facts.at(2).clauses
    assert clause == (
        "godkänna dagordningen med tilläggen att ”Ansökan om medel till mötesplats för nyanlända” "
        "tas upp som eget ärende och att ”Studiebesök i Halmstad” tas upp under Övriga frågor"
    )
    assert "Skriv in tilläggen i beslutet" not in office.get(f"{WRITE}/2").words


def test_a_place_outside_the_minutes_is_not_found(office: HtmlClient) -> None:
    for address in (f"{WRITE}/99", f"{WRITE}/0", f"{WRITE}/99/ta-bort"):
        assert office.get(address).status_code == 404


def test_the_editor_shows_quorum_presence_annexes_and_what_is_told(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    made = seed_minutes_closed(db_session)
    sign_in(client, made.user("helena"))
    page = client.get(f"{WRITE}/5")
    assert "5 av 5, beslutsför" in page.words
    assert "Östen Forsmark anländer kl. 10.15, före § 61." in page.words
    assert "Bilaga 2, Verksamhetsplan och budget 2017" in page.words
    assert "för Anneli Nyhlén" in page.words
    assert "Förslaget i kallelsen" in page.words
    assert "strateg" in client.get(f"{WRITE}/7").words


def test_the_editor_costs_a_fixed_number_of_statements(
    client: HtmlClient, sign_in: Any, db_session: Session, counting: Any
) -> None:
    made = seed_minutes_closed(db_session)
    sign_in(client, made.user("helena"))
    client.get(f"{WRITE}/5")
    with counting() as seen:
        client.get(f"{WRITE}/5")
    assert len(seen) <= STATEMENTS, "\n".join(seen)


def test_the_log_has_one_row_per_person_and_sitting(
    office: HtmlClient, opened: SeedMeeting, clock: Any
) -> None:
    form = form_of(office.get(f"{WRITE}/6"), 6)
    for number in range(3):
        answer = office.post(f"{WRITE}/6", data=form | {"notes": f"rad {number}"}, headers=JSON)
        form["version"] = answer.json["version"]
    row = opened.session.get_one(Paragraph, opened.paragraph(62))
    assert len(history.events(opened.session, row)) == 1
    clock.move(minutes=20)
    office.post(f"{WRITE}/6", data=form | {"notes": "senare"}, headers=JSON)
    assert len(history.events(opened.session, row)) == 2


def test_frozen_minutes_are_not_written(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    made = seed_minutes_closed(db_session)
    row = made.facts.at(6)
    services.freeze(
        db_session,
        actor=made.actor,
        meeting=made.meeting,
        version=services.fingerprint(db_session, made.facts),
    )
    sign_in(client, made.user("helena"))
    assert client.get(f"{WRITE}/6").status_code == 303
    assert client.get("/sammantraden/2016-11-18/narvaro").status_code == 303
    data = {"paragraph": row.id, "version": row.version, "heading": "Ny", "kind": "decision"}
    answer = client.post(f"{WRITE}/6", data=data, headers=JSON)
    assert answer.status_code == 422
    assert "Protokollet kan inte ändras nu" in answer.json["sentences"][0]
    page = client.post(f"{WRITE}/6", data=data | {"background": "det jag skrev"})
    assert page.value("background") == "det jag skrev"
