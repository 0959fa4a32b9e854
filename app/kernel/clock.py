"""The only source of time: UTC moments, Swedish days, and a hand that tests can set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """Return the present moment, timezone-aware UTC."""
    return _source()


def today() -> date:
    """Return today's date in Sweden."""
    return now().astimezone(STOCKHOLM).date()


def start_from(moment: datetime) -> None:
    """Let the clock tick on from ``moment`` (development and browser tests only)."""
    global _source  # noqa: PLW0603 -- one process has one clock
    offset = moment - _system()
    _source = lambda: _system() + offset  # noqa: E731 -- the source is a function by nature


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` inside the block."""
    global _source  # noqa: PLW0603 -- one process has one clock
    if moment.tzinfo is None:
        raise ValueError("the clock needs a time zone")
    before, _source = _source, lambda: moment.astimezone(UTC)
    try:
        yield
    finally:
        _source = before
