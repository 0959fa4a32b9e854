"""One person's reading: what has been read, and own notes. Nothing of it is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import EditConflict
from app.reading import queries
from app.reading.domain import Digests
from app.reading.models import PrivateNote, ReadMark

if TYPE_CHECKING:
    from app.meetings.models import Meeting

GONE = "Ärende som har utgått"
_OTHER_DEVICE = "En annan av dina enheter"


def mark_read(session: Session, *, actor: Actor, meeting: Meeting, shown: Digests) -> None:
    """Keep what was shown as read by the person; what changes after that is marked on the page.

    Called by oneself, and the first time that the papers are opened.
    """
    key = {"meeting_id": meeting.id, "person_id": actor.person_id}
    row = session.get(ReadMark, key)
    if row is None:
        row = ReadMark(**key)
        session.add(row)
    row.read_at = clock.now()
    row.digests = {item: dict(parts) for item, parts in shown.items()}
    session.flush()


def save_note(
    session: Session, *, actor: Actor, meeting: Meeting, item_id: int, text: str, version: int
) -> int:
    """Keep the person's own note on an item; return the version that the next save builds on.

    A text that the database already has is saved, whatever version it builds on, so that a save
    whose answer was lost can be sent again. A note on an item that has been taken off the agenda
    meanwhile is kept under the meeting. Never logged: nobody else is to know that there is a note.

    Raises:
        EditConflict: another of the person's devices has saved another text since.
    """
    text = text.strip()
    queries.lock_person(session, actor.person_id)
    row = queries.note_on(session, person_id=actor.person_id, item_id=item_id)
    if row is None:
        return _begin(session, actor, meeting, item_id, text)
    if row.text == text:
        return row.version_id
    if row.version_id != version:
        raise EditConflict(
            [("text", f"Din anteckning: {row.heading}", text, row.text)],
            version=row.version_id,
            other_person=_OTHER_DEVICE,
            other_time=row.written_at,
        )
    row.text, row.written_at = text, clock.now()
    session.flush()
    return row.version_id


def _begin(session: Session, actor: Actor, meeting: Meeting, item_id: int, text: str) -> int:
    heading = queries.heading_of(session, meeting_id=meeting.id, item_id=item_id)
    own = {"meeting_id": meeting.id, "person_id": actor.person_id}
    if not text or (heading is None and queries.left_note(session, text=text, **own)):
        return 0
    row = PrivateNote(
        **own,
        agenda_item_id=item_id if heading is not None else None,
        heading=heading if heading is not None else GONE,
        text=text,
        written_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row.version_id if heading is not None else 0
