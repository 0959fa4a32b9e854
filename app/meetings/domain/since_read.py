"""What is new in a summons for one reader, since the version that they opened last. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.meetings.domain.changes import Context, change_sentences, mark_changes


@dataclass(frozen=True, slots=True)
class News:
    """The summons with every item's mark for this reader, and what has changed in sentences."""

    context: Mapping[str, Any]
    sentences: tuple[str, ...]


def since_read(read: Context, now: Context) -> News:
    """Return the summons marked for one who has read an earlier one (rule SUM)."""
    marks = mark_changes(read, now)
    items = [
        {**item, "andrad": f"{mark} sedan du läste" if (mark := marks.get(item["id"])) else ""}
        for item in now.get("arenden", ())
    ]
    return News({**now, "arenden": items}, tuple(change_sentences(read, now)))
