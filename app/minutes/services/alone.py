"""What keeps a § as it was frozen by itself while the rest of the minutes is written (rule IMM)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.association import queries as association
from app.kernel.errors import DomainError
from app.minutes import queries
from app.minutes.documents import minutes_context
from app.minutes.domain import MinutesFacts, ParagraphFacts
from app.minutes.domain.immediate import differences
from app.minutes.models import Paragraph
from app.minutes.services.access import own_paragraph

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def open_paragraph(session: Session, meeting: Meeting, paragraph_id: int) -> Paragraph:
    """Return one § of this meeting that may be written (rule IMM).

    Raises:
        DomainError: ``immediate.frozen`` or ``immediate.attested`` while it is frozen by itself.
        NotFound: for another meeting's §.
    """
    found = own_paragraph(session, meeting, paragraph_id)
    if queries.frozen_alone(session, found.id):
        facts = queries.minutes_whole(session, meeting.id)
        raise locked(next(one for one in facts.paragraphs if one.id == found.id))
    return found


def locked(one: ParagraphFacts) -> DomainError:
    """Return the refusal of a § that is frozen by itself: what may be done depends on how far."""
    done = one.alone is not None and one.alone.attested_on is not None
    return DomainError("immediate.attested" if done else "immediate.frozen", label=one.label)


def differing(session: Session, facts: MinutesFacts) -> dict[int, list[str]]:
    """Return what is no longer as it was frozen, by the id of each § that is frozen by itself."""
    if all(one.alone is None for one in facts.paragraphs):
        return {}
    versions = queries.immediate_versions(session, facts.meeting_id)
    now = minutes_context(facts, association.get_association(session))
    places = {one.id: one.place for one in facts.paragraphs}
    return {
        version.paragraph_id: differences(
            version.file_version.data or {}, now, places[version.paragraph_id]
        )
        for version in versions
        if version.paragraph_id is not None
    }


def keep_alone(session: Session, meeting: Meeting) -> None:
    """Refuse a change of the attendance that would reach a § that is frozen by itself (rule IMM).

    Raises:
        DomainError: ``immediate.would_change``.
    """
    if not queries.alone_versions(session, meeting.id):
        return
    facts = queries.minutes_whole(session, meeting.id)
    changed = differing(session, facts)
    for one in facts.paragraphs:
        if words := changed.get(one.id):
            what = " och ".join(words)
            raise DomainError("immediate.would_change", label=one.label, what=what)
