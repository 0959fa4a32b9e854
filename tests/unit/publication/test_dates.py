"""Rules K19 and K20: the days of a notice, computed against calendars checked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel.workdays import is_day_off
from app.publication import domain
from app.publication.domain import Span


@pytest.mark.parametrize(
    ("posted_on", "last_day", "why"),
    [
        ("2016-11-29", "2016-12-20", "an ordinary Tuesday"),
        ("2017-02-25", "2017-03-20", "21 days end on a Saturday: Monday"),
        ("2017-02-26", "2017-03-20", "21 days end on a Sunday: Monday"),
        ("2024-02-08", "2024-02-29", "the leap day counts"),
        ("2024-02-15", "2024-03-07", "over the leap day"),
        ("2023-02-15", "2023-03-08", "no leap day"),
        ("2017-03-24", "2017-04-18", "Good Friday: past Easter Monday"),
        ("2017-03-27", "2017-04-18", "Easter Monday: Tuesday"),
        ("2017-06-02", "2017-06-26", "midsommarafton: Monday"),
        ("2016-05-16", "2016-06-07", "the national day: Tuesday"),
        ("2018-04-10", "2018-05-02", "the first of May: Wednesday"),
        ("2017-05-04", "2017-05-26", "Ascension day: Friday"),
        ("2024-12-03", "2024-12-27", "julafton on a Tuesday: Friday"),
        ("2016-12-03", "2016-12-27", "julafton on a Saturday: Tuesday"),
        ("2024-12-10", "2025-01-02", "nyårsafton: the second of January"),
        ("2015-12-10", "2016-01-04", "nyårsafton on a Thursday: past New Year and the weekend"),
        ("2014-12-16", "2015-01-07", "trettondagen: Wednesday"),
        ("2014-12-15", "2015-01-05", "trettondagsafton is an ordinary Monday"),
        ("2028-02-08", "2028-02-29", "29 February 2028 is an ordinary Tuesday and counts"),
        ("2028-02-12", "2028-03-06", "three weeks over 29 February end on a Saturday: Monday"),
        ("2028-03-24", "2028-04-18", "Good Friday 2028 with Easter Monday: Tuesday"),
        ("2028-05-04", "2028-05-26", "Ascension day 2028: Friday"),
        ("2028-05-16", "2028-06-07", "the national day 2028: Wednesday"),
        ("2028-06-02", "2028-06-26", "midsommarafton 2028: past midsommardagen and Sunday"),
        ("2028-06-03", "2028-06-26", "midsommardagen 2028: Monday"),
        ("2026-04-10", "2026-05-04", "the first of May 2026, a Friday: Monday"),
        ("2026-10-10", "2026-11-02", "alla helgons dag 2026: Monday"),
        ("2026-03-12", "2026-04-02", "skärtorsdag 2026 is an ordinary Thursday"),
        ("2026-03-13", "2026-04-07", "Good Friday 2026: Tuesday after Easter"),
        ("2026-12-03", "2026-12-28", "julafton on a Thursday: past the weekend to Monday"),
        ("2026-12-04", "2026-12-28", "juldagen on a Friday: Monday"),
        ("2026-12-10", "2027-01-04", "nyårsafton on a Thursday: Monday next year"),
        ("2026-12-11", "2027-01-04", "nyårsdagen on a Friday: Monday"),
        ("2026-12-20", "2027-01-11", "posted before the turn of the year, ends after it: Monday"),
    ],
)
def test_k20_the_appeal_period_ends_on_a_working_day(
    posted_on: str, last_day: str, why: str
) -> None:
    days = domain.period(date.fromisoformat(posted_on))

    assert days.last_day == date.fromisoformat(last_day), why
    assert days.take_down_on == days.last_day + timedelta(days=1)
    assert days.posted_on == date.fromisoformat(posted_on)


def test_k20_the_eves_are_holidays_by_the_act_of_1930() -> None:
    """Lag (1930:173), 2 §: Saturday, midsommarafton, julafton and nyårsafton count as Sundays."""
    for day in ("2026-06-19", "2026-12-24", "2026-12-31", "2026-04-04", "2026-05-24"):
        assert is_day_off(date.fromisoformat(day)), day
    for day in ("2026-04-02", "2026-04-30", "2026-01-05", "2026-10-30"):
        assert not is_day_off(date.fromisoformat(day)), day


def test_k20_no_posting_day_of_four_years_ends_too_early_or_on_a_day_off() -> None:
    for ordinal in range(date(2023, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        posted = date.fromordinal(ordinal)
        last = domain.last_day_to_appeal(posted)
        assert 21 <= (last - posted).days <= 26
        assert not is_day_off(last)


def test_k19_the_notice_is_due_on_the_second_day_after_attestation() -> None:
    assert domain.post_by(date(2016, 11, 28)) == date(2016, 11, 30)
    assert domain.post_by(date(2024, 2, 28)) == date(2024, 3, 1)


def test_a_notice_is_taken_down_at_swedish_midnight() -> None:
    winter, summer = domain.midnight(date(2016, 12, 21)), domain.midnight(date(2017, 6, 27))

    assert winter == datetime(2016, 12, 20, 23, tzinfo=UTC)
    assert summer == datetime(2017, 6, 26, 22, tzinfo=UTC)


NOON = datetime(2017, 2, 15, 12, tzinfo=UTC)
TOLERANCE = timedelta(hours=12)


def hours(*pairs: tuple[float, float]) -> list[Span]:
    return [Span(NOON + timedelta(hours=a), NOON + timedelta(hours=b)) for a, b in pairs]


@pytest.mark.parametrize(
    ("spans", "until", "expected"),
    [
        (hours((0, 48)), 48, None),
        (hours((0, 10), (20, 48)), 48, None),
        (hours((0, 10), (22, 48)), 48, None),
        (hours((0, 10), (22.5, 48)), 48, 10),
        (hours((0, 10), (40, 48)), 20, None),
        (hours(), 12, None),
        (hours(), 12.5, 0),
        (hours((-50, -20), (3, 48)), 48, None),
        (hours((-50, 5)), 17, None),
        (hours((-50, 5)), 18, 5),
        (hours((-50, 5), (6, 7)), 30, 7),
    ],
)
def test_k20_a_gap_longer_than_tolerated_is_found_where_it_began(
    spans: list[Span], until: float, expected: float | None
) -> None:
    found = domain.gap_start(
        spans, posted_at=NOON, until=NOON + timedelta(hours=until), tolerance=TOLERANCE
    )

    assert found == (None if expected is None else NOON + timedelta(hours=expected))


def test_k20_a_notice_that_was_seen_all_the_time_was_shown_every_day() -> None:
    until = NOON + timedelta(hours=48)

    found = domain.shown(hours((-5, 20), (21, 48)), posted_at=NOON, until=until)

    assert (found.days, found.days_seen) == (3, 3)
    assert found.longest == timedelta(hours=1)
    assert [(one.begins, one.ends) for one in found.pauses] == [
        (NOON + timedelta(hours=20), NOON + timedelta(hours=21))
    ]
    assert found.sentence == "Visad 3 dagar av 3, längsta uppehåll 1 timme."


def test_k20_days_and_pauses_in_which_nobody_saw_the_notice_are_told() -> None:
    until = NOON + timedelta(hours=72)

    found = domain.shown(hours((1, 2), (60, 61)), posted_at=NOON, until=until)
    never = domain.shown([], posted_at=NOON, until=until)
    nothing = domain.shown([], posted_at=NOON, until=NOON)

    assert (found.days, found.days_seen) == (4, 2)
    assert [one.length for one in found.pauses] == [
        timedelta(hours=1),
        timedelta(hours=58),
        timedelta(hours=11),
    ]
    assert (never.days_seen, never.longest) == (0, timedelta(hours=72))
    assert nothing.sentence == "Visad 0 dagar av 0, längsta uppehåll under en minut."


def test_k20_a_pause_between_two_looks_counts_even_inside_a_span() -> None:
    seen = [Span(NOON, NOON + timedelta(hours=5), timedelta(minutes=4))]

    found = domain.shown(seen, posted_at=NOON, until=NOON + timedelta(hours=5))

    assert found.sentence == "Visad 1 dag av 1, längsta uppehåll 4 minuter."


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "under en minut"),
        (timedelta(minutes=1), "1 minut"),
        (timedelta(minutes=15), "15 minuter"),
        (timedelta(hours=3, minutes=20), "3 timmar 20 minuter"),
        (timedelta(days=2, hours=1, minutes=9), "2 dygn 1 timme"),
        (timedelta(days=1), "1 dygn"),
    ],
)
def test_a_length_of_time_is_written_in_words(length: timedelta, words: str) -> None:
    assert domain.duration(length) == words
