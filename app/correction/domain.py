"""What may be corrected in attested minutes, and how it is said (rule UNL, FL 36 §). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from app.kernel.errors import DomainError

LAW = "36 § förvaltningslagen (2017:900)"
APPROVED = "I Klubba, efter ny inloggning i två steg"
UNCHANGED = (
    "Det justerade protokollet är inte ändrat. Rättelsen hör till paragrafen och ska läsas "
    "tillsammans med den."
)
LONGEST = 500
# What of a § in the frozen data is no text of it.
_NO_TEXT = frozenset({"tal"})

SENTENCES = {
    "correction.not_attested": "En rättelse kan bara göras i en paragraf som är justerad av alla. "
    "Lås upp protokollet om något är fel.",
    "correction.no_was": "Skriv av det som är fel, så som det står i paragrafen.",
    "correction.not_said": "Det står inte så i {label}. Skriv av texten ordagrant ur paragrafen "
    "här ovanför.",
    "correction.no_should_be": "Skriv vad det ska stå i stället.",
    "correction.same": "Det är samma sak som redan står. Skriv vad det ska stå i stället.",
    "correction.too_long": "Det är för långt för ett skrivfel. Skriv högst {most} tecken, bara det "
    "som är fel. Något annat kräver ett nytt beslut.",
    "correction.no_reason": "Skriv varför det är ett uppenbart skrivfel, räknefel eller liknande.",
    "correction.changed": "Rättelsen har fått en annan lydelse sedan du läste den. Läs igenom den "
    "en gång till och skriv under sedan.",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks to be corrected: what is wrong, what it should be, and why."""

    was: str
    should_be: str
    reason: str

    @classmethod
    def of(cls, was: str, should_be: str, reason: str) -> Wanted:
        """Return it with white space as the comparison takes it."""
        return cls(_plain(was), _plain(should_be), _plain(reason))


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Who makes a rättelse, and as what: "Bo Almqvist", "ordförande"."""

    person_id: int
    name: str
    role: str

    @property
    def text(self) -> str:
        """Return "Bo Almqvist, ordförande"."""
        return f"{self.name}, {self.role}"


def check(wanted: Wanted, row: Mapping[str, Any]) -> None:
    """Refuse what is no correction of an obvious clerical error in this § (rule UNL, FL 36 §).

    ``row`` is the § in the frozen data of the attested version.

    Raises:
        DomainError: ``correction.no_was``, ``correction.too_long`` or ``correction.not_said`` on
            ``was``; ``correction.no_should_be``, ``correction.same`` or ``correction.too_long`` on
            ``should_be``; ``correction.no_reason`` on ``reason``.
    """
    if not wanted.was:
        raise DomainError("correction.no_was", field="was")
    if not wanted.should_be:
        raise DomainError("correction.no_should_be", field="should_be")
    for field in ("was", "should_be"):
        if len(getattr(wanted, field)) > LONGEST:
            raise DomainError("correction.too_long", field=field, most=LONGEST)
    if not any(wanted.was in text for text in said(row)):
        raise DomainError("correction.not_said", field="was", label=row["nummer"])
    if wanted.was == wanted.should_be:
        raise DomainError("correction.same", field="should_be")
    if not wanted.reason:
        raise DomainError("correction.no_reason", field="reason")


def said(row: Mapping[str, Any]) -> list[str]:
    """Return every text of a § in the frozen data, with white space as one space."""
    return [
        _plain(text)
        for name, value in row.items()
        if name not in _NO_TEXT
        for text in _texts(value)
    ]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _plain(text: str) -> str:
    return " ".join(text.split())


def title(number: int) -> str:
    """Return "Rättelse 1"."""
    return f"Rättelse {number}"


def sentence(label: str, held_on: date, wanted: Wanted, *, made_by: str, made_on: date) -> str:
    """Return the rättelse in one sentence and by whom and when it was made."""
    return (
        f"Rättelse av {label} den {long_date(held_on)}: ”{wanted.was}” ska rätteligen vara "
        f"”{wanted.should_be}”. Rättelsen är gjord av {made_by}, den {long_date(made_on)}."
    )


def long_date(day: date) -> str:
    """Return "5 december 2016"."""
    return str(format_date(day, "d MMMM y", locale="sv"))
