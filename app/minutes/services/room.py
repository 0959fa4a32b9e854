"""Where the room is: which § is dealt with right now, for the secretary's page and the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.kernel import clock
from app.kernel.actor import Actor
from app.meetings import queries as meetings
from app.minutes.models import Room
from app.minutes.services.access import own_paragraph, writable

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def go_to(session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int) -> Room:
    """Let the room be at a § from now on; a § where it already is keeps its time.

    Nothing is logged: who was at which § on the screen says nothing about what was done.

    Raises:
        DomainError: ``minutes.not_open``. NotFound: for a § of another meeting.
    """
    del actor  # may write the minutes, as the page has made sure; see above about the log
    meetings.lock_meeting(session, meeting.id)  # two who begin at once make one row
    writable(session, meeting)
    paragraph = own_paragraph(session, meeting, paragraph_id)
    room = session.get(Room, meeting.id, populate_existing=True)
    if room is None:
        room = Room(meeting_id=meeting.id, paragraph_id=paragraph.id, since=clock.now())
        session.add(room)
    elif room.paragraph_id != paragraph.id:
        room.paragraph_id, room.since = paragraph.id, clock.now()
    session.flush()
    return room


def leave(session: Session, paragraph_id: int) -> None:
    """Let no room be at a § that is about to be removed."""
    session.execute(delete(Room).where(Room.paragraph_id == paragraph_id))
