"""Cases that other capabilities put on an agenda through the register (the hub)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.meetings import queries
from app.meetings.domain import AGENDA_OPEN, ItemKind
from app.meetings.models import AgendaItem, Meeting
from app.meetings.services.agenda import add_item, edit_item, remove_item
from app.meetings.services.annexes import annex_stored
from app.registry.domain import AgendaMatter, MeetingAhead


def ahead(session: Session, day: date) -> tuple[MeetingAhead, ...]:
    """Return the meetings from a day on whose agenda can still be written, nearest first."""
    return _as_ahead(queries.meetings_with_open_agenda(session, day))


def meetings_of(session: Session, case_id: int) -> tuple[MeetingAhead, ...]:
    """Return the meetings on whose agenda a case stands, the latest first."""
    return _as_ahead(queries.meetings_about(session, case_id))


def _as_ahead(meetings: Iterable[Meeting]) -> tuple[MeetingAhead, ...]:
    return tuple(MeetingAhead(one.id, one.held_on, one.body.name) for one in meetings)


def place(session: Session, actor: Actor, meeting_id: int, matter: AgendaMatter) -> None:
    """Put a case on a meeting's agenda, or write anew the item that it has there already.

    Papers are stored files: one that is an annex already is not added again, and a newer version
    of the same document takes the place of the older.

    Raises:
        DomainError: ``meeting.agenda_closed`` when the meeting has begun.
        NotFound: when there is no such meeting.
    """
    meeting = queries.meeting(session, meeting_id)
    item = queries.item_about(session, meeting_id=meeting.id, case_id=matter.case_id)
    if item is None:
        item = add_item(
            session,
            actor=actor,
            meeting=meeting,
            heading=matter.heading,
            kind=ItemKind.DECISION,
            background=matter.background,
            presenter=matter.presenter,
            clauses=matter.clauses,
            case_id=matter.case_id,
        )
    else:
        _write_anew(session, actor, meeting, item, matter)
    for paper in matter.papers:
        annex_stored(
            session,
            actor=actor,
            meeting=meeting,
            item_id=item.id,
            title=paper.title,
            file_version_id=paper.file_version_id,
        )


def _write_anew(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, matter: AgendaMatter
) -> None:
    edit_item(
        session,
        actor=actor,
        meeting=meeting,
        item_id=item.id,
        version=item.version_id,
        heading=matter.heading,
        kind=ItemKind.DECISION,
        background=matter.background,
        presenter=matter.presenter or item.presenter,
        clauses=matter.clauses,
        case_id=matter.case_id,
        subordinate=item.subordinate,
    )


def take_off(session: Session, actor: Actor, case_id: int) -> bool:
    """Take a case off every agenda that can still be written; say whether it stood on any."""
    open_items = [
        item for item in queries.items_about(session, case_id) if item.meeting.state in AGENDA_OPEN
    ]
    for item in open_items:
        remove_item(session, actor=actor, meeting=item.meeting, item_id=item.id)
    return bool(open_items)
