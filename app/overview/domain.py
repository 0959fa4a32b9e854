"""What the overview says of tasks and of what has happened. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.tasks import Task


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that somebody else did; ``meeting_on`` when it was about a meeting."""

    at: datetime
    who: str
    sentence: str
    meeting_on: date | None


def once(rows: Iterable[Happening], *, limit: int) -> list[Happening]:
    """Return the newest of what was done over and over again, at most ``limit`` rows."""
    unique: dict[tuple[str, str, date | None], Happening] = {}
    for row in rows:
        unique.setdefault((row.who, row.sentence, row.meeting_on), row)
    return list(unique.values())[:limit]


def lateness(tasks: Sequence[Task], today: date) -> str:
    """Return how much is late, as a sentence; nothing when nothing is."""
    late = sum(task.late(today) for task in tasks)
    if not late:
        return ""
    return "En sak är försenad." if late == 1 else f"{late} saker är försenade."
