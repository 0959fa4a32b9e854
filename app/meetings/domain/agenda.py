"""The agenda's own words: kinds of items, the standing ones, numbers, att-satser. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.dates import format_date


class ItemKind(StrEnum):
    """What an agenda item asks for."""

    DECISION = "decision"
    INFORMATION = "information"
    NOTIFICATION = "notification"
    ELECTION = "election"


KIND_WORDS = {
    ItemKind.DECISION: "Beslut",
    ItemKind.INFORMATION: "Information",
    ItemKind.NOTIFICATION: "Anmälan",
    ItemKind.ELECTION: "Val",
}


class Standing(StrEnum):
    """The part that a standing item plays; the minutes write their usual sentences from it."""

    NONE = "none"
    OPENING = "opening"
    AGENDA = "agenda"
    PREVIOUS_MINUTES = "previous_minutes"
    ATTESTERS = "attesters"
    OTHER_QUESTIONS = "other_questions"
    CLOSING = "closing"


# How the charter's lines are understood; the first that fits decides.
_STANDING = (
    (r"öppn", Standing.OPENING),
    (r"dagordning", Standing.AGENDA),
    (r"justerare|justera", Standing.ATTESTERS),
    (r"föregående|protokoll", Standing.PREVIOUS_MINUTES),
    (r"övriga", Standing.OTHER_QUESTIONS),
    (r"avslut", Standing.CLOSING),
)
_STANDING_KINDS = {
    Standing.OPENING: ItemKind.INFORMATION,
    Standing.AGENDA: ItemKind.DECISION,
    Standing.PREVIOUS_MINUTES: ItemKind.DECISION,
    Standing.ATTESTERS: ItemKind.ELECTION,
    Standing.OTHER_QUESTIONS: ItemKind.INFORMATION,
    Standing.CLOSING: ItemKind.INFORMATION,
}
_FEW = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_COUNTS = dict(enumerate(_FEW, start=1))
_LEADING_ATT = re.compile(r"^(att(\s+|$))+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """How long an item is thought to take, and in an election: what to, how many, for what term."""

    planned_minutes: int | None = None
    election_of: str = ""
    election_count: int | None = None
    election_term: str = ""


def election_words(of: str, count: int | None, term: str) -> str:
    """Return "Väljs: två justerare, för 2017": what is elected, how many and for what term."""
    what = f"{_COUNTS.get(count, str(count))} {of}" if count else of
    return f"Väljs: {what}{f', {term}' if term else ''}" if of else ""


@dataclass(frozen=True, slots=True)
class StandingItem:
    """One fixed item of a new agenda, with its usual proposal."""

    heading: str
    standing: Standing
    kind: ItemKind
    clauses: tuple[str, ...]


def standing_of(heading: str) -> Standing:
    """Return the part that a heading from the charter plays on the agenda."""
    lowered = heading.casefold()
    found = (part for sign, part in _STANDING if re.search(sign, lowered))
    return next(found, Standing.NONE)


def standing_items(lines: str, previous_day: date | None) -> tuple[StandingItem, ...]:
    """Return the fixed items that the charter lists, one a line.

    ``previous_day`` is the day of the meeting whose minutes are laid to the files, if known.
    """
    headings = [line.strip() for line in lines.splitlines() if line.strip()]
    return tuple(_standing_item(heading, previous_day) for heading in headings)


def _standing_item(heading: str, previous_day: date | None) -> StandingItem:
    standing = standing_of(heading)
    informs = standing is Standing.NONE and heading.casefold().startswith(("inform", "rapport"))
    kind = ItemKind.INFORMATION if informs else _STANDING_KINDS.get(standing, ItemKind.DECISION)
    return StandingItem(heading, standing, kind, usual_proposal(standing, previous_day))


def usual_proposal(standing: Standing, previous_day: date | None) -> tuple[str, ...]:
    """Return the att-satser that a standing item begins with, without the word "att"."""
    if standing is Standing.AGENDA:
        return ("godkänna dagordningen",)
    if standing is Standing.PREVIOUS_MINUTES:
        if previous_day is None:
            return ("lägga föregående protokoll till handlingarna",)
        day = format_date(previous_day, "d MMMM y", locale="sv")
        return (f"lägga protokollet från den {day} till handlingarna",)
    if standing is Standing.ATTESTERS:
        return ("utse en ledamot att tillsammans med ordföranden justera protokollet",)
    return ()


def clean_clauses(clauses: Iterable[str]) -> tuple[str, ...]:
    """Return the att-satser as they are kept: no leading "att", no empty ones."""
    stripped = (_LEADING_ATT.sub("", clause.strip(), count=1).strip() for clause in clauses)
    return tuple(clause for clause in stripped if clause)


def place_of_new(headings: Sequence[str], closing_headings: Sequence[str]) -> int:
    """Return the index before which a new item goes: ahead of the fixed items at the end."""
    closing = {heading.casefold() for heading in closing_headings}
    at = len(headings)
    while at and headings[at - 1].casefold() in closing:
        at -= 1
    return at


def moved(order: Sequence[int], item_id: int, step: int) -> tuple[int, ...]:
    """Return the order with one item moved ``step`` places (-1 up, 1 down), as far as it goes."""
    rest = [other for other in order if other != item_id]
    at = max(0, min(len(rest), list(order).index(item_id) + step))
    return (*rest[:at], item_id, *rest[at:])
