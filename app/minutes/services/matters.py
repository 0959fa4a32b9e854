"""Decisions about cases that other capabilities word through the register (the hub)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.meetings import queries as meetings
from app.minutes import queries
from app.minutes.services.outcomes import follow_words
from app.minutes.services.writing import save_paragraph


def word_decision(session: Session, actor: Actor, case_id: int, clauses: Sequence[str]) -> int:
    """Write a decision's att-satser into the open minutes' § about a case; return how many §§.

    Of several §§ about it in the same meeting the first one that decides gets them. Minutes that
    are frozen are left alone. The outcome of the § follows the words.
    """
    rows = queries.open_paragraphs_about(session, case_id)
    for row in rows:
        save_paragraph(
            session,
            actor=actor,
            meeting=meetings.meeting(session, row.meeting_id),
            paragraph_id=row.id,
            version=row.version_id,
            heading=row.heading,
            background=row.background,
            clauses=clauses,
            notes=row.notes,
            dispatch_to=row.dispatch_to,
            confirmed=True,
        )
        follow_words(session, actor, row)
    return len(rows)
