"""Listing whom each § goes to, from the frozen minutes."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.dispatch import queries
from app.dispatch.models import DispatchRecipient
from app.dispatch.queries import frozen_rows
from app.kernel import history
from app.kernel.actor import Actor
from app.meetings import queries as meetings
from app.minutes import queries as minutes_queries
from app.minutes.domain.freezing import AttestedMinutes

_note = history.Noting("dispatch")


def list_recipients(session: Session, _actor: Actor | None, minutes: AttestedMinutes) -> None:
    """List whom each § goes to, from the frozen minutes, when the last one has signed.

    What a § attested at once listed before the minutes is not listed again (rule IMM).
    """
    version = minutes_queries.version(session, minutes.version_id)
    paragraphs = queries.numbered(session, minutes.meeting_id)
    wanted = [
        (paragraphs[row["tal"]], row["nummer"], position, name)
        for row in frozen_rows(version)
        if row["tal"] in paragraphs
        for position, name in enumerate(dict.fromkeys(row.get("expedieras") or ()))
        if minutes.paragraph_id in {None, paragraphs[row["tal"]].id}
    ]
    before = queries.listed(session, {paragraph.id for paragraph, *_ in wanted})
    made = [
        DispatchRecipient(
            meeting_id=minutes.meeting_id,
            minutes_version_id=version.id,
            paragraph_id=paragraph.id,
            label=label,
            position=position,
            name=name,
            dispatch_id=None,
            not_needed="",
        )
        for paragraph, label, position, name in wanted
        if (paragraph.id, name) not in before
    ]
    session.add_all(made)
    if made:
        meeting = meetings.meeting(session, minutes.meeting_id)
        told = f"listade {_counted(len(made))} av protokollsutdrag"
        _note(session, None, meeting, "listed", told)


def _counted(number: int) -> str:
    return "en mottagare" if number == 1 else f"{number} mottagare"
