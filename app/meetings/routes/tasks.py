"""What meetings put on the list "Att göra"."""

from __future__ import annotations

from datetime import date, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.kernel import ui
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.meetings import queries
from app.meetings.domain import last_summons_day
from app.meetings.policies import PLAN_MEETINGS

AHEAD = timedelta(days=30)  # how long before its last day a summons is something to do


def summons_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the summonses that the office has to send soon, late ones too (rule SUM)."""
    if not actor.may(PLAN_MEETINGS):
        return []
    days = association_queries.charter(session).summons_days
    until = today + AHEAD + timedelta(days=days)
    return [
        Task(
            text=f"Skicka kallelsen till sammanträdet {ui.short_date(row.held_on)}",
            href=url_for("meetings.summons", day=row.held_on),
            due=last_summons_day(row.held_on, days),
            rule=f"{days} dagar före sammanträdet enligt arbetsordningen",
        )
        for row in queries.meetings_before_summons(session, until)
    ]
