"""The annual cycle as a wheel: where on a circle each day of a year stands. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SIZE = 400  # of the square that the wheel is drawn in
_CENTRE = SIZE / 2
_RIM, _HUB, _WORDS = 180.0, 96.0, 158.0
_RADII = {"meeting": 128.0, "deadline": 110.0, "duty": 142.0}
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot on the wheel: what kind, where, and what it is."""

    kind: str
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the wheel: the line where it begins, and where its name stands."""

    name: str
    x1: float
    y1: float
    x2: float
    y2: float
    name_x: float
    name_y: float


@dataclass(frozen=True, slots=True)
class Wheel:
    """Everything that is drawn."""

    year: int
    months: tuple[Month, ...]
    marks: tuple[Mark, ...]
    today: tuple[float, float, float, float] | None = None  # a hand from the hub to the rim


def wheel(year: int, days: Iterable[tuple[str, date, str]], today: date | None = None) -> Wheel:
    """Return the wheel of a year from (kind, day, label); days of other years are left out.

    January begins at the top, and the year goes clockwise.
    """
    marks = tuple(
        Mark(kind, *_point(day, _RADII[kind]), label)
        for kind, day, label in days
        if day.year == year
    )
    hand = (*_point(today, _HUB), *_point(today, _RIM)) if today and today.year == year else None
    return Wheel(year, tuple(_month(year, number) for number in range(1, 13)), marks, hand)


def _month(year: int, number: int) -> Month:
    first, middle = date(year, number, 1), date(year, number, 15)
    return Month(
        _MONTHS[number - 1], *_point(first, _HUB), *_point(first, _RIM), *_point(middle, _WORDS)
    )


def _point(day: date, radius: float) -> tuple[float, float]:
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    turn = 2 * math.pi * (day.timetuple().tm_yday - 1) / length
    x = _CENTRE + radius * math.sin(turn)
    y = _CENTRE - radius * math.cos(turn)
    return round(x, 1), round(y, 1)
