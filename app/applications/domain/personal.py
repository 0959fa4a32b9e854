"""Finding numbers that look like a personnummer in running text (rule F4, rule F6). Pure."""

from __future__ import annotations

import re

from app.applications.domain.numbers import luhn

_CANDIDATE = re.compile(
    r"(?<!\d)(?:1[89]|20)?(?P<date>\d{6})[ \u00a0]?[-+‐‑–−]?[ \u00a0]?(?P<last>\d{4})(?!\d)",
    re.ASCII,
)
_MONTHS = 12
_DAYS = 31
_COORDINATION = 60
"""Added to the day in a coordination number (samordningsnummer)."""


def personal_numbers(text: str) -> tuple[str, ...]:
    """Return what looks like a personnummer or a coordination number, as it was written.

    Ten or twelve digits with a month, a day and a right check digit. An organisation number has
    twenty or more where the month stands and is never one.
    """
    return tuple(found[0] for found in _CANDIDATE.finditer(text) if _is_one(found))


def _is_one(found: re.Match[str]) -> bool:
    day = int(found["date"][4:]) % _COORDINATION
    month = int(found["date"][2:4])
    fits = 1 <= month <= _MONTHS and 1 <= day <= _DAYS
    return fits and luhn(found["date"] + found["last"])
