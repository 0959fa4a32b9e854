"""Deadlines, the days of a new year, what a plan lacks, the annual cycle and its wheel."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.association.domain import Charter
from app.kernel.workdays import is_day_off
from app.planning.domain import (
    DeadlineKind,
    DutyKind,
    PlanDay,
    deadlines,
    duties,
    duty_lateness,
    proposed_days,
    shortcomings,
    wheel,
)

START = date(2017, 1, 1)


def test_the_days_of_a_meeting_are_counted_from_it():
    found = {one.kind: one.day for one in deadlines(date(2017, 2, 24), Charter())}

    assert found == {
        DeadlineKind.APPLY: date(2017, 1, 13),
        DeadlineKind.GROUP: date(2017, 2, 3),
        DeadlineKind.SUMMONS: date(2017, 2, 17),
        DeadlineKind.MEETING: date(2017, 2, 24),
        DeadlineKind.ATTESTATION: date(2017, 3, 10),
        DeadlineKind.POSTING: date(2017, 3, 12),
    }


def test_a_deadline_on_a_holiday_moves_back_to_a_working_day():
    found = {one.kind: one.day for one in deadlines(date(2018, 4, 6), Charter())}

    assert found[DeadlineKind.SUMMONS] == date(2018, 3, 29)  # skärtorsdag, before the long weekend


def test_the_settings_of_the_association_decide_the_days():
    charter = Charter(summons_days=14, application_days=60, group_days=30)

    found = {one.kind: one.day for one in deadlines(date(2017, 2, 24), charter)}

    assert found[DeadlineKind.SUMMONS] == date(2017, 2, 10)
    assert found[DeadlineKind.APPLY] == date(2016, 12, 23)
    assert found[DeadlineKind.GROUP] == date(2017, 1, 25)


def test_a_new_year_has_the_same_weeks_and_weekdays():
    earlier = [date(2016, 2, 26), date(2016, 11, 18)]

    assert proposed_days(earlier, 2017) == {
        date(2017, 2, 24): date(2016, 2, 26),
        date(2017, 11, 17): date(2016, 11, 18),
    }


def test_what_is_planned_already_takes_the_place_of_what_lies_near_it():
    earlier = [date(2016, 2, 26), date(2016, 11, 18)]

    assert list(proposed_days(earlier, 2017, [date(2017, 2, 10)])) == [date(2017, 11, 17)]


def test_a_day_off_gives_way_to_the_nearest_working_day():
    # The Friday of week 25 is midsommarafton in 2018, the Friday of week 16 långfredagen in 2019.
    assert list(proposed_days([date(2017, 6, 22)], 2018)) == [date(2018, 6, 21)]
    assert list(proposed_days([date(2017, 6, 23)], 2019)) == [date(2019, 6, 20)]


def test_week_53_finds_a_day_in_a_year_that_has_none():
    assert list(proposed_days([date(2020, 12, 30)], 2021)) == [date(2021, 12, 29)]


days = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))


@given(st.lists(days, min_size=1, max_size=12, unique=True), st.integers(2016, 2036))
def test_a_proposal_is_as_many_working_days_of_the_year_each_once(earlier, year):
    found = proposed_days(earlier, year)

    assert sorted(found.values()) == sorted(earlier)
    assert all(day.year == year and not is_day_off(day) for day in found)


@given(days, st.integers(0, 60))
def test_deadlines_before_are_working_days_and_never_later_than_counted(held_on, summons):
    for one in deadlines(held_on, Charter(summons_days=summons)):
        if one.kind in {DeadlineKind.APPLY, DeadlineKind.GROUP, DeadlineKind.SUMMONS}:
            assert not is_day_off(one.day)
            assert one.day <= held_on
        if one.kind is DeadlineKind.ATTESTATION:
            assert held_on <= one.day <= held_on + timedelta(days=14)


def test_a_good_year_lacks_nothing():
    held = [date(2017, 2, 24), date(2017, 6, 16), date(2017, 10, 20), date(2017, 11, 24)]

    assert shortcomings([PlanDay(day) for day in held], 2017, START) == []


def test_rule_f18_a_year_without_a_meeting_for_the_budget_is_pointed_out():
    held = [PlanDay(date(2017, 2, 24)), PlanDay(date(2017, 11, 17), cancelled=True)]

    (told,) = shortcomings(held, 2017, START)
    assert told.startswith("Inget sammanträde ligger mellan den 1 september och den 30 november")
    assert told.endswith("då budgeten för 2018 ska beslutas (F18).")


def test_rule_f20_a_year_without_a_meeting_for_the_annual_report_is_pointed_out():
    assert shortcomings([PlanDay(date(2017, 11, 17))], 2017, START) == [
        "Inget sammanträde ligger före den 31 mars, då årsredovisningen för 2016 ska lämnas (F20)."
    ]


def test_a_day_off_and_two_close_days_are_pointed_out():
    held = [date(2017, 2, 24), date(2017, 3, 6), date(2017, 6, 23), date(2017, 10, 20)]

    assert shortcomings([PlanDay(day) for day in held], 2017, START) == [
        "Den 23 juni är en helgdag eller helgdagsafton.",
        "Det är mindre än två veckor mellan den 24 februari och den 6 mars.",
    ]


def test_what_has_been_is_not_pointed_out():
    held = [PlanDay(date(2017, 6, 23)), PlanDay(date(2017, 6, 27))]

    assert shortcomings(held, 2017, date(2018, 1, 1)) == []


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2017, 9, 30), "coming"),
        (date(2017, 10, 1), "due"),
        (date(2017, 11, 30), "due"),
        (date(2017, 12, 1), "late"),
    ],
)
def test_rule_f18_the_budget_is_pointed_out_from_october_and_late_after_november(today, state):
    budget = next(one for one in duties(2017, {}) if one.kind is DutyKind.BUDGET)

    assert (budget.heading, budget.rule) == ("Verksamhetsplan och budget för 2018", "F18")
    assert duty_lateness(budget, today) == state


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2017, 2, 28), "coming"),
        (date(2017, 3, 1), "due"),
        (date(2017, 3, 31), "due"),
        (date(2017, 4, 1), "late"),
    ],
)
def test_rule_f20_the_annual_report_is_pointed_out_in_march_and_late_after(today, state):
    report = next(one for one in duties(2017, {}) if one.kind is DutyKind.ANNUAL_REPORT)

    assert (report.heading, report.rule) == ("Årsredovisning för 2016", "F20")
    assert duty_lateness(report, today) == state


def test_what_is_done_is_never_late():
    done = {DutyKind.BUDGET: (date(2017, 11, 24), "§ 45")}
    budget = next(one for one in duties(2017, done) if one.kind is DutyKind.BUDGET)

    assert duty_lateness(budget, date(2018, 2, 1)) == "done"


def test_the_wheel_begins_at_the_top_and_goes_clockwise():
    drawn = wheel(2017, [("meeting", date(2017, 1, 1), "a"), ("duty", date(2017, 4, 2), "b")])

    first, second = drawn.marks
    assert (first.x, first.y) == (200.0, 72.0)
    assert second.x == pytest.approx(342, abs=1)
    assert second.y == pytest.approx(200, abs=3)
    assert drawn.today is None


def test_days_of_other_years_are_not_on_the_wheel():
    days = [("deadline", date(2016, 12, 30), "a"), ("meeting", date(2017, 2, 1), "b")]

    assert [mark.label for mark in wheel(2017, days, date(2017, 5, 1)).marks] == ["b"]
    assert wheel(2017, days, date(2017, 5, 1)).today is not None
    assert wheel(2017, days, date(2018, 5, 1)).today is None
