"""The demonstration's days: an office day never later than now."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

from app.kernel import clock


def moment(day: date, hour: int = 10) -> datetime:
    """Return a moment of an office day, never later than now."""
    wanted = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return min(wanted, clock.now())


def workday(day: date) -> date:
    """Return the day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def at(day: date, hour: int = 11) -> AbstractContextManager[None]:
    """Hold the clock on an office day inside the block."""
    return clock.stopped_at(moment(day, hour))
