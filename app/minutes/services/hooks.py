"""Where higher capabilities join in while the minutes are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.hooks import Hook
from app.minutes.domain import MinutesFacts, ParagraphFacts
from app.minutes.domain.panels import ParagraphNote, ParagraphPanel
from app.minutes.models import MinutesVersion

paragraph_panels: Hook[[Session, MinutesFacts, ParagraphFacts, Actor], ParagraphPanel] = Hook(
    "minutes.paragraph_panels"
)
"""Answers with what stands at a § on the page where a person writes it."""

paragraph_leaving: Hook[[Session, int], None] = Hook("minutes.paragraph_leaving")
"""Called before a § (its id) is removed; whoever still needs it raises a DomainError."""

frozen: Hook[[Session, Actor | None, MinutesVersion], None] = Hook("minutes.frozen")
"""Called in the same transaction when a version waits for its signers, whole or one § alone."""

unlocked: Hook[[Session, Actor | None, MinutesVersion], None] = Hook("minutes.unlocked")
"""Called in the same transaction when a version is voided, with its signatures (rule UNL)."""


paragraph_notes: Hook[[Session, Sequence[int]], Iterable[ParagraphNote]] = Hook(
    "minutes.paragraph_notes"
)
"""Answers with what has been noted about §§ (their ids) after they were attested (rule UNL)."""


def notes_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[ParagraphNote, ...]]:
    """Return those notes by the § that they are about."""
    found: dict[int, tuple[ParagraphNote, ...]] = {}
    for notes in paragraph_notes(session, ids) if ids else ():
        for note in notes:
            found[note.paragraph_id] = (*found.get(note.paragraph_id, ()), note)
    return found
