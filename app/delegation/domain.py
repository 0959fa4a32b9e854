"""Decisions outside meetings: kinds, numbers, what each has to say (rules F17/K16). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.errors import DomainError

_NEW_ACT = date(2018, 1, 1)
SOURCE = "delegated_decision:"  # what a waiting notification comes from


class DecisionKind(StrEnum):
    """On what ground somebody decides for the board."""

    DELEGATED = "delegated"
    URGENT = "urgent"  # the chair's, when the matter cannot wait (KL 6:39)


KIND_WORDS = {
    DecisionKind.DELEGATED: "Delegationsbeslut",
    DecisionKind.URGENT: "Ordförandebeslut",
}
KIND_HELP = {
    DecisionKind.DELEGATED: "Den som enligt delegationsordningen får besluta i ärendet.",
    DecisionKind.URGENT: "Ordföranden, när ärendet är så brådskande att styrelsen inte hinner.",
}

SENTENCES = {
    "delegation.no_heading": "Fyll i vad beslutet gäller.",
    "delegation.no_decision": "Skriv minst en att-sats.",
    "delegation.no_ground": ("Skriv vilken punkt i delegationsordningen som ger rätt att besluta."),
    "delegation.no_urgency": "Skriv varför beslutet inte kunde vänta till nästa sammanträde.",
    "delegation.in_future": "Beslutsdagen ligger framåt i tiden. Ange dagen då det beslutades.",
    "delegation.not_on_board": (
        "{name} satt inte i styrelsen den dagen. Ett brådskande beslut fattas av ordföranden "
        "eller en annan ledamot som styrelsen har utsett."
    ),
}


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is checked before a decision is registered; ``clauses`` without the word "att"."""

    kind: DecisionKind
    decided_on: date
    heading: str
    clauses: Sequence[str]
    ground: str
    urgency: str


def check_decision(facts: DecisionFacts, *, today: date) -> None:
    """Refuse a decision that lacks what its notification has to say (rules F17/K16).

    Raises:
        DomainError: on ``heading``, ``clauses``, ``ground``, ``urgency`` or ``decided_on``.
    """
    if not facts.heading.strip():
        raise DomainError("delegation.no_heading", field="heading")
    if not facts.clauses:
        raise DomainError("delegation.no_decision", field="clauses")
    if facts.kind is DecisionKind.DELEGATED and not facts.ground.strip():
        raise DomainError("delegation.no_ground", field="ground")
    if facts.kind is DecisionKind.URGENT and not facts.urgency.strip():
        raise DomainError("delegation.no_urgency", field="urgency")
    if facts.decided_on > today:
        raise DomainError("delegation.in_future", field="decided_on")


def series(kind: DecisionKind, year: int) -> str:
    """Return the name of the number series of a kind and year: each has its own (F17/K16)."""
    return f"delegation:{kind}:{year}"


def label(kind: DecisionKind, number: int, year: int) -> str:
    """Return "Delegationsbeslut 3/2017"."""
    return f"{KIND_WORDS[kind]} {number}/{year}"


def ground_words(kind: DecisionKind, ground: str, day: date) -> str:
    """Return the legal ground as it is printed; the chair's urgent right needs no own words.

    KL 6:39 took the place of 6:36 in the older act at the turn of 2017 and 2018.
    """
    if ground.strip() or kind is not DecisionKind.URGENT:
        return ground.strip()
    newer = day >= _NEW_ACT
    return f"6 kap. {39 if newer else 36} § kommunallagen ({'2017:725' if newer else '1991:900'})"
