"""What minutes show on the page of a case: at which meetings it has been on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries as association
from app.association.domain import Charter
from app.kernel.actor import Actor
from app.kernel.panels import PanelLink
from app.kernel.ui import short_date
from app.meetings.domain import MeetingState
from app.meetings.policies import READ_AGENDA
from app.minutes import queries
from app.minutes.domain import label
from app.minutes.domain.terms import ATTESTED
from app.minutes.policies import READ_MINUTES
from app.minutes.queries import TreatmentRow
from app.minutes.routes.reading import anchor
from app.registry.domain import CasePanel

if TYPE_CHECKING:
    from app.registry.models import Case

_NUMBERED = ATTESTED | {MeetingState.FROZEN}
_HELD = _NUMBERED | {MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING}
_ON_THE_AGENDA = ("På dagordningen", "coming")
_STATES = {
    MeetingState.IN_SESSION: ("Sammanträdet pågår", "current"),
    MeetingState.MINUTES_DRAFTING: ("Protokollet skrivs", "draft"),
    MeetingState.FROZEN: ("Inte justerat", "locked"),
    MeetingState.CANCELLED: ("Inställt", "rejected"),
    **dict.fromkeys(ATTESTED, ("Justerat", "done")),
}


def treatment_panel(session: Session, case: Case, actor: Actor) -> CasePanel:
    """Return the meetings that treat the case, as far as the person may read them (rule O5)."""
    rows = [
        row for row in queries.treatments(session, case.id) if actor.may(READ_AGENDA, row.meeting)
    ]
    if not rows:
        return CasePanel()
    charter = association.charter(session)
    met = any(row.meeting.state in _HELD for row in rows)
    heading = "Behandlat vid" if met else "Tas upp vid"
    return CasePanel(heading, tuple(_link(row, actor, charter) for row in rows))


def _link(row: TreatmentRow, actor: Actor, charter: Charter) -> PanelLink:
    meeting = row.meeting
    text = f"{meeting.body.name} {short_date(meeting.held_on)}"
    href = url_for("meetings.workspace", day=meeting.held_on)
    read = meeting.state in _NUMBERED and actor.may(READ_MINUTES, meeting)
    if read and row.number is not None:
        year = meeting.held_on.year
        number = label(charter.pattern_of(meeting.body_id, year), row.number, year)
        text = f"{text}, {number}"
        href = url_for("minutes.read", day=meeting.held_on, _anchor=anchor(number))
    word, kind = _STATES.get(meeting.state, _ON_THE_AGENDA)
    return PanelLink(text, href, note=row.heading, state=word, kind=kind)
