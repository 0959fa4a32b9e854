"""What leaves the office: a mail in the outbox, a record in the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.dispatch.domain import Letter
from app.dispatch.models import DispatchRecipient
from app.kernel import outbox
from app.kernel.actor import Actor
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.meetings.models import Meeting
    from app.minutes.models import Extract


def queue(session: Session, extract: Extract, mail: Letter, address: str) -> outbox.OutboxMessage:
    """Put a mail with the extract attached in the outbox."""
    file = extract.file_version
    made = outbox.queue_mail(
        session,
        recipient=address,
        heading=mail.heading,
        body=mail.body,
        subject_type="extract",
        subject_id=extract.id,
        attachments=[
            {"sha256": file.sha256, "filename": file.filename, "media_type": file.media_type}
        ],
    )
    session.flush()
    return made


def register(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    extract: Extract,
    lines: Iterable[DispatchRecipient],
    dated: date,
    how: str,
) -> None:
    """Register the extract as outgoing on the case of every § it was sent about (rule O1)."""
    by_case: dict[int, list[str]] = {}
    for line in lines:
        case_id = line.paragraph.case_id or meeting.case_id
        by_case.setdefault(case_id, []).append(line.name)
    for case_id, names in by_case.items():
        registry.register_record(
            session,
            actor=actor,
            case_id=case_id,
            direction=Direction.OUT,
            dated=dated,
            counterpart="; ".join(dict.fromkeys(names)),
            content=f"Protokollsutdrag {extract.paragraphs}, expedierat {how}",
            file_version_ids=[extract.file_version_id],
        )
