"""What the preparation puts on the list "Att göra"."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.applications.domain.preparing import Unity
from app.applications.domain.states import OpinionState
from app.applications.policies import group_seat
from app.applications.queries import preparing
from app.applications.queries.preparing import AskedRow, Standing
from app.kernel.actor import Actor, office
from app.kernel.tasks import Task


def preparation_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the opinions that wait for the person, and the positions that wait for the office."""
    found = []
    if group_seat(actor, None):
        asked = preparing.asked_of(session, actor.person_id, today)
        found = [_opinion(row) for row in asked if row.waits]
    if office(actor, None):
        rounds = preparing.waiting_rounds(session)
        found += [_position(one, name) for one, name in rounds if _is_time(one, today)]
    return found


def _opinion(row: AskedRow) -> Task:
    return Task(
        text=f"Yttra er om {row.name}",
        href=url_for("applications.opinion", application_id=row.application_id),
        due=row.by_when,
        rule=f"yttrande från {row.organisation} till {row.group}",
        mine=True,
    )


def _is_time(one: Standing, today: date) -> bool:
    """Say whether the office has something to do: all have answered, or the day has come."""
    waiting = any(opinion.state is OpinionState.OPEN for opinion in one.opinions)
    return not waiting or (one.by_when is not None and one.by_when <= today)


def _position(one: Standing, name: str) -> Task:
    if one.position is not None:
        text, page = f"Avsluta beredningen av {name}", "applications.preparation"
    else:
        text, page = f"Skriv gruppens ställningstagande om {name}", "applications.position"
    divided = one.tally.unity is Unity.DIVIDED
    return Task(
        text=text,
        href=url_for(page, application_id=one.application_id),
        due=one.meets_on or one.due_on,
        rule=f"{one.group}: {one.tally.summary}" if divided else f"{one.group}",
    )
