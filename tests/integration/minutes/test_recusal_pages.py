"""Recusal from the § in the editor: one form with ground, ruling and who serves instead."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.kernel.actor import Role
from app.meetings.domain import MeetingState
from app.minutes.domain import (
    ChangeKind,
    MinutesFacts,
    RecusalGround,
    Ruling,
    recusal_sentences,
    table_of,
)
from app.minutes.routes.recusal import recusal_panel
from app.registry.domain import RecusalHint
from tests.factories.minutes import SeedMeeting, add_change, mark_present, seed_minutes_opened
from tests.support.html_client import HtmlClient

DAY = "/sammantraden/2016-11-18"
PAGE = f"{DAY}/narvaro/jav"
EDITOR = f"{DAY}/protokoll/skriv"


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def filled(made: SeedMeeting, who: str, number: int, **values: Any) -> dict[str, Any]:
    """Return what the form sends."""
    return {
        "person": made.attendee(who),
        "from_paragraph": made.paragraph(number),
        "ruling": "undisputed",
        **values,
    }


def told(facts: MinutesFacts, number: int) -> list[str]:
    """Return what is told about recusal at a §."""
    return recusal_sentences(facts, table_of(facts), number - 56)


def test_one_submit_makes_the_recusal_and_lets_the_substitute_serve_rule_k12_sub(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    mark_present(opened, "rolf", present=True)
    mark_present(opened, "ulla", present=True)
    sign_in(client, opened.user("helena"))
    page = client.get(
        f"{PAGE}?person={opened.attendee('goran')}&paragraf={opened.paragraph(64)}&grund=Egen"
    )
    form = page.form()
    assert form["person"] == str(opened.attendee("goran"))
    assert form["from_paragraph"] == str(opened.paragraph(64))
    assert form["ground"] == "Egen"
    assert "Ulla Marklén (Arbetsförmedlingen), närmast i tur" in page.words
    data = form | {"ground_kind": "party", "ground": "", "substitute": opened.attendee("ulla")}
    answer = client.post(PAGE, data=data)
    assert answer.headers["Location"] == f"{EDITOR}/8"
    facts = opened.facts
    assert told(facts, 64) == [
        (
            "Göran Lidgren anmäler jäv (6 kap. 28 § 1 kommunallagen) och lämnar sammanträdet under "
            "handläggningen. Ulla Marklén tjänstgör i ärendet."
        )
    ]
    assert table_of(facts).quorum(8).serving == 5
    assert told(facts, 65) == []
    page = client.get(f"{EDITOR}/8")
    assert "Göran Lidgren Jäv" in page.words
    assert "ledamot, jäv" in page.words


def test_whom_the_board_finds_not_recused_keeps_the_seat_and_it_is_printed_rule_k12(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    data = filled(opened, "goran", 64, ruling="not_recused", raised_by=opened.attendee("karin"))
    client.post(PAGE, data=data)
    facts = opened.facts
    assert told(facts, 64) == [
        (
            "Fråga om jäv för Göran Lidgren väcks av Karin Wallmark. Styrelsen finner att jäv inte "
            "föreligger."
        )
    ]
    assert table_of(facts).quorum(8).serving == 5
    page = client.get(f"{EDITOR}/8")
    assert "Göran Lidgren Prövat, ej jäv" in page.words
    assert "ledamot, prövat, ej jäv" in page.words


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"person": 0}, "Välj vem frågan om jäv gäller"),
        ({"ruling": "not_recused", "substitute": "rolf"}, "är inte jävig och tjänstgör själv"),
        ({"person": "helena", "substitute": "rolf"}, "tjänstgör inte vid paragrafen"),
        ({"substitute": "ulla"}, "Ulla Marklén är inte ledig vid § 64"),
        ({"person": "rolf", "substitute": "rolf"}, "tjänstgör inte vid paragrafen"),
        ({"ground_kind": "gissning"}, "Välj ett av alternativen"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_a_sentence_rule_k12_sub(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting, values: dict[str, Any], sentence: str
) -> None:
    mark_present(opened, "rolf", present=True)
    mark_present(opened, "anneli", present=False)
    mark_present(opened, "ulla", present=True, replaces_id=opened.attendee("anneli"))
    sign_in(client, opened.user("helena"))
    typed = {
        name: opened.attendee(value) if value in opened.cast.people else value
        for name, value in values.items()
    }
    page = client.post(PAGE, data=filled(opened, "goran", 64) | typed)
    assert page.status_code in {200, 422}
    if "ulla" in values.values():
        # A substitute who serves is not even offered.
        assert "Välj ett av alternativen i listan" in page.words
    else:
        assert sentence in page.words
    assert told(opened.facts, 64) == []


def test_a_second_question_about_the_same_person_and_paragraph_is_refused_rule_k12(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    client.post(PAGE, data=filled(opened, "goran", 64))
    page = client.post(PAGE, data=filled(opened, "goran", 63, to_paragraph=opened.paragraph(65)))
    assert "redan antecknad vid § 64" in page.words
    assert len(told(opened.facts, 64)) == 1


def test_a_recusal_is_taken_away_on_its_own_page(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    client.post(PAGE, data=filled(opened, "goran", 64))
    page = client.get(f"{PAGE}?paragraf={opened.paragraph(64)}")
    assert "Göran Lidgren, jäv vid § 64" in page.words
    person = opened.facts.attendee(opened.attendee("goran"))
    assert person is not None
    address = f"{DAY}/narvaro/{person.id}/{person.changes[0].id}/ta-bort"
    client.post(address)
    assert told(opened.facts, 64) == []


def test_rule_att_the_vice_chair_leads_when_the_chair_is_recused_and_the_office_is_told(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    page = client.post(PAGE, data=filled(opened, "ingrid", 64), follow_redirects=True)
    assert "Östen Forsmark leder § 64" in page.words
    page = client.post(PAGE, data=filled(opened, "osten", 64), follow_redirects=True)
    assert "Ingen leder § 64" in page.words
    add_change(opened, "karin", ChangeKind.CHAIRING, 64, last=64)
    page = client.get(f"{EDITOR}/8")
    assert "Karin Wallmark inträder som ordförande under § 64" in page.words


def test_the_substitute_of_a_recused_substitute_serves_in_the_same_seat_rule_sub(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    mark_present(opened, "anneli", present=False)
    mark_present(opened, "rolf", present=True, replaces_id=opened.attendee("anneli"))
    mark_present(opened, "ulla", present=True)
    sign_in(client, opened.user("helena"))
    client.post(PAGE, data=filled(opened, "rolf", 64, substitute=opened.attendee("ulla")))
    served = {
        service.person.name: service.replaces.name
        for service in table_of(opened.facts).serving(8)
        if service.replaces
    }
    assert served == {"Ulla Marklén": "Anneli Nyhlén"}


def test_who_left_and_is_set_to_serve_again_is_pointed_out_unless_recused_rule_sub(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    for key in ("ulla", "rolf"):
        mark_present(opened, key, present=True)
    anneli, karin = opened.attendee("anneli"), opened.attendee("karin")
    for key in ("anneli", "karin"):
        mark_present(opened, key, present=False)
    add_change(opened, "ulla", ChangeKind.SERVING, 57, last=58, replaces_id=anneli)
    add_change(opened, "ulla", ChangeKind.LEFT, 58)
    add_change(opened, "ulla", ChangeKind.ARRIVED, 61)
    add_change(opened, "rolf", ChangeKind.SERVING, 57, last=58, replaces_id=karin)
    add_change(opened, "rolf", ChangeKind.RECUSED, 59, last=60)
    sign_in(client, opened.user("helena"))
    page = client.get(f"{PAGE}?person={opened.attendee('goran')}&paragraf={opened.paragraph(64)}")
    assert "närmast i tur, har lämnat sammanträdet tidigare" in page.words
    assert "Rolf Hedqvist (Försäkringskassan) " in page.words


def test_the_ground_and_who_raised_it_are_kept_rule_k12(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    values = {"ground_kind": "represents", "ground": " firmatecknare ", "ruling": "recused"}
    values["raised_by"] = opened.attendee("goran")
    client.post(PAGE, data=filled(opened, "goran", 64, to_paragraph=-1, **values))
    person = opened.facts.attendee(opened.attendee("goran"))
    assert person is not None
    change = person.changes[0]
    assert (change.ground_kind, change.ground) == (RecusalGround.REPRESENTS, "firmatecknare")
    assert (change.raised_by_id, change.ruling, change.last) == (None, Ruling.RECUSED, None)


def test_rule_k13_a_suggestion_from_the_case_fills_the_form_with_one_click(
    opened: SeedMeeting, app: Any
) -> None:
    facts = opened.facts
    goran = next(p for p in facts.attendees if p.id == opened.attendee("goran"))
    hints = [
        RecusalHint(goran.person_id, goran.name, "arbetar hos sökanden"),
        RecusalHint(0, "Tove Nyström", "skriver på ansökan"),
    ]
    with app.test_request_context():
        known, stranger = recusal_panel(facts, 8, hints)
    assert known["href"] == (
        f"{PAGE}?person={goran.id}&paragraf={facts.at(8).id}&grund=arbetar+hos+s%C3%B6kanden"
    )
    assert (known["state"], known["link"]) == ("Kan vara jävig", "Anteckna")
    assert stranger["href"] == ""
    add_change(opened, "goran", ChangeKind.RECUSED, 64, last=64)
    with app.test_request_context():
        noted, _ = recusal_panel(opened.facts, 8, hints)
    assert (noted["state"], noted["link"]) == ("Jäv", "Ändra")


def test_an_officials_recusal_asks_for_another_who_writes_rule_att(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    page = client.post(PAGE, data=filled(opened, "helena", 64), follow_redirects=True)
    assert "Ingen för protokollet vid § 64" in page.words
    assert "Helena Rosvall anmäler jäv" in page.words


@pytest.mark.parametrize("path", ["jav", "distans", "upprop/{karin}"])
def test_nothing_about_attendance_changes_when_the_minutes_are_locked(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting, path: str
) -> None:
    address = f"{DAY}/narvaro/{path.format(karin=opened.attendee('karin'))}"
    opened.meeting.state = MeetingState.FROZEN
    opened.session.commit()
    sign_in(client, opened.user("helena"))
    answer = client.get(address)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{DAY}/protokoll"


def test_a_frozen_or_unknown_meeting_has_no_page_of_recusal(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    assert client.get(PAGE).status_code == 200
    assert client.get(f"{PAGE}?paragraf=99999&person=99999").status_code == 200
    sign_in(client, Role.MEMBER)
    assert client.get(PAGE).status_code in {403, 404}
