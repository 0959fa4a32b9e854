"""Reading the answers of one page of the form: what is kept, and what is wrong with the rest. Pure.

Nothing is required here: partial answers may be saved. ``checking`` asks for what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.applications.domain.answering_budget import read_budget
from app.applications.domain.faults import Fault, Faults, Path
from app.applications.domain.form import BUDGET, Answers
from app.applications.domain.questions import Field, Section, Sort
from app.applications.domain.values import read_value

MAX_ROWS = 25
"""Rows of one table that are kept; the page shows as many as there are."""


def read_answers(section: Section, given: Answers) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return the answers as they are kept, and what is wrong with them.

    Text is stripped, numbers with check digits get their usual form, what is empty is left out,
    and empty rows go away. The paths of faults count rows as they were given.
    """
    found = Faults()
    if section.key == BUDGET:
        return read_budget(given, found), tuple(found)
    for name in given.keys() - {field.name for field in section.fields}:
        found.add((name,), "application.unknown_field", name=name)
    kept = _read_fields(section.fields, given, (), found)
    _check_period(kept, (), found)
    _check_ages(kept, found)
    return kept, tuple(found)


def _read_fields(
    fields: Sequence[Field], given: Mapping[str, Any], path: Path, found: Faults
) -> dict[str, Any]:
    kept = {}
    for field in fields:
        here = (*path, field.name)
        reader = _read_rows if field.sort is Sort.ROWS else read_value
        value = reader(field, given.get(field.name), here, found)
        if value is not None:
            kept[field.name] = value
    return kept


def _read_rows(field: Field, value: Any, path: Path, found: Faults) -> list[dict[str, Any]] | None:
    given = value or []
    if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
        found.add(path, "application.not_rows")
        return None
    if len(given) > MAX_ROWS:
        found.add(path, "application.too_many_rows", number=len(given), limit=MAX_ROWS)
    rows = [_read_row(field, row, (*path, index), found) for index, row in enumerate(given)]
    return [row for row in rows if row] or None


def _read_row(field: Field, given: Mapping[str, Any], path: Path, found: Faults) -> dict[str, Any]:
    for name in given.keys() - {column.name for column in field.fields}:
        found.add((*path, name), "application.unknown_field", name=name)
    row = _read_fields(field.fields, given, path, found)
    _check_period(row, path, found)
    return row


def _check_period(kept: Answers, path: Path, found: Faults) -> None:
    first, last = kept.get("starts_on"), kept.get("ends_on")
    if first and last and last < first:
        found.add((*path, "ends_on"), "application.ends_before_start")


def _check_ages(kept: Answers, found: Faults) -> None:
    low, high = kept.get("age_from"), kept.get("age_to")
    if low is not None and high is not None and high < low:
        found.add(("age_to",), "application.age_order")
