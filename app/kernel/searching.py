"""Looking for text in columns, in Swedish on both databases."""

from __future__ import annotations

import re

from sqlalchemy import BindParameter, ColumnElement
from sqlalchemy.orm import InstrumentedAttribute


def matches(
    dialect: str, column: InstrumentedAttribute[str], value: BindParameter[str]
) -> ColumnElement[bool]:
    """Compare a column with what ``pattern`` made for the same kind of database.

    Without regard to case, å, ä and ö included, which LIKE on SQLite cannot.
    """
    if dialect == "postgresql":
        return column.ilike(value, escape="/")
    return column.op("GLOB", is_comparison=True)(value)


def pattern(dialect: str, text: str) -> str:
    """Return the text as a pattern of the database for anything that contains it."""
    if dialect == "postgresql":
        plain = re.sub(r"[/%_]", lambda sign: f"/{sign[0]}", text)
        return f"%{plain}%"
    return f"*{''.join(map(_either_case, text))}*"


def _either_case(letter: str) -> str:
    both = sorted(c for c in {letter, letter.lower(), letter.upper()} if len(c) == 1)
    return f"[{''.join(both)}]" if len(both) > 1 or letter in "*?[" else letter
