"""Answers in words: a text, or a table with columns. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and whether it holds numbers."""

    label: str
    num: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Rows as words; ``foot`` is the row of sums, if any."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer: its question, and a text or a table."""

    label: str
    text: str = ""
    table: ShownTable | None = None

    @property
    def words(self) -> str:
        """Return the whole answer as text, a row of a table on each line."""
        if self.table is None:
            return self.text
        rows = [*self.table.rows, self.table.foot] if self.table.foot else self.table.rows
        return "\n".join(" · ".join(filter(None, row)) for row in rows)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One page of the form with its answers."""

    key: str
    title: str
    answers: tuple[Shown, ...]
