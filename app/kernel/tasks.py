"""What somebody should do ("Att göra") and by when, as the capabilities know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.kernel.actor import Actor
from app.kernel.hooks import Hook

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: a sentence, where to do it, by when, and why there is a date.

    ``mine`` when it waits for this very person, not only for the office or the board.
    """

    text: str
    href: str
    due: date | None = None
    rule: str = ""
    mine: bool = False

    def late(self, today: date) -> bool:
        """Say whether the day has passed."""
        return self.due is not None and self.due < today


tasks: Hook[[Session, Actor, date], list[Task]] = Hook("tasks")
"""Answers with what a person may do something about on a day; ``overview`` asks."""


def in_order(found: list[Task]) -> list[Task]:
    """Return mine first, then by day; what has no day comes last, and the same text is one."""
    unique = {(task.text, task.href): task for task in found}
    return sorted(
        unique.values(),
        key=lambda task: (not task.mine, task.due is None, task.due or date.max, task.text),
    )
