"""Time has one source, and a hand that tests can set."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel import clock as kernel_clock


def test_now_is_utc_and_aware():
    assert kernel_clock.now().utcoffset() == timedelta(0)


def test_today_is_the_swedish_day_also_after_midnight_there(clock):
    clock.stop(datetime(2017, 2, 23, 23, 30, tzinfo=UTC))

    assert kernel_clock.today() == date(2017, 2, 24)


def test_a_stopped_clock_stands_still_and_goes_on_afterwards():
    moment = datetime(2017, 2, 24, 9, 0, tzinfo=UTC)

    with kernel_clock.stopped_at(moment):
        assert kernel_clock.now() == kernel_clock.now() == moment

    assert kernel_clock.now() > moment


def test_a_moment_without_a_zone_is_refused():
    with (
        pytest.raises(ValueError, match="time zone"),
        kernel_clock.stopped_at(datetime(2017, 1, 1)),  # noqa: DTZ001 -- the very fault
    ):
        pass


def test_a_clock_that_starts_from_a_moment_ticks_on(monkeypatch):
    monkeypatch.setattr(kernel_clock, "_source", kernel_clock._source)

    kernel_clock.start_from(datetime(2016, 11, 18, 8, 0, tzinfo=UTC))
    first = kernel_clock.now()
    time.sleep(0.002)
    second = kernel_clock.now()

    assert first.date() == date(2016, 11, 18)
    assert first < second < first + timedelta(seconds=5)
