"""Where in the summons each item stands, so that its bookmark leads there."""

from __future__ import annotations

from collections.abc import Sequence

from app.packets.documents.joining import Source
from app.packets.domain import Chapter

_ENOUGH = 40  # characters of a heading; a longer one may be broken in other ways


def pages_of_items(summons: Source, chapters: Sequence[Chapter]) -> list[int]:
    """Return the page in the summons, from 0, of each item; that of the one before if not found."""
    texts = [_run_together(page.extract_text()) for page in summons.pages]
    found: list[int] = []
    for chapter in chapters:
        before = found[-1] if found else 0
        wanted = _run_together(chapter.name)[:_ENOUGH]
        on = (n for n in range(before, len(texts)) if chapter.label and wanted in texts[n])
        found.append(next(on, before))
    return found


def _run_together(text: str) -> str:
    return "".join(text.split())
