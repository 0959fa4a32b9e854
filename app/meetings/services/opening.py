"""That somebody has opened a sending of the summons; noted once, beside whatever is being read."""

from __future__ import annotations

import logging

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.kernel import clock, db
from app.meetings.models import SummonsOpening
from app.meetings.queries import openings

log = logging.getLogger(__name__)


def note_opened(session: Session, *, summons_id: int, person_id: int) -> None:
    """Note the first time that a person opens a sending; later times change nothing.

    It is no act of theirs, so the log of the meeting says nothing about it.
    """
    if openings.opened_at(session, summons_id=summons_id, person_id=person_id) is None:
        made = SummonsOpening(summons_id=summons_id, person_id=person_id, first_at=clock.now())
        session.add(made)
        session.flush()


def remember_opening(session: Session, *, summons_id: int, person_id: int) -> None:
    """Do the same in a short transaction of its own, beside a page that only reads ``session``."""
    if openings.opened_at(session, summons_id=summons_id, person_id=person_id) is not None:
        return
    try:
        with db.new_session() as own, db.committing(own):
            note_opened(own, summons_id=summons_id, person_id=person_id)
    except (IntegrityError, OperationalError):
        # Another tab was first, or the database is busy: no reason to keep anybody from reading.
        log.warning("the opening of summons %s was not noted", summons_id)
