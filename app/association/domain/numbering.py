"""How the §§ of a body are numbered from a year on, where it is not as the others (NUM). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\{number(?::0?(\d)d)?\}")
_DIGITS = re.compile(r"\d+")

Series = tuple[int, int]  # body id and year


@dataclass(frozen=True, slots=True)
class BodyPattern:
    """The pattern of one body, from a year until the body's next pattern."""

    body_id: int
    from_year: int
    pattern: str
    id: int = 0


def pattern_for(patterns: Iterable[BodyPattern], body_id: int, year: int) -> BodyPattern | None:
    """Return the pattern that a body has in a year; None: the association's own (rule NUM)."""
    found = [one for one in patterns if one.body_id == body_id and one.from_year <= year]
    return max(found, key=lambda one: one.from_year, default=None)


def filled(pattern: str, numbers: str, year: int) -> str:
    """Return the pattern with a number, or several as text, and the year: "§ 57/2016"."""

    def written(part: re.Match[str]) -> str:
        width = int(part[1] or 0)
        return _DIGITS.sub(lambda digits: digits[0].zfill(width), numbers)

    return _NUMBER.sub(written, pattern).replace("{year}", str(year))


def renumbered(
    before: Sequence[BodyPattern], after: Sequence[BodyPattern], given: Iterable[Series]
) -> list[Series]:
    """Return the series whose numbers would read in another way, which they never may (NUM)."""
    return [
        (body_id, year)
        for body_id, year in sorted(given)
        if _pattern(before, body_id, year) != _pattern(after, body_id, year)
    ]


def _pattern(patterns: Sequence[BodyPattern], body_id: int, year: int) -> str | None:
    found = pattern_for(patterns, body_id, year)
    return found.pattern if found else None
