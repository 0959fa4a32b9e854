"""Organisation numbers. Pure."""

from __future__ import annotations

import string

from app.kernel.errors import DomainError


def organisation_number(text: str) -> str:
    """Return the number as "222000-0000"; raises DomainError when its check digit is wrong."""
    digits = "".join(sign for sign in text if sign.isdigit() and sign.isascii())
    rest = set(text) - set(string.digits) - set(" -–")
    if rest or len(digits) != 10 or _luhn(digits):  # noqa: PLR2004 -- ten digits by law
        raise DomainError("association.bad_organisation_number", field="organisation_number")
    return f"{digits[:6]}-{digits[6:]}"


def _luhn(digits: str) -> int:
    """Return what is left over; 0 when the last digit fits the others."""
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(digits)]
    return sum(n // 10 + n % 10 for n in doubled) % 10
