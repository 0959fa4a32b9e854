"""Money: whole öre inside, Decimal kronor at the edges, never a float. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from app.kernel.errors import DomainError

HARD_SPACE = "\u00a0"
_AMOUNT = re.compile(r"^(-?)(\d{1,3}(?:\d*|(?: \d{3})+))(?:,(\d{1,2}))?$")

SENTENCES = {
    "money.unreadable": "Skriv beloppet i kronor med siffror, till exempel 600 000 eller 1 250,50.",
}


def to_ore(kronor: Decimal) -> int:
    """Return whole öre; raises DomainError when the amount has a part of an öre."""
    ore = kronor * 100
    if ore != ore.to_integral_value():
        raise DomainError("money.unreadable")
    return int(ore)


def to_kronor(ore: int) -> Decimal:
    """Return kronor as a Decimal with two decimals."""
    return Decimal(ore) / 100


def parse(text: str) -> int:
    """Read a Swedish amount ("600 000", "1 250,50 kr") as öre; raises DomainError."""
    plain = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip().removesuffix("kr").strip()
    found = _AMOUNT.match(plain)
    if not found:
        raise DomainError("money.unreadable")
    sign, whole, fraction = found.groups()
    ore = int(whole.replace(" ", "")) * 100 + int((fraction or "0").ljust(2, "0"))
    return -ore if sign else ore


def kronor(ore: int, *, unit: bool = True) -> str:
    """Write öre as Swedish kronor with hard spaces: "600 000 kr", "1 250,50 kr"."""
    whole, rest = divmod(abs(ore), 100)
    text = f"{whole:,}".replace(",", HARD_SPACE)
    text = f"{text},{rest:02d}" if rest else text
    sign = "−" if ore < 0 else ""
    return f"{sign}{text}{HARD_SPACE}kr" if unit else f"{sign}{text}"
