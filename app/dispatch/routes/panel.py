"""What is sent out, shown elsewhere: on a meeting's page, on a case's, in what there is to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.dispatch import queries
from app.dispatch.domain import MARKS, Sent, State, state_of
from app.dispatch.policies import READ_DISPATCHES, SEND_EXTRACTS
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.kernel.ui import long_date
from app.meetings.domain import Panel, PanelLack, PanelLink
from app.minutes.domain.terms import ATTESTED
from app.registry.domain import CasePanel

if TYPE_CHECKING:
    from app.meetings.models import Meeting
    from app.registry.models import Case

_WORDS = {
    State.QUEUED: "I kön för e-post",
    State.RETRYING: "Försöker igen",
    State.SENT: "Skickat",
    State.FAILED: "Gick inte att skicka",
    State.PRINTED: "Brev att posta",
    State.POSTED: "Postat",
}


def dispatch_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return what is left to send after a meeting."""
    if meeting.state not in ATTESTED or not actor.may(READ_DISPATCHES, meeting):
        return Panel()
    href = url_for("dispatch.index", day=meeting.held_on)
    left = [one for one in queries.waiting(session) if one.meeting_id == meeting.id]
    lacks = (PanelLack(f"{_recipients(len(left))} väntar på protokollsutdrag", href, "warning"),)
    return Panel(
        heading="Expediering",
        links=(PanelLink("Expediera beslut", href),),
        lacks=lacks if left else (),
    )


def _recipients(number: int) -> str:
    return "En mottagare" if number == 1 else f"{number} mottagare"


def case_panel(session: Session, case: Case, actor: Actor) -> CasePanel:
    """Return the extracts that were sent about a case."""
    if not actor.may(READ_DISPATCHES):
        return CasePanel()
    links = []
    for row in queries.about_case(session, case.id):
        sent = Sent(row.way, row.sent_at, row.failed_at, row.last_error or "", row.posted_on)
        state = state_of(sent)
        links.append(
            PanelLink(
                f"{row.recipient}, {row.paragraphs}",
                url_for("dispatch.index", day=row.held_on),
                note=f"Sammanträdet den {long_date(row.held_on)}",
                state=_WORDS[state],
                kind=MARKS[state],
            )
        )
    return CasePanel("Expediering", tuple(links))


def dispatch_tasks(session: Session, actor: Actor, _today: date) -> list[Task]:
    """Return the meetings after which something is left to send."""
    if not actor.may(SEND_EXTRACTS):
        return []
    days = dict.fromkeys(one.held_on for one in queries.waiting(session))
    return [
        Task(
            f"Expediera beslut från den {long_date(day)}",
            url_for("dispatch.index", day=day),
        )
        for day in days
    ]
