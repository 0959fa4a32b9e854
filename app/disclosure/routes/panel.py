"""What publishing shows elsewhere: on the meeting's page, and in what to do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.disclosure import queries
from app.disclosure.policies import PUBLISH_MINUTES
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.kernel.ui import long_date
from app.meetings.domain import Panel, PanelLink
from app.minutes.domain.terms import ATTESTED

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_ASKED_FOR = timedelta(days=60)
"""How long after the meeting the office is reminded; nothing compels anybody to publish."""


def published_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return where the public reads a meeting's minutes, and where the office publishes them."""
    if meeting.state not in ATTESTED:
        return Panel()
    newest = queries.newest_number(session, meeting.id)
    day = meeting.held_on
    shown = newest is not None and newest[1] is None
    links = []
    if shown:
        public = url_for("published.newest", year=day.year, day=day)
        links.append(PanelLink("Protokollet på webben", public, state="Publicerat", kind="done"))
    if actor.may(PUBLISH_MINUTES, meeting):
        text = "Publicering och maskning" if newest else "Publicera protokollet"
        state, kind = ("", "") if shown else ("Inte publicerat", "coming")
        href = url_for("disclosure.show", day=day)
        links.append(PanelLink(text, href, state=state, kind=kind))
    return Panel(heading="Publicering", links=tuple(links)) if links else Panel()


def publishing_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the attested minutes that the office may publish, for a while after the meeting."""
    if not actor.may(PUBLISH_MINUTES):
        return []
    return [
        Task(
            f"Publicera {_what(row)} från den {long_date(row.held_on)}",
            url_for("disclosure.show", day=row.held_on),
        )
        for row in queries.waiting(session, today - _ASKED_FOR)
    ]


def _what(row: queries.Waiting) -> str:
    return "rättelsen i protokollet" if row.published else "protokollet"
