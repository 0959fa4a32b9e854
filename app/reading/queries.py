"""Questions about one's own reading; every one of them names the person."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.documents.models import FileVersion
from app.kernel.prepared import prepared
from app.meetings.models import AgendaItem, Annex
from app.packets.models import PdfCopy
from app.reading.models import PrivateNote, ReadMark


class NoteRow(NamedTuple):
    """One note; ``item_id`` is None when its item has been taken off the agenda."""

    item_id: int | None
    heading: str
    text: str
    written_at: datetime | None
    version: int


NO_NOTE = NoteRow(None, "", "", None, 0)


@prepared
def _notes() -> Select[*tuple[Any, ...]]:
    return (
        select(
            PrivateNote.agenda_item_id,
            PrivateNote.heading,
            PrivateNote.text,
            PrivateNote.written_at,
            PrivateNote.version_id,
        )
        .where(
            PrivateNote.meeting_id == bindparam("meeting_id"),
            PrivateNote.person_id == bindparam("person_id"),
        )
        .order_by(PrivateNote.id)
    )


def notes(session: Session, *, meeting_id: int, person_id: int) -> tuple[NoteRow, ...]:
    """Return a person's own notes on a meeting, in the order they were begun."""
    rows = _notes.rows(session, meeting_id=meeting_id, person_id=person_id)
    return tuple(NoteRow(*row) for row in rows)


@prepared
def _mark() -> Select[*tuple[Any, ...]]:
    return select(ReadMark.read_at, ReadMark.digests).where(
        ReadMark.meeting_id == bindparam("meeting_id"),
        ReadMark.person_id == bindparam("person_id"),
    )


class MarkRow(NamedTuple):
    """When a person last said to have read, and what was shown then."""

    read_at: datetime
    digests: dict[str, dict[str, str]]


def read_mark(session: Session, *, meeting_id: int, person_id: int) -> MarkRow | None:
    """Return what a person has read of a meeting, or None before the first time."""
    row = _mark.first(session, meeting_id=meeting_id, person_id=person_id)
    return MarkRow(*row) if row else None


@prepared
def _copies() -> Select[*tuple[Any, ...]]:
    return (
        select(PdfCopy.source_sha256)
        .join(FileVersion, FileVersion.sha256 == PdfCopy.source_sha256)
        .join(Annex, Annex.file_version_id == FileVersion.id)
        .where(Annex.meeting_id == bindparam("meeting_id"))
    )


def readable_as_pdf(session: Session, meeting_id: int) -> frozenset[str]:
    """Return the SHA-256 of the meeting's office files that have become PDF for a packet."""
    return frozenset(sha256 for (sha256,) in _copies.rows(session, meeting_id=meeting_id))


def note_on(session: Session, *, person_id: int, item_id: int) -> PrivateNote | None:
    """Return a person's note on an item as a row that can be changed, or None."""
    return session.scalar(
        select(PrivateNote).where(
            PrivateNote.person_id == person_id, PrivateNote.agenda_item_id == item_id
        )
    )


def left_note(session: Session, *, meeting_id: int, person_id: int, text: str) -> bool:
    """Say whether a person has a note with this text on an item that is gone."""
    return bool(
        session.scalar(
            select(PrivateNote.id)
            .where(
                PrivateNote.meeting_id == meeting_id,
                PrivateNote.person_id == person_id,
                PrivateNote.agenda_item_id.is_(None),
                PrivateNote.text == text,
            )
            .limit(1)
        )
    )


def heading_of(session: Session, *, meeting_id: int, item_id: int) -> str | None:
    """Return the heading of an item of this very meeting, or None when it is not there."""
    return session.scalar(
        select(AgendaItem.heading).where(
            AgendaItem.id == item_id, AgendaItem.meeting_id == meeting_id
        )
    )


def lock_person(session: Session, person_id: int) -> None:
    """Hold a person for this transaction, so that two devices do not begin the same note."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
