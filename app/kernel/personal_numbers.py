"""Finding numbers that look like a personnummer in running text (rules F4, F6, GDPR). Pure.

The one place that knows what such a number looks like. It is written with ten or twelve digits, in
one piece or with a hyphen or, from the year when somebody becomes a hundred, a plus sign (lag
(1991:481) om folkbokföring 18 §); a coordination number has sixty added to its day. An
organisation number has twenty or more where the month stands, and is never one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACE = "[ \u00a0\u202f]?"
_SIGN = "[-+‐‑–−]"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?:1[89]|20)?(?P<date>\d{{6}}){_SPACE}(?P<sign>{_SIGN}?){_SPACE}(?P<last>\d{{4}})(?!\d)",
    re.ASCII,
)
_WITH_DASHES = re.compile(
    rf"(?<!\d)(?:1[89]|20)(?P<date>\d{{2}}-\d{{2}}-\d{{2}}){_SPACE}(?P<sign>{_SIGN}){_SPACE}"
    r"(?P<last>\d{4})(?!\d)",
    re.ASCII,
)
_MONTHS = 12
_DAYS = 31
_COORDINATION = 60
"""Added to the day in a coordination number (samordningsnummer)."""


def luhn(digits: str) -> bool:
    """Say whether the last digit fits the others (modulus 10)."""
    doubled = [int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def personal_numbers(text: str) -> tuple[str, ...]:
    """Return what is a personnummer or a coordination number, as it was written.

    The month, the day and the check digit are right (rule F4, rule F6).
    """
    return tuple(found[0] for found in _candidates(text) if _checks(found))


def personal_number_spans(text: str) -> list[tuple[int, int]]:
    """Return where in the text something looks like a personnummer, in order (rule GDPR).

    Wider than :func:`personal_numbers`: with a sign between the date and the last four digits, a
    wrong check digit is taken for a slip of the pen.
    """
    return sorted(found.span() for found in _candidates(text) if found["sign"] or _checks(found))


def _candidates(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_CANDIDATE, _WITH_DASHES):
        yield from filter(_is_a_day, pattern.finditer(text))


def _is_a_day(found: re.Match[str]) -> bool:
    digits = _digits(found)
    day = int(digits[4:6]) % _COORDINATION
    return 1 <= int(digits[2:4]) <= _MONTHS and 1 <= day <= _DAYS


def _checks(found: re.Match[str]) -> bool:
    return luhn(_digits(found))


def _digits(found: re.Match[str]) -> str:
    """Return the ten digits."""
    return found["date"].replace("-", "") + found["last"]
