"""Dates, times and assets as a person sees them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from app.kernel import ui

DAY = date(2017, 2, 24)


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (ui.swedish_date, DAY, "fredag 24 februari 2017"),
        (ui.long_date, DAY, "24 februari 2017"),
        (ui.short_date, DAY, "fre 24 feb 2017"),
        (ui.iso, DAY, "2017-02-24"),
        (ui.clock_time, time(9, 0), "09.00"),
        (ui.clock_time, datetime(2017, 2, 24, 8, 0, tzinfo=UTC), "09.00"),
        (ui.iso, datetime(2017, 2, 23, 23, 30, tzinfo=UTC), "2017-02-24"),
        (ui.moment, datetime(2017, 7, 1, 12, 2, tzinfo=UTC), "lör 1 juli 2017 kl. 14.02"),
    ],
)
def test_swedish_dates_and_times(write, value, text):
    assert write(value) == text


@pytest.mark.parametrize(
    "write", [ui.swedish_date, ui.long_date, ui.short_date, ui.iso, ui.clock_time, ui.moment]
)
def test_what_is_not_known_is_a_dash(write):
    assert write(None) == "—"
