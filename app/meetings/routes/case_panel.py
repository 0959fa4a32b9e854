"""What meetings show on the page of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.panels import PanelLink
from app.kernel.ui import short_date
from app.meetings import queries
from app.meetings.domain import STATE_WORDS
from app.meetings.policies import READ_MEETINGS
from app.meetings.routes.words import STATE_MARKS
from app.registry.domain import CasePanel

if TYPE_CHECKING:
    from app.registry.models import Case


def meeting_panel(session: Session, case: Case, actor: Actor) -> CasePanel:
    """Return the way to the meeting whose summons and minutes are kept in the case."""
    meeting = queries.meeting_of_case(session, case.id)
    if meeting is None or not actor.may(READ_MEETINGS, meeting):
        return CasePanel()
    link = PanelLink(
        f"{meeting.body.name} {short_date(meeting.held_on)}",
        url_for("meetings.workspace", day=meeting.held_on),
        state=STATE_WORDS[meeting.state],
        kind=STATE_MARKS[meeting.state],
    )
    return CasePanel("Sammanträde", (link,))
