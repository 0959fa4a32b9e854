"""Why numbers are missing in the year's list of decisions: none is ever given twice (NUM). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.meetings.domain import MeetingState
from app.minutes.domain.sentences import long_date


@dataclass(frozen=True, slots=True)
class UnlistedNumber:
    """A number of a § that the list does not show, since its minutes are not done."""

    body_id: int
    number: int
    held_on: date
    state: MeetingState
    unlocked: bool  # the minutes have been frozen and opened again


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a body that follow each other and are missing for the same reason."""

    body_id: int
    first: int
    last: int
    reason: str


_BEFORE = "Numren gavs innan protokollen började föras här."
_NOT_HERE = (
    "Numret finns inte i något protokoll här. Ett nummer som har getts används aldrig en gång till."
)


def gaps(listed: Iterable[tuple[int, int]], unlisted: Iterable[UnlistedNumber]) -> list[Gap]:
    """Return what is missing in each body's series up to its last number, with the reason (NUM).

    ``listed`` is (body id, number) of every § in the list.
    """
    shown: dict[int, set[int]] = {}
    for body_id, number in listed:
        shown.setdefault(body_id, set()).add(number)
    hidden: dict[int, dict[int, str]] = {}
    for one in unlisted:
        hidden.setdefault(one.body_id, {})[one.number] = _reason(one)
    return [
        gap
        for body_id in sorted({*shown, *hidden})
        for gap in _of_body(body_id, shown.get(body_id, set()), hidden.get(body_id, {}))
    ]


def _reason(one: UnlistedNumber) -> str:
    when = f"Protokollet från den {long_date(one.held_on)}"
    if one.state is MeetingState.FROZEN:
        return f"{when} är låst men inte justerat."
    if one.unlocked:
        return f"{when} är upplåst och skrivs igen. Paragraferna behåller sina nummer."
    return (
        f"{when} skrivs. Numren gavs när en paragraf skulle justeras omedelbart, tillsammans med "
        "dem som står före."
    )


def _of_body(body_id: int, shown: set[int], hidden: Mapping[int, str]) -> Iterator[Gap]:
    known = shown | set(hidden)
    found: list[Gap] = []
    for number in range(1, max(known) + 1):
        if number in shown:
            continue
        reason = hidden.get(number) or (_BEFORE if number < min(known) else _NOT_HERE)
        if found and found[-1].last == number - 1 and found[-1].reason == reason:
            found[-1] = Gap(body_id, found[-1].first, number, reason)
        else:
            found.append(Gap(body_id, number, number, reason))
    return iter(found)
