"""Numbers and starting times of the items: sent numbers stand, new items get a letter. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta


def item_labels(subordinate: Sequence[bool], sent: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the numbers 1, 2, 2 a, 2 b, 3; a subordinate item is lettered under the one before.

    ``sent`` has the number that each item was summoned with, empty for one that is new since
    then: sent numbers stand, and a new item is lettered under the one that it comes after ("4 a").
    """
    if any(sent):
        return _labels_after_summons(sent)
    labels: list[str] = []
    number = letter = 0
    for below in subordinate:
        if below and number:
            letter += 1
            labels.append(f"{number} {_letters(letter)}")
        else:
            number, letter = number + 1, 0
            labels.append(str(number))
    return tuple(labels)


def _labels_after_summons(sent: Sequence[str]) -> tuple[str, ...]:
    taken = set(sent)
    above = next(label for label in sent if label)  # for what is put in before the first one
    labels = []
    for label in sent:
        given = label or _next_letter(above.split()[0], taken)
        taken.add(given)
        labels.append(given)
        above = given
    return tuple(labels)


def _next_letter(number: str, taken: set[str]) -> str:
    letter = 1
    while f"{number} {_letters(letter)}" in taken:
        letter += 1
    return f"{number} {_letters(letter)}"


def _letters(number: int) -> str:
    """Return a, b … z, aa, ab for 1, 2 …."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def starting_times(starts_at: time, minutes: Sequence[int | None]) -> tuple[str, ...]:
    """Return "ca kl. 10.15" for every item that has planned minutes, and "" for the others.

    An item without planned minutes takes no time; the first one begins when the meeting does.
    """
    at = datetime.combine(date.min, starts_at)
    told = []
    for planned in minutes:
        told.append(f"ca kl. {at:%H.%M}" if planned else "")
        at += timedelta(minutes=planned or 0)
    return tuple(told)


def planned_beyond(starts_at: time, ends_at: time, minutes: Sequence[int | None]) -> int:
    """Return how many minutes the items are planned to take beyond the meeting's end; 0 or more."""
    room = datetime.combine(date.min, ends_at) - datetime.combine(date.min, starts_at)
    return max(0, sum(planned or 0 for planned in minutes) - int(room.total_seconds() // 60))
