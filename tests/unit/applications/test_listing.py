"""What the list is narrowed to, what it exports, and how long its bars are."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.applications.domain import ApplicationState, Direction, Kind, Outcome
from app.applications.domain.listing import (
    EXPORT_HEAD,
    Listed,
    Span,
    Standing,
    Wanted,
    bars,
    export_row,
    first_year,
    merged,
    span_of,
)
from app.kernel.spreadsheets import Ore


def listed(**values: object) -> Listed:
    """Return one application of the list."""
    facts: dict[str, object] = {
        "id": 1,
        "number": "2017/0003",
        "name": "Vägen vidare",
        "organisation": "Medlefors folkhögskola",
        "organisation_number": "894701-8480",
        "kind": Kind.ESF,
        "direction": Direction.INDIVIDUAL,
        "state": ApplicationState.REGISTERED,
        "outcome": None,
        "applied_ore": 60_000_000,
        "granted_ore": None,
        "submitted_at": datetime(2017, 1, 30, 12, tzinfo=UTC),
        "starts_on": date(2017, 4, 3),
        "ends_on": date(2020, 3, 31),
        "decided_on": None,
        "paragraph_label": "",
    }
    return Listed(**{**facts, **values})  # type: ignore[arg-type]  # tests give what they like


def test_a_choice_of_filters_becomes_an_address_with_only_what_narrows():
    wanted = Wanted(text="väg & led", year=2017, standing=Standing.PENDING, kind=Kind.ESF)

    assert wanted.query == "text=v%C3%A4g+%26+led&year=2017&standing=pending&kind=esf"
    assert wanted.narrows
    assert not Wanted().narrows
    assert Wanted().query == ""


@pytest.mark.parametrize(
    ("values", "word", "mark"),
    [
        ({}, "Registrerad", "current"),
        ({"state": ApplicationState.WITHDRAWN}, "Återtagen", "skipped"),
        ({"state": ApplicationState.DECIDED, "outcome": Outcome.GRANTED}, "Beviljad", "done"),
        ({"state": ApplicationState.DECIDED, "outcome": Outcome.REJECTED}, "Avslagen", "rejected"),
    ],
)
def test_a_state_is_a_word_and_a_shape_and_an_outcome_goes_before_it(values, word, mark):
    assert (listed(**values).word, listed(**values).mark) == (word, mark)


def test_the_applicant_sees_no_more_than_that_it_is_prepared_rule_dec():
    assert listed(state=ApplicationState.READY_FOR_BOARD).applicants_word == "Under beredning"
    decided = listed(state=ApplicationState.DECIDED, outcome=Outcome.GRANTED_IN_PART)
    assert decided.applicants_word == "Beviljad till en del"


def test_an_exported_row_has_a_cell_for_every_head_and_real_money_and_days():
    row = export_row(listed())

    assert len(row) == len(EXPORT_HEAD)
    assert row[6:12] == (
        date(2017, 1, 30),
        "Registrerad",
        Ore(60_000_000),
        None,
        date(2017, 4, 3),
        date(2020, 3, 31),
    )
    empty = export_row(listed(direction=None, submitted_at=None, granted_ore=0))
    assert (empty[5], empty[6], empty[9]) == ("", None, Ore(0))


def test_bars_are_in_proportion_to_the_largest_amount():
    found = bars([("2017", (600, 300)), ("2018", (0, 150))])

    assert [bar.lengths for bar in found] == [("100.0", "50.0"), ("0.0", "25.0")]


def test_bars_of_nothing_have_no_length():
    assert bars([("2017", (0, 0))])[0].lengths == ("0.0", "0.0")
    assert bars([]) == ()


def test_sums_are_merged_by_label_with_nought_where_one_lacks_it():
    assert merged({"2017": 1, "2018": 2}, {"2018": 3, "2019": 4}) == [
        ("2017", [1, 0]),
        ("2018", [2, 3]),
        ("2019", [0, 4]),
    ]


@pytest.mark.parametrize(
    ("asked", "span", "first"),
    [("", Span.FIVE, 2013), ("10", Span.TEN, 2008), ("alla", Span.ALL, 1), ("-3", Span.FIVE, 2013)],
)
def test_the_charts_go_as_far_back_as_one_asks_for_with_this_year_as_the_last(asked, span, first):
    assert span_of(asked) is span
    assert first_year(span, date(2017, 2, 15)) == first
