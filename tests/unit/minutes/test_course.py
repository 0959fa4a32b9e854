"""The course of the meeting: items out of their order, closed doors, adjournments, elections."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import DomainError
from app.minutes.domain import Break
from app.minutes.domain.course import break_fault, break_sentences, course_sentences
from app.minutes.domain.elections import election_clause
from tests.unit.minutes.people import board, minutes, paragraph


def told(order, added=()):
    """Return what is said at each place when the agenda's items come in an order."""
    rows = [
        paragraph(place, agenda_position=item, agenda_number=str(item or ""), added=item in added)
        for place, item in enumerate(order, start=1)
    ]
    facts = minutes(board(), paragraphs=rows)
    found = {place: course_sentences(facts, place) for place in range(1, len(rows) + 1)}
    return {place: words for place, words in found.items() if words}


@pytest.mark.parametrize(
    ("order", "sentences"),
    [
        ([1, 2, 3], {}),
        ([], {}),
        ([1, 4, 2, 3], {2: ["Ärende 4 på dagordningen behandlas före ärende 2."]}),
        ([1, 3, 4, 2, 5], {4: ["Ärende 2 på dagordningen behandlas efter ärende 4."]}),
        ([1, 3, 2], {2: ["Ärende 3 på dagordningen behandlas före ärende 2."]}),
        ([1, None, 3, 2, None], {3: ["Ärende 3 på dagordningen behandlas före ärende 2."]}),
    ],
)
def test_an_item_taken_out_of_its_order_is_told_where_it_was_taken_up(order, sentences):
    assert told(order) == sentences


def test_what_was_added_at_the_meeting_has_no_turn_to_be_taken_out_of():
    assert told([1, 4, 2, 3], added={4}) == {}


@given(st.permutations(list(range(1, 9))))
def test_as_few_items_as_possible_are_said_to_be_out_of_order(order):
    found = told(order)
    kept = [item for place, item in enumerate(order, 1) if place not in found]
    assert kept == sorted(kept)
    assert bool(found) is (order != sorted(order))
    assert all(len(words) == 1 for words in found.values())


def test_closed_doors_and_adjournments_are_told_at_their_paragraph():
    rows = [paragraph(1), paragraph(2, behind_closed_doors=True)]
    facts = minutes(board(), paragraphs=rows, breaks=(Break(1, 2, time(11, 30), time(12, 30)),))
    assert course_sentences(facts, 1) == break_sentences(facts, 1) == []
    assert course_sentences(facts, 2) == ["Ärendet behandlas inom stängda dörrar."]
    assert break_sentences(facts, 2) == ["Sammanträdet ajourneras kl. 11.30–12.30."]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (time(11), time(12), ""),
        (time(9), time(14), ""),
        (time(12), time(12), "break.backwards"),
        (time(8, 59), time(10), "break.before_opening"),
        (time(13), time(14, 1), "break.after_closing"),
    ],
)
def test_an_adjournment_lies_within_the_meetings_times(start, end, code):
    assert break_fault(start, end, opened_at=time(9), closed_at=time(14)) == code


def test_an_adjournment_is_not_told_twice_and_an_open_meeting_has_no_end():
    others = [(time(11), time(12))]
    for start, end in ((time(11, 30), time(12, 30)), (time(10), time(11, 1))):
        fault = break_fault(start, end, opened_at=None, closed_at=None, others=others)
        assert fault == "break.overlaps"
    assert not break_fault(time(12), time(23), opened_at=None, closed_at=None, others=others)


@pytest.mark.parametrize(
    ("values", "clause"),
    [
        (
            {"first": date(2017, 4, 1), "last": date(2021, 3, 31)},
            "utse Karin Wallmark och Bo Ek till ombud för tiden 1 april 2017–31 mars 2021",
        ),
        (
            {"first": date(2017, 4, 1), "term": "för alltid"},
            "utse Karin Wallmark och Bo Ek till ombud från och med den 1 april 2017",
        ),
        (
            {"term": "för  mandatperioden 2019–2022"},
            "utse Karin Wallmark och Bo Ek till ombud för mandatperioden 2019–2022",
        ),
        ({}, "utse Karin Wallmark och Bo Ek till ombud"),
    ],
)
def test_an_election_says_who_to_what_and_for_which_term(values, clause):
    people = ["Karin  Wallmark", " ", "Bo Ek"]
    assert election_clause(people, office=" ombud ", **values) == clause


@pytest.mark.parametrize(
    ("people", "values", "code", "field"),
    [
        ([" "], {"office": "ombud"}, "election.nobody", "people"),
        (["Bo Ek"], {"office": " "}, "election.no_office", "office"),
        (["Bo Ek"], {"office": "x", "last": date(2017, 1, 1)}, "election.no_first", "first"),
        (
            ["Bo Ek"],
            {"office": "x", "first": date(2017, 1, 2), "last": date(2017, 1, 1)},
            "election.backwards",
            "last",
        ),
    ],
)
def test_an_election_that_lacks_something_is_refused(people, values, code, field):
    with pytest.raises(DomainError) as refused:
        election_clause(people, **values)
    assert (refused.value.code, refused.value.field) == (code, field)
