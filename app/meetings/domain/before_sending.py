"""What the one who sends a summons should see to first, the most pressing first. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from app.meetings.domain.journey import Lack
from app.meetings.domain.states import last_summons_day, summons_is_late

_NAMES_AN_ANNEX = re.compile(
    r"\b(?:bilaga|bilagan|bilagor|bilagorna|bifogas|bifogad|bifogat)\b", re.IGNORECASE
)
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class ItemText:
    """What an item says, and whether it has any annex."""

    id: int
    label: str
    text: str
    has_annex: bool


@dataclass(frozen=True, slots=True)
class SendingFacts:
    """What the check looks at; ``without_address`` has (person id, name) of those on paper."""

    held_on: date
    today: date
    summons_days: int
    starts_at: time
    place: str
    digital_link: str
    items: Sequence[ItemText] = ()
    without_address: Sequence[tuple[int, str]] = ()


def before_sending(facts: SendingFacts) -> tuple[Lack, ...]:
    """Return what is missing in time, place, annexes and addresses, and a late sending (SUM)."""
    return (*_late(facts), *_time_and_place(facts), *_annexes(facts), *_addresses(facts))


def _late(facts: SendingFacts) -> Iterator[Lack]:
    if summons_is_late(facts.held_on, facts.today, facts.summons_days):
        day = last_summons_day(facts.held_on, facts.summons_days).isoformat()
        text = f"Kallelsen skulle ha skickats senast {day}. Den kan skickas ändå"
        yield Lack(text, "send", "late")


def _time_and_place(facts: SendingFacts) -> Iterator[Lack]:
    if not facts.place.strip():
        yield Lack("Platsen är inte ifylld", "edit", "missing")
    if facts.starts_at == _MIDNIGHT:
        yield Lack("Klockslaget är inte ifyllt", "edit", "missing")


def _annexes(facts: SendingFacts) -> Iterator[Lack]:
    for item in facts.items:
        if not item.has_annex and _NAMES_AN_ANNEX.search(item.text):
            text = f"Ärende {item.label} nämner en bilaga, men ingen fil är tillagd"
            yield Lack(text, f"annexes:{item.id}")


def _addresses(facts: SendingFacts) -> Iterator[Lack]:
    for person_id, name in facts.without_address:
        text = f"{name} saknar e-postadress och får kallelsen på papper"
        yield Lack(text, f"person:{person_id}")
