"""What a revised summons says has changed."""

from __future__ import annotations

import copy

import pytest

from app.meetings.domain import change_sentences, mark_changes

OLD = {
    "tid": {
        "dag": "fredag den 24 februari 2017",
        "klockslag": "kl. 09.00–15.00",
        "plats": "Kansliet",
        "detaljer": "",
        "lank": "",
    },
    "sammankallande": "Maj Lindell, förbundschef",
    "ledamoter": [{"text": "Bo Almqvist, ordförande"}],
    "arenden": [
        {"id": 1, "nr": "1", "rubrik": "Öppnande", "att": [], "bilagor": []},
        {"id": 2, "nr": "2", "rubrik": "Ansökan", "att": ["bevilja"], "bilagor": []},
        {"id": 3, "nr": "3", "rubrik": "Övrigt", "att": [], "bilagor": []},
    ],
}


@pytest.fixture
def new():
    return copy.deepcopy(OLD)


def test_nothing_changed_says_nothing(new):
    assert change_sentences(OLD, new) == []
    assert mark_changes(OLD, new) == {}


def test_a_new_item_is_marked_and_the_numbers_after_it_are_no_change(new):
    new["arenden"].insert(2, {"id": 4, "nr": "3", "rubrik": "Budget", "att": [], "bilagor": []})
    new["arenden"][3]["nr"] = "4"

    assert mark_changes(OLD, new) == {4: "Nytt"}
    assert change_sentences(OLD, new) == ["Ärende 3, Budget, är nytt."]


def test_a_changed_item_says_what_is_changed(new):
    new["arenden"][1] |= {"att": ["avslå"], "bilagor": [{"nr": "1"}]}

    assert mark_changes(OLD, new) == {2: "Ändrat"}
    assert change_sentences(OLD, new) == [
        "Ärende 2, Ansökan: förslaget till beslut och bilagorna är ändrade."
    ]


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("rubrik", "Ny ansökan", "rubriken är ändrad"),
        ("dnr", "2017/0003", "diarienumret är ändrat"),
        ("foredragande", "Bo", "föredraganden är ändrad"),
        ("bakgrund", [{"stycke": "Mer"}], "bakgrunden är ändrad"),
        ("punkter", ["En"], "punkterna är ändrade"),
        ("att", ["avslå"], "förslaget till beslut är ändrat"),
        ("bilagor", [{"nr": "1"}], "bilagorna är ändrade"),
    ],
)
def test_each_part_is_named_in_its_own_words(new, part, value, words):
    new["arenden"][1][part] = value

    (sentence,) = change_sentences(OLD, new)

    assert sentence.endswith(f": {words}.")


def test_an_item_that_was_taken_off_is_told(new):
    del new["arenden"][1]

    assert change_sentences(OLD, new) == ["Ärendet Ansökan har utgått."]


def test_another_order_is_told_once(new):
    new["arenden"].reverse()

    assert change_sentences(OLD, new) == ["Ärendena tas upp i en annan ordning."]


def test_another_time_and_place_are_told_with_the_earlier_ones(new):
    new["tid"] |= {"dag": "måndag den 27 februari 2017", "plats": "Norsjö", "lank": "https://a.b"}
    new["tid"] |= {"klockslag": "kl. 10.00–12.00", "detaljer": "Lunch"}

    assert change_sentences(OLD, new) == [
        (
            "Sammanträdet är flyttat till måndag den 27 februari 2017 "
            "(tidigare fredag den 24 februari 2017)."
        ),
        "Ny tid: kl. 10.00–12.00 (tidigare kl. 09.00–15.00).",
        "Ny plats: Norsjö (tidigare Kansliet).",
        "Detaljerna om sammanträdet är ändrade.",
        "Länken till det digitala mötet är ändrad.",
    ]


def test_others_being_called_is_told(new):
    new["ledamoter"].append({"text": "Ann Edvall"})

    assert change_sentences(OLD, new) == ["Uppgifterna om vilka som är sammankallade är ändrade."]
