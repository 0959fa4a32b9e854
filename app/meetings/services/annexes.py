"""Annexes: files that belong to the meeting, numbered per meeting."""

from __future__ import annotations

from pathlib import PurePath

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries
from app.meetings.domain import AGENDA_OPEN
from app.meetings.models import Annex, Meeting
from app.meetings.services.agenda import begin_agenda
from app.meetings.services.numbering import next_number, renumber

_note = history.Noting("agenda")


def add_annex(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    item_id: int | None,
    filename: str,
    content: bytes,
    title: str = "",
) -> Annex:
    """Keep an uploaded file as the next annex of the meeting; its title is the file's unless given.

    Raises:
        DomainError: on ``file`` when the file is not what it says, ``meeting.agenda_closed``.
        NotFound: when the item is not on this meeting's agenda.
    """
    _check_open(meeting)
    if item_id is not None:
        queries.item(session, meeting_id=meeting.id, item_id=item_id)
    media_type = documents.check_upload(filename, content)
    named = title.strip() or PurePath(filename).stem.replace("_", " ").strip() or "Bilaga"
    begin_agenda(session, actor=actor, meeting=meeting)
    number = next_number(session, meeting)
    version = documents.store(
        session,
        actor=actor,
        kind="bilaga",
        title=named,
        filename=filename,
        media_type=media_type,
        content=content,
    )
    annex = Annex(
        meeting_id=meeting.id,
        agenda_item_id=item_id,
        number=number,
        title=named,
        file_version_id=version.id,
    )
    session.add(annex)
    renumber(session, meeting)
    _note(session, actor, meeting, "annex_added", f"lade till bilagan ”{named}”")
    return annex


def annex_stored(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    item_id: int,
    title: str,
    file_version_id: int,
) -> Annex:
    """Let a stored file be an annex to an item; a newer version takes the place of an older.

    Raises:
        DomainError: ``meeting.agenda_closed``.
    """
    _check_open(meeting)
    found = queries.annex_of_document(session, item_id=item_id, file_version_id=file_version_id)
    if found is not None:
        if found.file_version_id != file_version_id:
            found.file_version_id = file_version_id
            _note(session, actor, meeting, "annex_renewed", f"bytte ut bilagan ”{found.title}”")
        return found
    begin_agenda(session, actor=actor, meeting=meeting)
    annex = Annex(
        meeting_id=meeting.id,
        agenda_item_id=item_id,
        number=next_number(session, meeting),
        title=title,
        file_version_id=file_version_id,
    )
    session.add(annex)
    renumber(session, meeting)
    _note(session, actor, meeting, "annex_added", f"lade till bilagan ”{title}”")
    return annex


def _check_open(meeting: Meeting) -> None:
    if meeting.state not in AGENDA_OPEN:
        raise DomainError("meeting.agenda_closed")


def rename_annex(
    session: Session, *, actor: Actor | None, meeting: Meeting, number: int, title: str
) -> None:
    """Give an annex another title; an empty one changes nothing."""
    _check_open(meeting)
    annex = queries.annex(session, meeting_id=meeting.id, number=number)
    before = annex.title
    if not title.strip() or title.strip() == before:
        return
    annex.title = title.strip()
    sentence = f"döpte om bilagan ”{before}” till ”{annex.title}”"
    _note(session, actor, meeting, "annex_renamed", sentence)


def remove_annex(session: Session, *, actor: Actor | None, meeting: Meeting, number: int) -> None:
    """Take an annex away from the meeting; a file that has been sent stays in the register."""
    _check_open(meeting)
    annex = queries.annex(session, meeting_id=meeting.id, number=number)
    title = annex.title
    session.delete(annex)
    session.flush()
    renumber(session, meeting)
    _note(session, actor, meeting, "annex_removed", f"tog bort bilagan ”{title}”")
