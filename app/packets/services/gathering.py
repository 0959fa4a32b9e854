"""What a packet is made of now: the summons as it was sent, and the annexes of the agenda."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.queries import AnnexRow
from app.packets.domain import FRONT, Chapter, Contents, Paper

if TYPE_CHECKING:
    from app.meetings.models import Meeting

WITHOUT_ITEM = "Bilagor utan ärende"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The contents of a packet, and the summons as Word unless only the contents were asked for."""

    contents: Contents
    summons: bytes = b""


def contents_of(session: Session, meeting: Meeting) -> Contents:
    """Return what a packet made now would hold."""
    return _gather(session, meeting, with_summons=False).contents


def gather(session: Session, meeting: Meeting) -> Gathered:
    """Return what a packet made now would hold, with the summons as Word: as sent, or a draft."""
    return _gather(session, meeting, with_summons=True)


def _gather(session: Session, meeting: Meeting, *, with_summons: bool) -> Gathered:
    sent = meetings.last_document(session, meeting.id)
    file = sent.file_version if sent else None
    content = b""
    if file is not None:
        context, key = file.data or {}, file.sha256
        content = documents.content(file) if with_summons else b""
    else:
        context = meeting_services.summons_data(session, meeting)
        key = hashlib.sha256(json.dumps(context, sort_keys=True).encode()).hexdigest()
        if with_summons:
            content = meeting_services.draft_summons(session, meeting)[1].content
    time = context.get("tid", {})
    made = Contents(
        association=str(context.get("forbund", {}).get("namn", "")),
        heading=str(context.get("rubrik", "")).replace("Kallelse", FRONT, 1),
        day=str(time.get("dag", "")),
        hours=str(time.get("klockslag", "")),
        place=str(time.get("plats", "")),
        held_on=meeting.held_on,
        summons_version=sent.version if sent else None,
        summons_sha256=key,
        chapters=tuple(_chapters(session, meeting)),
    )
    return Gathered(made, content)


def _chapters(session: Session, meeting: Meeting) -> Iterable[Chapter]:
    rows = meetings.annexes(session, meeting.id)
    for item in meetings.agenda(session, meeting.id, rows):
        yield Chapter(item.label, item.heading, tuple(_paper(row) for row in item.annexes))
    loose = tuple(_paper(row) for row in rows if row.item_id is None)
    if loose:
        yield Chapter("", WITHOUT_ITEM, loose)


def _paper(row: AnnexRow) -> Paper:
    return Paper(row.number, row.title, row.sha256, row.filename, row.media_type)
