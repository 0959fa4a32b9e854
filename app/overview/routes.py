"""The overview: what to do, what comes next, what has happened."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries as association
from app.kernel import clock, db, ui
from app.kernel.authz import acting, requires
from app.kernel.tasks import Task, in_order, tasks
from app.kernel.web import Answer
from app.meetings import domain as meetings
from app.meetings.queries import story
from app.overview import domain, queries
from app.overview.policies import SEE_OVERVIEW

if TYPE_CHECKING:
    from app.meetings.models import Meeting

pages = Blueprint("overview", __name__)

_SHOWN = 15
_WEEK = timedelta(days=7)


@pages.get("/oversikt")
@requires(SEE_OVERVIEW)
def index() -> Answer:
    """Show what the person has to do, the next meeting, and what others have done since last."""
    session, actor, day = db.session(), acting(), clock.today()
    found = in_order([task for answer in tasks(session, actor, day) for task in answer])
    meeting = queries.next_meeting(session, actor, day)
    since = accounts.previous_login(session, actor.user_id)
    rows = queries.happenings(session, actor, since or clock.now() - _WEEK)
    return render_template(
        "overview/index.html",
        tasks=[_task(task) for task in found],
        lateness=domain.lateness(found, day),
        today=day,
        meeting=meeting,
        steps=_steps(session, meeting) if meeting else [],
        since=since,
        happenings=domain.once(rows, limit=_SHOWN),
        everything=queries.sees_everything(actor),
        seated=bool(actor.seats),
    )


def _task(task: Task) -> dict[str, Any]:
    return {
        "text": task.text,
        "href": task.href,
        "due": f"senast {ui.short_date(task.due)}" if task.due else None,
        "late": task.late(clock.today()),
        "rule": task.rule,
    }


def _steps(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Return the meeting's whole life as the component ``stepper`` wants it."""
    taken = story(session, meeting).taken
    made = meetings.steps(
        meeting.state,
        planned_on=meeting.case.opened_on,
        held_on=meeting.held_on,
        summons_days=association.charter(session).summons_days,
        taken={event: at.astimezone(clock.STOCKHOLM).date() for event, at in taken.items()},
    )
    return [
        {
            "label": step.label,
            "state": step.state,
            "date": ("senast " if step.at_latest else "") + ui.day_and_month(step.day),
            "note": step.note,
        }
        for step in made
    ]
