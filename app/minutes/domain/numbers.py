"""How § numbers read: "§ 57", "§§ 57–70", by the association's own pattern (rule NUM). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.association.domain import filled

Run = tuple[int, int]

_SIGN = "§"


def counter_name(series: str) -> str:
    """Return the name of the locked counter behind a series of § numbers."""
    return f"paragraph:{series}"


def series_of(body_id: int, year: int) -> str:
    """Return the series of a body and a calendar year: "1:2016" (rule NUM)."""
    return f"{body_id}:{year}"


def label(pattern: str, number: int, year: int) -> str:
    """Return "§ 57", "§ 57/2016" or "Nvsf 57"."""
    return filled(pattern, str(number), year)


def span_label(pattern: str, first: int, last: int, year: int) -> str:
    """Return "§§ 57–70" (or "§§ 57–70/2016", "Nvsf 57–70"); one alone is its label."""
    if first == last:
        return label(pattern, first, year)
    return _plural(filled(pattern, f"{first}–{last}", year))


def runs(numbers: Iterable[int]) -> list[Run]:
    """Return the numbers as runs without gaps: 1, 2, 3, 5 gives (1, 3), (5, 5)."""
    found: list[Run] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def runs_label(pattern: str, found: Sequence[Run], year: int) -> str:
    """Return several runs of numbers with one sign: "§§ 57–63, 65–70", "§§ 63, 65"."""
    if not found:
        return ""
    if len(found) == 1:
        return span_label(pattern, *found[0], year)
    parts = [str(a) if a == b else f"{a}–{b}" for a, b in found]
    return _plural(filled(pattern, ", ".join(parts), year))


def _plural(text: str) -> str:
    return f"{_SIGN}{text}" if text.startswith(_SIGN) else text
