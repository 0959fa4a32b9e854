"""Questions about the cases that stand on agendas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.documents.models import FileVersion
from app.meetings.domain import AGENDA_OPEN, MeetingState
from app.meetings.models import AgendaItem, Annex, Meeting


def meetings_with_open_agenda(session: Session, day: date) -> Sequence[Meeting]:
    """Return the meetings from a day on whose agenda can still be written, nearest first."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.held_on >= day, Meeting.state.in_(AGENDA_OPEN))
        .order_by(Meeting.held_on, Meeting.starts_at, Meeting.id)
        .options(joinedload(Meeting.body))
    ).all()


def meetings_about(session: Session, case_id: int) -> Sequence[Meeting]:
    """Return the meetings with an item about a case, the latest first; cancelled ones left out."""
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.id.in_(select(AgendaItem.meeting_id).where(AgendaItem.case_id == case_id)),
            Meeting.state != MeetingState.CANCELLED,
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .options(joinedload(Meeting.body))
    ).all()


def item_about(session: Session, *, meeting_id: int, case_id: int) -> AgendaItem | None:
    """Return the first item of a meeting about a case, with its proposal, or None."""
    return session.scalar(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.case_id == case_id)
        .options(selectinload(AgendaItem.clauses))
        .order_by(AgendaItem.position, AgendaItem.id)
        .limit(1)
    )


def items_about(session: Session, case_id: int) -> Sequence[AgendaItem]:
    """Return every item about a case with its meeting, the latest meeting first."""
    return session.scalars(
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.case_id == case_id)
        .options(contains_eager(AgendaItem.meeting))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc(), AgendaItem.position, AgendaItem.id)
    ).all()


def cases_on_agenda(session: Session, meeting_id: int) -> Sequence[int]:
    """Return the ids of the cases that a meeting's items are about, each once."""
    found = session.scalars(
        select(AgendaItem.case_id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.case_id.is_not(None))
        .distinct()
        .order_by(AgendaItem.case_id)
    )
    return [case_id for case_id in found if case_id is not None]


def annex_of_document(session: Session, *, item_id: int, file_version_id: int) -> Annex | None:
    """Return an item's annex that is a version of the same document as a file, or None."""
    document = select(FileVersion.document_id).where(FileVersion.id == file_version_id)
    return session.scalar(
        select(Annex)
        .join(FileVersion, FileVersion.id == Annex.file_version_id)
        .where(
            Annex.agenda_item_id == item_id,
            FileVersion.document_id == document.scalar_subquery(),
        )
        .order_by(Annex.number)
        .limit(1)
    )
