"""Swedish working days: Monday to Friday that are neither holidays nor their eves. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5
_DAY = timedelta(days=1)


@lru_cache(maxsize=32)
def _days_off(year: int) -> frozenset[date]:
    """Public holidays with midsommarafton, julafton and nyårsafton (lagen 1930:173, 2 §)."""
    found = holidays.country_holidays("SE", years=year, categories=("public", "de_facto"))
    return frozenset(found)


def is_day_off(day: date) -> bool:
    """Say whether nobody is expected at work: Saturday, Sunday, public holiday, eve."""
    return day.weekday() >= _SATURDAY or day in _days_off(day.year)


def next_working_day(day: date) -> date:
    """Return the first working day after ``day``."""
    day += _DAY
    while is_day_off(day):
        day += _DAY
    return day


def working_days_after(start: date, end: date) -> int:
    """Return how many working days lie after ``start``, up to and including ``end``."""
    count = 0
    while start < end:
        start += _DAY
        count += not is_day_off(start)
    return count
