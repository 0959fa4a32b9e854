"""Att-satser in a form: rows that are added, removed and moved, also without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import FieldList

from app.kernel.forms import Form, LongText

_LONGEST = 4000  # characters of one att-sats


def clause_rows() -> Any:
    """Return the field ``clauses`` of a ClauseForm; each form places it among its own."""
    return FieldList(LongText("Att-sats", limit=_LONGEST), min_entries=1)


class ClauseForm(Form):
    """A form with att-satser in the field ``clauses``."""

    clauses: Any  # a FieldList, placed by clause_rows

    @property
    def clause_texts(self) -> list[str]:
        """Return the att-satser as they stand, empty rows too."""
        return [text or "" for text in self.clauses.data]

    def act_on_rows(self, act: str) -> bool:
        """Add, remove or move an att-sats ("add", "remove:3", "up:3"); False for other acts."""
        what, _, number = act.partition(":")
        texts = self.clause_texts
        at = int(number) if number.isdigit() else -1
        if what == "add":
            texts.append("")
        elif what in {"remove", "up", "down"} and 0 <= at < len(texts):
            text = texts.pop(at)
            step = {"up": -1, "down": 1}.get(what)
            if step is not None:
                texts.insert(max(0, at + step), text)
        else:
            return False
        self._show(texts or [""])
        return True

    def _show(self, texts: Iterable[str]) -> None:
        """Give the field list these rows, numbered from 0 again."""
        while self.clauses.entries:
            self.clauses.pop_entry()
        for text in texts:
            self.clauses.append_entry(text)
