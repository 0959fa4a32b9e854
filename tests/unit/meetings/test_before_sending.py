"""What is said to be missing before a summons is sent, and what is new to one who has read."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.meetings.domain.before_sending import ItemText, SendingFacts, before_sending
from app.meetings.domain.since_read import since_read


def facts(**values):
    defaults = {
        "held_on": date(2017, 2, 24),
        "today": date(2017, 2, 15),
        "summons_days": 7,
        "starts_at": time(9),
        "place": "Kansliet",
        "digital_link": "",
    }
    return SendingFacts(**{**defaults, **values})


def found(**values):
    return [(lack.text, lack.place, lack.kind) for lack in before_sending(facts(**values))]


def test_a_whole_summons_in_time_lacks_nothing():
    told = ItemText(1, "1", "Se bilaga 1.", has_annex=True)
    assert found(items=[told, ItemText(2, "2", "Inget mer.", has_annex=False)]) == []


def test_rule_sum_a_late_one_leads_to_the_button():
    assert found(today=date(2017, 2, 17)) == []
    (late,) = found(today=date(2017, 2, 18))
    assert late == (
        "Kallelsen skulle ha skickats senast 2017-02-17. Den kan skickas ändå",
        "send",
        "late",
    )


def test_place_and_hour_must_be_filled_in():
    assert found(place="  ", starts_at=time(0)) == [
        ("Platsen är inte ifylld", "edit", "missing"),
        ("Klockslaget är inte ifyllt", "edit", "missing"),
    ]


@pytest.mark.parametrize("text", ["Se bilaga 3.", "Bilagan visar", "Budgeten bifogas"])
def test_an_annex_that_is_named_but_not_there_is_pointed_out(text):
    (lack,) = found(items=[ItemText(7, "5 a", text, has_annex=False)])

    assert lack == (
        "Ärende 5 a nämner en bilaga, men ingen fil är tillagd",
        "annexes:7",
        "warning",
    )


def test_everybody_without_an_address_is_named():
    assert found(without_address=[(4, "Rut Boman")]) == [
        ("Rut Boman saknar e-postadress och får kallelsen på papper", "person:4", "warning")
    ]


def test_items_are_marked_for_the_one_who_has_read_an_earlier_summons():
    old = {"arenden": [{"id": 1, "nr": "1", "rubrik": "A"}, {"id": 2, "nr": "2", "rubrik": "B"}]}
    now = {
        "rubrik": "Kallelse",
        "arenden": [
            {"id": 1, "nr": "1", "rubrik": "A", "andrad": "Ändrat"},
            {"id": 2, "nr": "2", "rubrik": "B2", "andrad": ""},
            {"id": 3, "nr": "3", "rubrik": "C", "andrad": "Nytt"},
        ],
    }

    news = since_read(old, now)

    assert [item["andrad"] for item in news.context["arenden"]] == [
        "",
        "Ändrat sedan du läste",
        "Nytt sedan du läste",
    ]
    assert news.sentences == ("Ärende 2, B2: rubriken är ändrad.", "Ärende 3, C, är nytt.")
    assert news.context["rubrik"] == "Kallelse"
    assert now["arenden"][0]["andrad"] == "Ändrat"
