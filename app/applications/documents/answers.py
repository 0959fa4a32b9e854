"""The answers of one page of the form as a document shows them: facts, texts, tables, cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.applications.documents.budget import budget_parts
from app.applications.domain.form import BUDGET
from app.applications.domain.questions import Field, Section, Sort
from app.documents.engine import prose
from app.kernel.money import HARD_SPACE, kronor

Part = dict[str, Any]
_EMPTY = "—"
_CARDS_FROM = 5  # columns; so many do not fit beside each other on paper
_YES_NO = {"yes": "Ja", "no": "Nej"}
_SHORT = frozenset(Sort) - {Sort.TEXT, Sort.ROWS}


def section_parts(section: Section, answers: Mapping[str, Any] | None) -> list[Part]:
    """Return the parts of one page in order: short answers together, texts and tables alone.

    A question that is not answered reads "—" when an answer is required and is left out otherwise.
    """
    found = answers or {}
    if section.key == BUDGET:
        return budget_parts(found)
    parts: list[Part] = []
    for field in section.fields:
        value = found.get(field.name)
        if value in (None, "", []) and not field.required:
            continue
        if field.sort in _SHORT:
            _fact(parts, field.label, answer(field, value))
        else:
            # A page with one question of its own name needs no second heading.
            heading = "" if field.label == section.title else field.label
            parts.append({"rubrik": heading, **_part(field, value)})
    return parts


def _fact(parts: list[Part], label: str, text: str) -> None:
    """Put a short answer with the ones just before it."""
    if not parts or "uppgifter" not in parts[-1]:
        parts.append({"rubrik": "", "uppgifter": []})
    parts[-1]["uppgifter"].append({"etikett": label, "text": text})


def _part(field: Field, value: Any) -> Part:
    if field.sort is Sort.TEXT:
        return {"text": prose(value) if value else [{"stycke": _EMPTY}]}
    rows = [row for row in value or () if isinstance(row, Mapping)]
    if not rows:
        return {"text": [{"stycke": _EMPTY}]}
    if len(field.fields) >= _CARDS_FROM:
        return {"kort": _cards(field, rows)}
    return {f"tabell{len(field.fields)}": [_table(field.fields, rows)]}


def _cards(field: Field, rows: Sequence[Mapping[str, Any]]) -> list[Part]:
    return [
        {
            "rubrik": f"{field.row_word[:1].upper()}{field.row_word[1:]} {number}",
            "uppgifter": [
                {"etikett": column.label, "text": answer(column, row.get(column.name))}
                for column in field.fields
                if row.get(column.name) not in (None, "") or column.required
            ],
        }
        for number, row in enumerate(rows, start=1)
    ]


def _table(fields: Sequence[Field], rows: Sequence[Mapping[str, Any]]) -> Part:
    return {
        **numbered([column.label for column in fields]),
        "rader": [
            numbered([_in_table(column, row.get(column.name)) for column in fields]) for row in rows
        ],
    }


def _in_table(column: Field, value: Any) -> str:
    return "" if value in (None, "") and not column.required else answer(column, value)


def numbered(cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row as k1, k2, …."""
    return {f"k{number}": cell for number, cell in enumerate(cells, start=1)}


def answer(field: Field, value: Any) -> str:
    """Return one answer in words; "—" when there is none."""
    if value is None or value in ("", []):
        return _EMPTY
    return _WORDS.get(field.sort, _plain)(field, value)


def _plain(_field: Field, value: Any) -> str:
    return str(value)


def _choice(field: Field, value: Any) -> str:
    return (field.choices or {}).get(value, str(value))


_WORDS: Mapping[Sort, Callable[[Field, Any], str]] = {
    Sort.CHOICE: _choice,
    Sort.CHOICES: lambda field, value: "\n".join(_choice(field, one) for one in value),
    Sort.MUNICIPALITIES: lambda _field, value: ", ".join(value),
    Sort.YES_NO: lambda _field, value: _YES_NO.get(value, str(value)),
    Sort.WHOLE: lambda _field, value: f"{value:,}".replace(",", HARD_SPACE),
    Sort.MONEY: lambda _field, value: kronor(value),
}
