"""What the answers to a summons put on the list "Att göra"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.kernel import ui
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.meetings.domain.replying import forecast, worries
from app.meetings.policies import PLAN_MEETINGS
from app.meetings.queries.replies import AheadRow, called_by_seats, replies_ahead


def reply_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the summonses that the person has not answered, and meetings short of a quorum."""
    rows = replies_ahead(session, today)
    office = actor.may(PLAN_MEETINGS)
    return [*_own(rows, actor), *(_short(session, rows, today) if office else ())]


def _own(rows: list[AheadRow], actor: Actor) -> Iterator[Task]:
    for row in rows:
        if row.person_id != actor.person_id or row.answer is not None:
            continue
        day = ui.short_date(row.held_on)
        text = f"Svara på kallelsen till sammanträdet {day}"
        if row.serves_for_id is not None:
            text = f"Svara om du kan tjänstgöra för {row.serves_for} {day}"
        href = url_for("meetings.workspace", day=row.held_on, _anchor="svar")
        yield Task(text=text, href=href, due=row.held_on, mine=True)


def _short(session: Session, rows: list[AheadRow], today: date) -> Iterator[Task]:
    """Yield the meetings whose quorum is in danger (rule F13/K11)."""
    for _, found in groupby(rows, key=lambda row: row.meeting_id):
        asked = list(found)
        held_on, body_id = asked[0].held_on, asked[0].body_id
        seats = association_queries.seats_at(session, body_id=body_id, day=held_on)
        least = association_queries.charter(session).board_seats
        foreseen = forecast(called_by_seats(seats, asked), least)
        if worries(foreseen, held_on, today):
            yield Task(
                text=f"Se till att styrelsen blir beslutsför {ui.short_date(held_on)}",
                href=url_for("meetings.replies", day=held_on),
                due=held_on,
                rule=foreseen.text,
            )
