"""Adjournments: when the meeting paused, told at the § that it came at."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound
from app.minutes import queries
from app.minutes.domain.course import break_fault
from app.minutes.domain.sentences import clock_words
from app.minutes.models import Adjournment, Minutes
from app.minutes.services.access import writable
from app.minutes.services.alone import open_paragraph

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("minutes")


def adjourn(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    starts_at: time,
    ends_at: time,
) -> Adjournment:
    """Tell at a § that the meeting was adjourned from one time to another.

    Raises:
        DomainError: ``break.backwards``, ``break.before_opening``, ``break.after_closing`` or
            ``break.overlaps`` on the field that is wrong; ``minutes.not_open``.
    """
    minutes = writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    _check(session, minutes, starts_at, ends_at)
    made = Adjournment(
        meeting_id=meeting.id, paragraph_id=paragraph.id, starts_at=starts_at, ends_at=ends_at
    )
    session.add(made)
    span = f"kl. {clock_words(starts_at)}–{clock_words(ends_at)}"
    _note(session, actor, paragraph, "adjourned", f"antecknade ajourneringen {span}")
    return made


def _check(session: Session, minutes: Minutes, starts_at: time, ends_at: time) -> None:
    present = queries.adjournments(session, minutes.meeting_id)
    fault = break_fault(
        starts_at,
        ends_at,
        opened_at=minutes.opened_at,
        closed_at=minutes.closed_at,
        others=[(one.starts_at, one.ends_at) for one in present],
    )
    if fault:
        raise DomainError(
            fault,
            field="starts_at" if fault in {"break.before_opening", "break.overlaps"} else "ends_at",
            opened=clock_words(minutes.opened_at) if minutes.opened_at else "",
            closed=clock_words(minutes.closed_at) if minutes.closed_at else "",
        )


def remove_adjournment(
    session: Session, *, actor: Actor | None, meeting: Meeting, adjournment_id: int
) -> None:
    """Take an adjournment out of the minutes.

    Raises:
        NotFound: when it is another meeting's.
        DomainError: ``minutes.not_open``.
    """
    writable(session, meeting)
    found = session.get(Adjournment, adjournment_id)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound
    paragraph = open_paragraph(session, meeting, found.paragraph_id)
    span = f"kl. {clock_words(found.starts_at)}–{clock_words(found.ends_at)}"
    session.delete(found)
    _note(session, actor, paragraph, "break_removed", f"tog bort ajourneringen {span}")
