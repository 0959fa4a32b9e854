"""When published minutes are taken away again. Pure."""

from __future__ import annotations

import calendar
from datetime import date

_MONTHS = 12


def last_day_default(published_on: date, months: int) -> date | None:
    """Return the day when publication ends, so many months later; None without an end.

    The last day of a shorter month stands in for a day that it lacks.
    """
    if not months:
        return None
    years, month = divmod(published_on.month - 1 + months, _MONTHS)
    year = published_on.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(published_on.day, last))
