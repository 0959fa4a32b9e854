"""A § that is attested at once gets its number at once (rules IMM, NUM)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.kernel import counters, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.minutes import queries
from app.minutes.domain import counter_name, series_of, table_of
from app.minutes.domain.outcomes import AT_ONCE_CLAUSE
from app.minutes.models import Paragraph
from app.minutes.services.access import writable
from app.minutes.services.alone import open_paragraph
from app.minutes.services.clauses import add_clause, remove_clause

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("minutes")


def attest_at_once(
    session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int
) -> Paragraph:
    """Declare a § attested at once: it says so, and gets its number now (rules IMM, NUM).

    The §§ before it that lack numbers get theirs too, in the order they stand, so that the numbers
    of the meeting stay in order; those after it go on from there. None of them is moved or removed
    after that.

    Raises:
        DomainError: ``at_once.no_decision``, ``at_once.no_quorum`` (rule F13);
            ``minutes.not_open``.
    """
    meetings.lock_meeting(session, meeting.id)  # of two who number at the same time one waits
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    session.refresh(paragraph)
    facts = queries.minutes_whole(session, meeting.id)
    here = next(one for one in facts.paragraphs if one.id == paragraph.id)
    if not here.clauses:
        raise DomainError("at_once.no_decision")
    if not table_of(facts).quorum(here.place).reached:
        raise DomainError("at_once.no_quorum", body=facts.body_name)
    give_numbers(session, meeting, upto=paragraph)
    paragraph.at_once = True
    add_clause(
        session, actor=actor, meeting=meeting, paragraph_id=paragraph.id, clause=AT_ONCE_CLAUSE
    )
    sentence = f"angav att paragrafen justeras omedelbart; den fick nummer {paragraph.number}"
    _note(session, actor, paragraph, "at_once", sentence)
    return paragraph


def give_numbers(session: Session, meeting: Meeting, *, upto: Paragraph | None = None) -> None:
    """Take numbers for the §§ that have none; those that have keep theirs (rule NUM).

    ``upto`` is the last § that gets one; None numbers them all. The meeting is locked by the
    caller.
    """
    rows = _before(queries.unnumbered(session, meeting.id), upto)
    if not rows:
        return
    series = series_of(meeting.body_id, meeting.held_on.year)
    first = counters.take(session, counter_name(series), count=len(rows))
    for number, row in enumerate(rows, start=first):
        # Beside the version count: a number is no conflict for one who writes.
        session.execute(
            update(Paragraph).where(Paragraph.id == row.id).values(series=series, number=number)
        )
        session.refresh(row, ["series", "number"])


def _before(rows: Sequence[Paragraph], upto: Paragraph | None) -> list[Paragraph]:
    if upto is None:
        return list(rows)
    last = (upto.position, upto.id)
    return [row for row in rows if (row.position, row.id) <= last]


def revoke_at_once(
    session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int
) -> Paragraph:
    """Let a § be attested with the others after all; a number that was given stays (rule NUM).

    Raises:
        DomainError: ``minutes.not_open``.
    """
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    if not paragraph.at_once:
        return paragraph
    paragraph.at_once = False
    remove_clause(
        session, actor=actor, meeting=meeting, paragraph_id=paragraph.id, clause=AT_ONCE_CLAUSE
    )
    sentence = "angav att paragrafen justeras med de andra"
    _note(session, actor, paragraph, "with_the_others", sentence)
    return paragraph
