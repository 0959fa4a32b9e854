"""The data of the minutes in the cases that an ordinary meeting does not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from app.minutes.documents import minutes_context, minutes_properties
from app.minutes.domain import ChangeKind
from tests.unit.minutes.people import (
    ANNELI,
    CHAIR,
    GORAN,
    HELENA,
    KARIN,
    board,
    change,
    minutes,
    paragraph,
    person,
)

HEAD = SimpleNamespace(
    name="Samordningsförbundet Älvbygden",
    town="Älvby",
    organisation_number="222000-0000",
    postal_address="",
    visiting_address="",
    telephone="",
    email="",
    web_page="",
)


def facts(*others, **values):
    people = [person(HELENA, takes_minutes=True), person(KARIN, attests=True), *others]
    made = minutes(board(*people), paragraphs=[paragraph(1, clauses=("bevilja",))])
    return replace(made, closed_at=time(14), **values)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Styrelsen", "Protokoll från styrelsens sammanträde den 18 november 2016"),
        ("LSG", "Protokoll från LSG:s sammanträde den 18 november 2016"),
        ("Utvecklingsgrupp Nords", "Protokoll från utvecklingsgrupp Nords sammanträde den 18"),
    ],
)
def test_the_heading_names_the_body_in_swedish(name, words):
    context = minutes_context(facts(body_name=name), HEAD)

    assert context["rubrik"].startswith(words)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Senast den 2 december 2016"),
        ({"attestation_place": "Kansliet"}, "Kansliet, senast den 2 december 2016"),
        ({"attestation_on": date(2016, 11, 28)}, "Måndagen den 28 november 2016"),
        (
            {
                "attestation_place": "på kansliet",
                "attestation_on": date(2016, 11, 28),
                "attestation_time": time(13),
            },
            "På kansliet, måndagen den 28 november 2016 kl. 13.00",
        ),
    ],
)
def test_rule_k7_the_front_page_tells_when_the_minutes_are_attested(values, words):
    context = minutes_context(facts(**values), HEAD)

    assert context["justeringens_plats_och_tid"] == words
    assert context["justeras_senast"] == "2016-12-02"


def test_a_chair_who_took_the_minutes_has_one_line_for_both():
    both = facts(person(CHAIR, takes_minutes=True), person(HELENA))

    assert [row["roll"] for row in minutes_context(both, HEAD)["underskrifter"]] == [
        "ordförande och sekreterare",
        "justerare",
    ]


def test_minutes_without_an_attester_leave_a_gap_and_name_their_paragraphs():
    nobody = facts(person(KARIN))

    context = minutes_context(nobody, HEAD)

    assert (context["justerare"], context["paragrafspann"]) == ("", "§ 57")


def test_the_properties_name_the_case_and_the_moment():
    moment = datetime(2016, 11, 21, 13, tzinfo=UTC)

    found = minutes_properties(facts(), HEAD, created=moment)

    assert (found.title, found.identifier, found.created) == (
        "Protokoll 2016-11-18",
        "2016/0001",
        moment,
    )


def test_rule_f13_the_quorum_of_each_paragraph_is_recorded_in_the_frozen_data():
    away = [person(who, present=False) for who in (GORAN, ANNELI)]
    context = minutes_context(facts(*away), HEAD)

    assert [one["beslutsforhet"] for one in context["deltagande"]["paragrafer"]] == [
        "3 av 5, beslutsför"
    ]


def test_rule_att_the_signatures_say_who_led_and_who_wrote_which_paragraphs():
    made = facts(person(GORAN, change(ChangeKind.CHAIRING, 1, 1), change(ChangeKind.WRITING, 1, 1)))
    context = minutes_context(made, HEAD)

    assert [one["text"] for one in context["underskrifter"]] == [
        "Göran Lidgren, ordförande och sekreterare",
        "Karin Wallmark, justerare",
    ]
