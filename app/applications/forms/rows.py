"""Rows and columns that are added, taken away and moved in what was posted.

The posted values are moved, not the fields: what cannot be read yet moves along as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from werkzeug.datastructures import MultiDict

Posted = MultiDict[str, str]
_STEPS = {"up": -1, "down": 1}


def act_on_rows(posted: Posted, act: str, tables: Sequence[str]) -> Posted | None:
    """Do what a button asks ("goals:add", "goals:remove:3", "goals:up:3"); None for other acts.

    ``tables`` are the names of the lists that the page has; rows count from 0.
    """
    name, _, rest = act.partition(":")
    what, _, number = rest.partition(":")
    if name not in tables:
        return None
    indices = row_numbers(posted, name)
    order = _order(what, len(indices), int(number) if number.isdecimal() else -1)
    if order is None:
        return None
    numbers = {indices[old]: new for new, old in enumerate(order) if old < len(indices)}
    moved = renumbered(posted, name, numbers.get)
    if what == "add":
        # Only that the row is there is said; its columns are empty.
        moved.add(f"{name}-{len(indices)}-new", "")
    return moved


def _order(what: str, count: int, at: int) -> list[int] | None:
    """Return the old places in their new order; None when there is nothing to do."""
    order = list(range(count))
    if what == "add":
        return order
    if not 0 <= at < count or what not in {"remove", *_STEPS}:
        return None
    row = order.pop(at)
    if what in _STEPS:
        order.insert(max(0, at + _STEPS[what]), row)
    return order


def row_numbers(posted: Posted, name: str) -> list[int]:
    """Return the numbers of the rows of a list that were posted, in order."""
    prefix = f"{name}-"
    heads = {key[len(prefix) :].split("-")[0] for key in posted if key.startswith(prefix)}
    return sorted(int(head) for head in heads if head.isdecimal())


def renumbered(posted: Posted, name: str, number_of: Callable[[int], int | None]) -> Posted:
    """Return what was posted with other row numbers in one list; None takes a row away."""
    prefix = f"{name}-"
    found: Posted = MultiDict()
    for key, value in posted.items(multi=True):
        head, dash, rest = key[len(prefix) :].partition("-")
        if not key.startswith(prefix) or not head.isdecimal():
            found.add(key, value)
        elif (number := number_of(int(head))) is not None:
            found.add(f"{prefix}{number}{dash}{rest}", value)
    return found
