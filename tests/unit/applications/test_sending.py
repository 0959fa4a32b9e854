"""The snapshot and its fingerprint, and whether an application came in time."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import pytest

from app.applications.domain.calls import CallDays, CallState, call_state
from app.applications.domain.checking import missing
from app.applications.domain.promises import (
    Promise,
    receipt_sentences,
    way_ahead,
    written_moment,
)
from app.applications.domain.sending import (
    canonical,
    fingerprint,
    hindering,
    is_late,
    ready_from,
)
from tests.factories.applications import full_answers

DAY = date(2017, 2, 15)


def test_the_fingerprint_is_of_the_content_and_not_of_the_order_it_came_in():
    one = {"sections": {"a": {"x": 1, "y": "å"}}, "files": []}
    other = {"files": [], "sections": {"a": {"y": "å", "x": 1}}}
    assert canonical(one) == '{"files":[],"sections":{"a":{"x":1,"y":"å"}}}'.encode()
    assert fingerprint(one) == fingerprint(other) == hashlib.sha256(canonical(one)).hexdigest()


def test_a_number_that_is_no_number_is_never_frozen():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"x": float("nan")})


@pytest.mark.parametrize(
    ("closes_on", "reopened_until", "late"),
    [
        (None, None, False),
        (DAY, None, False),
        (date(2017, 2, 14), None, True),
        (date(2017, 2, 14), DAY, False),
        (date(2017, 2, 1), date(2017, 2, 14), True),
    ],
)
def test_the_last_day_belongs_to_the_call(closes_on, reopened_until, late):
    assert is_late(DAY, closes_on=closes_on, reopened_until=reopened_until) is late


def test_a_board_needs_three_weeks():
    assert ready_from(DAY) == date(2017, 3, 8)


def test_warnings_hinder_nobody():
    answers = full_answers(target_group={"age_to": 70})
    assert hindering(missing(1, answers, today=DAY, goes_on=False), parties_override=False) == ()


def test_rule_f5_one_party_type_hinders_unless_the_office_has_said_otherwise():
    rows = [
        {"party_type": "municipality", "name": name, "contribution": "Handledare."}
        for name in ("Norsjö kommun", "Malå kommun")
    ]
    lacks = missing(1, full_answers(parties={"parties": rows}), today=DAY, goes_on=False)
    assert [one.section for one in hindering(lacks, parties_override=False)] == ["parties"]
    assert hindering(lacks, parties_override=True) == ()


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        (Promise(), ""),
        (Promise("LSG"), "Den bereds av LSG."),
        (Promise("LSG", date(2017, 2, 10)), "Den bereds av LSG den 10 februari 2017."),
        (
            Promise(board_on=date(2017, 2, 24)),
            "Den väntas tas upp av styrelsen den 24 februari 2017.",
        ),
        (
            Promise("LSG", date(2017, 2, 10), date(2017, 2, 24)),
            (
                "Den bereds av LSG den 10 februari 2017 och väntas tas upp av styrelsen "
                "den 24 februari 2017."
            ),
        ),
    ],
)
def test_what_is_not_known_is_left_out_of_the_receipt(promise, words):
    assert way_ahead(promise) == words
    said = receipt_sentences("2017/0004", promise)
    assert said[:2] == (
        "Vi har tagit emot er ansökan.",
        "Den har fått ärendenummer 2017/0004.",
    )
    assert said[2:] == ((words,) if words else ())


def test_a_moment_is_written_as_in_lists():
    assert written_moment(datetime(2017, 2, 15, 14, 2)) == "2017-02-15 kl. 14.02"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (CallDays(DAY, None, published=False), CallState.DRAFT),
        (CallDays(date(2017, 2, 16), None, published=True), CallState.COMING),
        (CallDays(DAY, DAY, published=True), CallState.OPEN),
        (CallDays(date(2016, 1, 1), None, published=True), CallState.OPEN),
        (CallDays(date(2016, 1, 1), date(2017, 2, 14), published=True), CallState.CLOSED),
    ],
)
def test_where_a_call_is(days, state):
    assert call_state(days, DAY) is state
