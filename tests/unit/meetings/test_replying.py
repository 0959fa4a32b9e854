"""Who is asked to serve for whom, and whether there will be a quorum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.meetings.domain import Answer, MeetingState
from app.meetings.domain.replying import (
    COMING,
    Called,
    Forecast,
    Shift,
    forecast,
    may_answer,
    next_substitute,
    shift,
    worries,
)

YES, FAR, NO = Answer.ATTENDS, Answer.DISTANCE, Answer.ABSENT
DAY = date(2017, 2, 24)


def regular(number, member=None, answer=None):
    return Called(number, regular=True, member_id=member, order=number, answer=answer)


def substitute(number, member=None, answer=None, serves_for=None):
    return Called(
        number,
        regular=False,
        substitute=True,
        member_id=member,
        order=number,
        answer=answer,
        serves_for=serves_for,
    )


class TestWhoIsNext:
    def test_rule_sub_the_own_members_substitute_goes_before_those_called_earlier(self):
        away = regular(1, member=7, answer=NO)
        people = [away, substitute(11, member=8), substitute(12, member=7), substitute(13, 7)]

        assert next_substitute(people, away).person_id == 12

    def test_rule_sub_then_the_others_in_the_order_of_call(self):
        away = regular(1, member=7, answer=NO)
        people = [away, substitute(13, member=9), substitute(12, member=8)]

        assert next_substitute(people, away).person_id == 12

    def test_those_who_have_said_no_or_serve_already_are_passed_over(self):
        away = regular(1, member=7, answer=NO)
        people = [away, substitute(11, 7, NO), substitute(12, 7, serves_for=2), substitute(13, 8)]

        assert next_substitute(people, away).person_id == 13
        assert next_substitute(people[:3], away) is None

    def test_regulars_and_the_invited_are_never_asked_to_serve(self):
        away = regular(1, answer=NO)

        assert next_substitute([away, regular(2), Called(20, regular=False)], away) is None

    def test_without_members_only_the_order_of_call_counts(self):
        away = regular(1, answer=NO)

        assert next_substitute([away, substitute(12, 4), substitute(11)], away).person_id == 11


class TestShift:
    def test_nobody_is_asked_while_nobody_is_away(self):
        assert shift([regular(1, 7, YES), regular(2), substitute(11, 7)]) == Shift()

    def test_rule_sub_a_substitutes_no_passes_the_question_on(self):
        people = [
            regular(1, 7, NO),
            substitute(11, 7, answer=NO, serves_for=1),
            substitute(12, 8),
        ]

        assert shift(people) == Shift(asked=((12, 1),), released=((11, 1),))

    def test_a_regular_who_comes_after_all_releases_the_substitute(self):
        people = [regular(1, 7, YES), substitute(11, 7, answer=YES, serves_for=1)]

        assert shift(people) == Shift(released=((11, 1),))

    def test_a_released_substitute_can_be_asked_for_another_at_once(self):
        people = [regular(1, 7, YES), regular(2, 7, NO), substitute(11, 7, serves_for=1)]

        assert shift(people) == Shift(asked=((11, 2),), released=((11, 1),))

    def test_with_nobody_left_the_regular_is_unserved(self):
        assert shift([regular(1, 7, NO), regular(2, 7, NO), substitute(11, 7)]) == Shift(
            asked=((11, 1),), unserved=(2,)
        )

    def test_somebody_whose_regular_is_no_longer_called_is_released(self):
        assert shift([substitute(11, 7, serves_for=1)]) == Shift(released=((11, 1),))


answers = st.sampled_from([None, YES, FAR, NO])
members = st.sampled_from([None, 1, 2, 3])


@st.composite
def bodies(draw):
    regulars = [
        regular(number, draw(members), draw(answers))
        for number in range(1, draw(st.integers(1, 8)))
    ]
    substitutes = [
        substitute(
            number,
            draw(members),
            draw(answers),
            draw(st.sampled_from([None, *(one.person_id for one in regulars)])),
        )
        for number in range(101, 101 + draw(st.integers(0, 8)))
    ]
    seen: set[int | None] = set()
    kept = []
    for one in substitutes:  # nobody is served for twice from the start
        taken = one.serves_for in seen and one.serves_for is not None
        seen.add(one.serves_for)
        kept.append(replace(one, serves_for=None) if taken else one)
    return [*regulars, *kept]


def applied(people, found):
    task = {one.person_id: one.serves_for for one in people}
    task.update({who: None for who, _ in found.released})
    task.update(dict(found.asked))
    return [replace(one, serves_for=task[one.person_id]) for one in people]


@given(bodies())
def test_rule_sub_after_the_shift_everybody_away_has_a_substitute_or_none_is_left(people):
    found = shift(people)
    after = applied(people, found)

    served = [one.serves_for for one in after if one.serves_for is not None]
    away = {one.person_id for one in after if one.regular and one.answer is NO}
    assert len(served) == len(set(served))
    assert set(served) | set(found.unserved) == away
    assert not set(served) & set(found.unserved)
    assert all(one.answer is not NO for one in after if one.serves_for is not None)
    free = [one for one in after if one.substitute and one.serves_for is None]
    assert not found.unserved or all(one.answer is NO for one in free)


@given(bodies())
def test_the_same_answers_never_ask_or_release_anybody_twice(people):
    again = shift(applied(people, shift(people)))

    assert (again.asked, again.released) == ((), ())


@given(bodies(), st.integers(0, 12))
def test_the_forecast_counts_each_seat_once(people, seats):
    after = applied(people, shift(people))
    found = forecast(after, seats)

    regulars = sum(one.regular for one in after)
    assert found.coming + found.silent <= regulars <= found.seats
    assert found.possible or not found.reached


def test_the_forecast_says_it_in_a_sentence():
    people = [*(regular(n, answer=YES) for n in range(1, 5)), *(regular(n) for n in range(5, 9))]
    served = [
        *people[:4],
        regular(5, answer=NO),
        *people[5:],
        substitute(11, answer=FAR, serves_for=5),
    ]

    assert forecast(people, 9).text == "inte beslutsför än: 4 av 9 har svarat att de kommer"
    assert forecast(served, 0).text == "5 av 8 har svarat att de kommer, beslutsför"
    assert Forecast(1, 9, 2).text == "inte beslutsför: 1 av 9 har svarat att de kommer"


@pytest.mark.parametrize(
    ("found", "today", "worried"),
    [
        (Forecast(5, 9, 4), date(2017, 2, 23), False),
        (Forecast(0, 9, 9), date(2017, 2, 16), False),
        (Forecast(4, 9, 5), date(2017, 2, 17), True),
        (Forecast(1, 9, 2), date(2017, 1, 1), True),
    ],
)
def test_the_office_is_worried_when_the_day_is_near_or_it_cannot_be_reached(found, today, worried):
    assert worries(found, DAY, today) is worried


@pytest.mark.parametrize("state", list(MeetingState))
def test_answers_are_taken_from_the_summons_until_the_meeting_opens(state):
    assert may_answer(state, DAY, DAY) is (state is MeetingState.SUMMONED)
    assert not may_answer(state, DAY, date(2017, 2, 25))


def test_coming_is_in_the_room_or_at_a_distance():
    assert {one for one in Answer if one in COMING} == {YES, FAR}
