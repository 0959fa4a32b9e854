"""The answers in words: for reading pages and Word, and what changed between two versions. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.applications.domain import budget_words
from app.applications.domain.form import BUDGET, Answers, Content, sections
from app.applications.domain.questions import Field, Section, Sort
from app.applications.domain.shown import Column, Shown, ShownSection, ShownTable
from app.applications.domain.values import YES_NO_WORDS
from app.kernel.money import kronor


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One answer before and after, ready to show."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What changed on one page of the form."""

    section: str
    title: str
    fields: tuple[FieldChange, ...]


def changed(form_version: int, before: Content, after: Content) -> tuple[SectionChange, ...]:
    """Return what differs, page by page in the form's order; pages without change are left out."""
    pairs = zip(
        shown(form_version, before, empty=True), shown(form_version, after, empty=True), strict=True
    )
    found = [SectionChange(old.key, old.title, _changes(old, new)) for old, new in pairs]
    return tuple(change for change in found if change.fields)


def _changes(old: ShownSection, new: ShownSection) -> tuple[FieldChange, ...]:
    before, after = ({one.label: one.words for one in s.answers} for s in (old, new))
    labels = dict.fromkeys([*before, *after])
    return tuple(
        FieldChange(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    )


def shown(form_version: int, content: Content, *, empty: bool = False) -> tuple[ShownSection, ...]:
    """Return every page with its answers in words, as label and text or table.

    ``empty`` also shows what has not been answered, as an empty text.
    """
    found = []
    for section in sections(form_version):
        answers = shown_section(section, content.get(section.key), empty=empty)
        found.append(ShownSection(section.key, section.title, answers))
    return tuple(found)


def shown_section(
    section: Section, answers: Answers | None, *, empty: bool = False
) -> tuple[Shown, ...]:
    """Return the answers of one page in words."""
    given = answers or {}
    if section.key == BUDGET:
        found: Sequence[Shown] = budget_words.shown(given)
    else:
        found = [_shown(field, given.get(field.name)) for field in section.fields]
    return tuple(one for one in found if empty or one.words)


def _shown(field: Field, value: Any) -> Shown:
    if field.sort is Sort.ROWS:
        return Shown(field.label, table=_table(field, value or ()))
    return Shown(field.label, words(field, value))


def _table(field: Field, rows: Sequence[Mapping[str, Any]]) -> ShownTable | None:
    columns = [c for c in field.fields if any(row.get(c.name) is not None for row in rows)]
    if not columns:
        return None
    return ShownTable(
        tuple(Column(column.label, column.sort in _NUMERIC) for column in columns),
        tuple(tuple(words(column, row.get(column.name)) for column in columns) for row in rows),
    )


_NUMERIC = {Sort.WHOLE, Sort.MONEY}


def words(field: Field, value: Any) -> str:
    """Return one answer as a person reads it; nothing for no answer."""
    return "" if value is None else _WORDS.get(field.sort, _plain)(field, value)


def _plain(_field: Field, value: Any) -> str:
    return str(value)


def _choice(field: Field, value: str) -> str:
    return (field.choices or {}).get(value, value)


def _choices(field: Field, value: Sequence[str]) -> str:
    return "\n".join(_choice(field, one) for one in value)


_WORDS: Mapping[Sort, Callable[[Field, Any], str]] = {
    Sort.DAY: lambda _field, value: day_words(date.fromisoformat(value)),
    Sort.MONEY: lambda _field, value: kronor(value),
    Sort.YES_NO: lambda _field, value: YES_NO_WORDS.get(value, value),
    Sort.CHOICE: _choice,
    Sort.CHOICES: _choices,
    Sort.MUNICIPALITIES: lambda _field, value: ", ".join(value),
}
_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def day_words(day: date) -> str:
    """Return "3 april 2017"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
