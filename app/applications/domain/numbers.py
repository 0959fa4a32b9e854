"""Numbers with check digits: organisation, bankgiro, plusgiro, workplace (CFAR). Pure.

Each function takes what somebody wrote, with or without spaces and hyphens, and returns the number
as it is usually written.
"""

from __future__ import annotations

import re

from app.kernel.errors import DomainError
from app.kernel.personal_numbers import luhn

_BETWEEN = re.compile(r"[\s\-‐‑–−]")
_CENTURY = "16"
"""What stands before the ten digits of an organisation in twelve-digit registers."""


def check_organisation_number(text: str) -> str:
    """Return the number as "894701-8480"; the third digit tells it from a personnummer.

    Raises:
        DomainError: ``application.bad_organisation_number``,
            ``application.personal_organisation_number``.
    """
    digits = _digits(text)
    if len(digits) == 12 and digits.startswith(_CENTURY):  # noqa: PLR2004 -- century and ten digits
        digits = digits[2:]
    if not re.fullmatch(r"\d{10}", digits, re.ASCII) or not luhn(digits):
        raise DomainError("application.bad_organisation_number")
    if digits[2] in "01":
        raise DomainError("application.personal_organisation_number")
    return f"{digits[:6]}-{digits[6:]}"


def check_bankgiro(text: str) -> str:
    """Return the number as "670-6600" or "5051-4900"; raises DomainError."""
    digits = _digits(text)
    if not re.fullmatch(r"\d{7,8}", digits, re.ASCII) or not luhn(digits):
        raise DomainError("application.bad_bankgiro")
    return f"{digits[:-4]}-{digits[-4:]}"


def check_plusgiro(text: str) -> str:
    """Return the number as "4 15 63-8"; raises DomainError."""
    digits = _digits(text)
    if not re.fullmatch(r"\d{2,8}", digits, re.ASCII) or not luhn(digits):
        raise DomainError("application.bad_plusgiro")
    head, last = digits[:-1], digits[-1]
    odd = len(head) % 2
    pairs = [head[:odd], *(head[at : at + 2] for at in range(odd, len(head), 2))]
    return f"{' '.join(filter(None, pairs))}-{last}"


def check_cfar(text: str) -> str:
    """Return the eight digits of a workplace; raises DomainError."""
    digits = _digits(text)
    if not re.fullmatch(r"\d{8}", digits, re.ASCII) or not luhn(digits):
        raise DomainError("application.bad_cfar")
    return digits


def _digits(text: str) -> str:
    """Take away what may stand between the digits."""
    return _BETWEEN.sub("", text)
