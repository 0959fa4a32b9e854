"""Two people who write on the same page: what can be put together, and what they must choose. Pure.

The page remembers a fingerprint of every answer as it was shown. With it a field that only one of
the two has changed needs no question.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.applications.domain import budget_words
from app.applications.domain.differences import words
from app.applications.domain.form import BUDGET, Answers
from app.applications.domain.questions import Field, Section, Sort
from app.kernel.money import kronor

Both = tuple[str, str, str, str]
"""Form field name, Swedish label, mine, theirs: as EditConflict wants them."""


@dataclass(frozen=True, slots=True)
class Merge:
    """The answers put together, and the fields that both have changed."""

    answers: dict[str, Any]
    disputed: tuple[str, ...]
    taken: tuple[str, ...]


def fingerprints(answers: Answers) -> dict[str, str]:
    """Return a short fingerprint of every answer."""
    return {name: _fingerprint(value) for name, value in answers.items()}


def _fingerprint(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_NOTHING = _fingerprint(None)


def merge(
    section: Section, mine: Answers, theirs: Answers, seen: Mapping[str, str] | None
) -> Merge:
    """Put my answers together with those that somebody else has saved meanwhile.

    ``seen`` holds the fingerprints of what I began from; without it everything that differs is
    disputed. The budget is one thing: its tables hang together.
    """
    if section.key == BUDGET:
        return _whole(mine, theirs, seen)
    answers, disputed, taken = dict(mine), [], []
    for name in dict.fromkeys([*mine, *theirs]):
        before = None if seen is None else seen.get(name, _NOTHING)
        choice = _choice(before, mine.get(name), theirs.get(name))
        if choice is None:
            disputed.append(name)
        elif choice == "theirs":
            taken.append(name)
            answers = _with(answers, name, theirs.get(name))
    return Merge(answers, tuple(disputed), tuple(taken))


def _choice(before: str | None, mine: Any, theirs: Any) -> str | None:
    """Say whose answer holds, or None when both have changed it to different things."""
    if mine == theirs or before == _fingerprint(theirs):
        return "mine"
    return "theirs" if before == _fingerprint(mine) else None


def _with(answers: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    rest = {key: kept for key, kept in answers.items() if key != name}
    return rest if value is None else {**rest, name: value}


def _whole(mine: Answers, theirs: Answers, seen: Mapping[str, str] | None) -> Merge:
    same = {name for name in mine if mine[name] == theirs.get(name)}
    changed = tuple(name for name in mine if name not in same)
    if not changed or seen == fingerprints(theirs):
        return Merge(dict(mine), (), ())
    if seen == fingerprints(mine):
        return Merge(dict(theirs), (), changed)
    return Merge(dict(mine), changed, ())


def both_texts(
    section: Section, merged: Merge, given: Answers, theirs: Answers
) -> tuple[Both, ...]:
    """Return what the page with both texts shows; a field that was taken over is theirs twice.

    ``given`` are my answers as they were typed, so that a row keeps the number that it had there.
    """
    if section.key == BUDGET:
        return tuple(_budget_texts(given, theirs))
    found: list[Both] = []
    for field in section.fields:
        if field.name in merged.disputed or field.name in merged.taken:
            texts = _field_texts(field, given.get(field.name), theirs.get(field.name))
            taken = field.name in merged.taken
            found += [(n, label, other if taken else own, other) for n, label, own, other in texts]
    return tuple(found)


def _field_texts(field: Field, mine: Any, theirs: Any) -> list[Both]:
    if field.sort is not Sort.ROWS:
        return [(field.name, field.label, _typed(field, mine), _typed(field, theirs))]
    found = []
    mine, theirs = mine or [], theirs or []
    for index in range(max(len(mine), len(theirs))):
        ours, others = (rows[index] if index < len(rows) else {} for rows in (mine, theirs))
        for column in field.fields:
            pair = (_typed(column, ours.get(column.name)), _typed(column, others.get(column.name)))
            if any(pair):
                label = f"{field.label}, rad {index + 1}: {column.label}"
                found.append((f"{field.name}-{index}-{column.name}", label, *pair))
    return found


def _typed(field: Field, value: Any) -> str:
    """Return an answer as it can be typed again: dates as ISO, choices in words."""
    if field.sort is Sort.DAY:
        return value or ""
    if field.sort is Sort.MUNICIPALITIES:
        return "\n".join(value or ())
    return words(field, value)


def _budget_texts(mine: Answers, theirs: Answers) -> list[Both]:
    ours, others = _cells(mine), _cells(theirs)
    labels = {name: label for cells in (others, ours) for name, (label, _) in cells.items()}
    empty = ("", "")
    return [
        (name, label, ours.get(name, empty)[1], others.get(name, empty)[1])
        for name, label in sorted(labels.items(), key=lambda pair: _order(pair[0]))
    ]


def _order(name: str) -> tuple[int, list[int | str]]:
    tables = ("periods", "costs", "financing", "applied")
    parts = [f"{int(p):04d}" if p.isdigit() else p for p in name.split("-")]
    return tables.index(parts[0]), list(parts[1:])


def _cells(answers: Answers) -> dict[str, tuple[str, str]]:
    """Return the cells of a budget by the name of their field: label and text."""
    periods = list(answers.get("periods") or ())
    cells = {f"periods-{at}": (f"Period {at + 1}", name) for at, name in enumerate(periods)}
    for row, cost in enumerate(answers.get("costs") or ()):
        where = f"Kostnader, rad {row + 1}: "
        cells[f"costs-{row}-category"] = (
            f"{where}Slag",
            budget_words.category_words(cost.get("category") or ""),
        )
        cells[f"costs-{row}-text"] = (f"{where}Kostnad", cost.get("text") or "")
        payer = budget_words.payer_words(cost.get("financier") or "")
        cells[f"costs-{row}-financier"] = (f"{where}Betalas av", payer)
        for at, period in enumerate(periods):
            ore = (cost.get("amounts") or {}).get(period)
            cells[f"costs-{row}-amounts-{at}"] = (f"{where}{period}", _kronor(ore))
    return cells | _payer_cells(answers) | _applied_cells(answers)


def _payer_cells(answers: Answers) -> dict[str, tuple[str, str]]:
    cells = {}
    for row, payer in enumerate(answers.get("financing") or ()):
        where = f"Finansiering, rad {row + 1}: "
        form = budget_words.form_words(payer.get("form") or "")
        cells[f"financing-{row}-financier"] = (f"{where}Finansiär", payer.get("financier") or "")
        cells[f"financing-{row}-form"] = (f"{where}Form", form)
        cells[f"financing-{row}-ore"] = (f"{where}Belopp", _kronor(payer.get("ore")))
    return cells


def _applied_cells(answers: Answers) -> dict[str, tuple[str, str]]:
    given = answers.get("applied") or ()
    if isinstance(given, Mapping):
        given = [{"year": year, "ore": ore} for year, ore in sorted(given.items())]
    cells = {}
    for row, one in enumerate(given):
        where = f"Söks av förbundet, rad {row + 1}: "
        cells[f"applied-{row}-year"] = (f"{where}År", str(one.get("year") or ""))
        cells[f"applied-{row}-ore"] = (f"{where}Belopp", _kronor(one.get("ore")))
    return cells


def _kronor(ore: int | None) -> str:
    return kronor(ore, unit=False) if ore else ""
