"""What is said to have changed since somebody read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.domain import changes, digests, kept_offline

FACTS = {
    "heading": "Val av justerare",
    "presenter": "Maj Lindell",
    "background": "Två ledamöter justerar.",
    "proposal": ["utse Kent Arvidsson"],
    "annexes": [("Underlag", "a" * 64)],
}


def shown(**values):
    return {"7": digests(**{**FACTS, **values})}


def test_nothing_is_said_the_first_time():
    assert changes(None, shown()) == {}


def test_the_same_again_says_nothing():
    assert changes(shown(), shown()) == {}


def test_an_item_that_was_not_there_is_new():
    assert changes({}, shown()) == {"7": "Nytt sedan du läste"}


def test_an_item_that_is_gone_is_not_told():
    assert changes(shown(), {}) == {}


@pytest.mark.parametrize(
    ("part", "value", "word"),
    [
        ("heading", "Val", "rubriken"),
        ("presenter", "", "föredraganden"),
        ("background", "Tre justerar.", "bakgrunden"),
        ("proposal", ["utse Mia Brolin"], "förslaget till beslut"),
        ("annexes", [("Underlag", "b" * 64)], "bilagorna"),
    ],
)
def test_each_part_is_told_by_its_word(part, value, word):
    assert changes(shown(), shown(**{part: value})) == {"7": f"Ändrat sedan du läste: {word}"}


def test_several_parts_make_one_sentence():
    now = shown(heading="Val", background="Nytt.", annexes=[])

    assert changes(shown(), now) == {
        "7": "Ändrat sedan du läste: rubriken, bakgrunden och bilagorna"
    }


def test_a_part_that_was_not_known_when_it_was_read_counts_as_changed():
    before = {"7": {"heading": shown()["7"]["heading"]}}

    assert "bilagorna" in changes(before, shown())["7"]


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_proposals_are_the_same_only_when_every_clause_is(one, other):
    said = changes(shown(proposal=one), shown(proposal=other))

    assert bool(said) is (one != other)


def test_papers_are_kept_on_the_device_until_the_day_has_ended():
    day = date(2017, 2, 24)

    assert kept_offline(day, day)
    assert not kept_offline(day, date(2017, 2, 25))
