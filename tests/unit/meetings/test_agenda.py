"""The agenda's words: standing items, numbers, att-satser, places."""

from __future__ import annotations

from datetime import date

import pytest

from app.association.domain import Charter
from app.meetings.domain import (
    ItemKind,
    Standing,
    clean_clauses,
    election_words,
    item_labels,
    moved,
    place_of_new,
    standing_items,
    standing_of,
    usual_proposal,
)


@pytest.mark.parametrize(
    ("heading", "standing"),
    [
        ("Sammanträdet öppnas", Standing.OPENING),
        ("Mötets öppnande", Standing.OPENING),
        ("Godkännande av dagordning", Standing.AGENDA),
        ("Val av justerare", Standing.ATTESTERS),
        ("Föregående protokoll", Standing.PREVIOUS_MINUTES),
        ("Genomgång av protokoll från föregående möte", Standing.PREVIOUS_MINUTES),
        ("Övriga frågor", Standing.OTHER_QUESTIONS),
        ("Sammanträdet avslutas", Standing.CLOSING),
        ("Informationsärenden", Standing.NONE),
    ],
)
def test_the_charters_lines_are_understood(heading, standing):
    assert standing_of(heading) is standing


def test_the_usual_fixed_items_get_their_usual_kinds_and_proposals():
    charter = Charter()
    lines = f"{charter.opening_items}\n\n{charter.closing_items}"

    items = standing_items(lines, date(2016, 11, 18))

    assert [(i.heading, i.kind, i.clauses) for i in items] == [
        ("Sammanträdet öppnas", ItemKind.INFORMATION, ()),
        ("Godkännande av dagordning", ItemKind.DECISION, ("godkänna dagordningen",)),
        (
            "Föregående protokoll",
            ItemKind.DECISION,
            ("lägga protokollet från den 18 november 2016 till handlingarna",),
        ),
        (
            "Val av justerare",
            ItemKind.ELECTION,
            ("utse en ledamot att tillsammans med ordföranden justera protokollet",),
        ),
        ("Informationsärenden", ItemKind.INFORMATION, ()),
        ("Övriga frågor", ItemKind.INFORMATION, ()),
    ]


def test_an_own_fixed_item_is_for_decision():
    (item,) = standing_items("Ekonomisk uppföljning", None)

    assert item.kind is ItemKind.DECISION


def test_the_first_meeting_names_no_day_for_earlier_minutes():
    assert usual_proposal(Standing.PREVIOUS_MINUTES, None) == (
        "lägga föregående protokoll till handlingarna",
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("att bevilja ansökan", "bevilja ansökan"),
        ("Att bevilja ansökan", "bevilja ansökan"),
        ("  att\tatt bevilja", "bevilja"),
        ("att\u00a0bevilja", "bevilja"),
        ("attestera fakturan", "attestera fakturan"),
        ("bevilja att", "bevilja att"),
    ],
)
def test_a_leading_att_is_dropped_since_the_document_writes_it(typed, kept):
    assert clean_clauses([typed]) == (kept,)


def test_empty_att_satser_are_dropped():
    assert clean_clauses(["", "  ", "att ", "godkänna"]) == ("godkänna",)


def test_items_are_numbered_from_one_and_subordinate_ones_lettered():
    assert item_labels([False, False, True, True, False]) == ("1", "2", "2 a", "2 b", "3")


def test_a_subordinate_item_with_nothing_above_gets_a_number():
    assert item_labels([True, True]) == ("1", "1 a")


def test_letters_go_on_after_z():
    assert item_labels([False] + [True] * 28)[-2:] == ("1 aa", "1 ab")


def test_a_new_item_goes_before_the_fixed_ones_at_the_end():
    headings = ["Sammanträdet öppnas", "Ansökan", "Informationsärenden", "övriga frågor"]

    assert place_of_new(headings, ["Informationsärenden", "Övriga frågor"]) == 2


def test_a_new_item_goes_last_when_nothing_is_fixed_at_the_end():
    assert place_of_new(["A", "Övriga frågor", "B"], ["Övriga frågor"]) == 3
    assert place_of_new([], ["Övriga frågor"]) == 0


def test_a_new_item_goes_before_a_single_fixed_one():
    assert place_of_new(["A", "Övriga frågor"], ["Övriga frågor"]) == 1


@pytest.mark.parametrize(
    ("step", "order"),
    [(-1, (2, 1, 3)), (1, (1, 3, 2)), (-9, (2, 1, 3)), (9, (1, 3, 2)), (0, (1, 2, 3))],
)
def test_an_item_moves_as_far_as_it_goes(step, order):
    assert moved([1, 2, 3], 2, step) == order


def test_an_election_says_what_how_many_and_for_what_term():
    assert election_words("revisorer", 2, "för 2018") == "Väljs: två revisorer, för 2018"
    assert election_words("delegater", 15, "") == "Väljs: 15 delegater"
    assert election_words("ordförande", None, "för 2018") == "Väljs: ordförande, för 2018"
    assert election_words("", 2, "för 2018") == ""
