"""Att-satser that other acts than writing put into a decision, and take out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.minutes.domain.outcomes import AT_ONCE_CLAUSE
from app.minutes.models import Paragraph
from app.minutes.services.alone import open_paragraph
from app.minutes.services.writing import save_paragraph

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def texts_of(paragraph: Paragraph) -> list[str]:
    """Return the att-satser of a decision as they are kept."""
    return [clause.text for clause in paragraph.clauses]


def decide(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph: Paragraph,
    clauses: Sequence[str],
) -> Paragraph:
    """Let the decision be these att-satser; the rest of the § stays as it is.

    Raises:
        DomainError: ``minutes.not_open``.
    """
    session.flush()  # what has been set on the row gives it its version now
    return save_paragraph(
        session,
        actor=actor,
        meeting=meeting,
        paragraph_id=paragraph.id,
        version=paragraph.version_id,
        heading=paragraph.heading,
        background=paragraph.background,
        clauses=clauses,
        notes=paragraph.notes,
        dispatch_to=paragraph.dispatch_to,
        confirmed=True,
    )


def add_clause(
    session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int, clause: str
) -> Paragraph:
    """Add an att-sats last in a decision, before the one that it is attested at once (rule IMM).

    One that stands there already is not added again.

    Raises:
        DomainError: ``minutes.not_open``.
    """
    paragraph = open_paragraph(session, meeting, paragraph_id)
    texts = texts_of(paragraph)
    if clause in texts:
        return paragraph
    at = texts.index(AT_ONCE_CLAUSE) if AT_ONCE_CLAUSE in texts else len(texts)
    wanted = [*texts[:at], clause, *texts[at:]]
    return decide(session, actor=actor, meeting=meeting, paragraph=paragraph, clauses=wanted)


def remove_clause(
    session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int, clause: str
) -> Paragraph:
    """Take an att-sats out of a decision; one that has been rewritten stays.

    Raises:
        DomainError: ``minutes.not_open``.
    """
    paragraph = open_paragraph(session, meeting, paragraph_id)
    wanted = [text for text in texts_of(paragraph) if text != clause]
    return decide(session, actor=actor, meeting=meeting, paragraph=paragraph, clauses=wanted)
