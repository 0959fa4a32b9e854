"""Looking for text in columns, in Swedish on both databases."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session


def contains(
    session: Session, column: InstrumentedAttribute[str], text: str
) -> ColumnElement[bool]:
    """Compare without regard to case, å, ä and ö included, which LIKE on SQLite cannot."""
    if session.get_bind().dialect.name == "postgresql":
        return column.icontains(text, autoescape=True)
    return column.op("GLOB", is_comparison=True)(f"*{''.join(map(_either_case, text))}*")


def _either_case(letter: str) -> str:
    both = sorted(c for c in {letter, letter.lower(), letter.upper()} if len(c) == 1)
    return f"[{''.join(both)}]" if len(both) > 1 or letter in "*?[" else letter
