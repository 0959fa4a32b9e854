"""What applications put on the list "Att göra"."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.applications.policies import HANDLE_APPLICATION
from app.applications.queries.handling import WaitingRow, waiting, waiting_of
from app.kernel.actor import Actor, applicant
from app.kernel.tasks import Task
from app.kernel.workdays import next_working_day
from app.registry.domain import should_be_registered_by

_AT_ONCE = "registreras utan dröjsmål, senast nästa arbetsdag"


def handling_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what waits for the office, and what an applicant has been asked to complete."""
    found: list[Task] = []
    if actor.may(HANDLE_APPLICATION):
        made = [_task(row, today) for row in waiting(session)]
        found += [task for task in made if task is not None]
    if applicant(actor, None):
        found += [_asked(row) for row in waiting_of(session, actor.person_id)]
    return found


def _task(row: WaitingRow, today: date) -> Task | None:
    """Return what the office does about it; nothing while the applicant has time to answer."""
    if row.number is None:
        return _to_register(row)
    if row.answered_on is not None:
        return _to_read(row, row.answered_on)
    return _late(row) if row.due_on is not None and row.due_on < today else None


def _to_register(row: WaitingRow) -> Task:
    """Ask the office to take up what has come, at the latest the next working day (rule O1)."""
    return Task(
        text=f"Registrera ansökan {row.name}",
        href=url_for("applications.workspace", application_id=row.application_id),
        due=should_be_registered_by(row.submitted_on),
        rule=_AT_ONCE,
    )


def _to_read(row: WaitingRow, answered_on: date) -> Task:
    return Task(
        text=f"Granska kompletteringen av {row.name}",
        href=url_for(
            "applications.difference",
            application_id=row.application_id,
            number=row.answer_number or 0,
        ),
        due=next_working_day(answered_on),
        rule="beredningen väntar på den",
    )


def _late(row: WaitingRow) -> Task:
    return Task(
        text=f"Kompletteringen av {row.name} har inte kommit",
        href=_page(row),
        due=row.due_on,
        rule="sista dag för svar",
    )


def _asked(row: WaitingRow) -> Task:
    return Task(
        text=f"Komplettera ansökan {row.name}",
        href=_page(row),
        due=row.due_on,
        rule="sista dag för svar",
        mine=True,
    )


def _page(row: WaitingRow) -> str:
    return url_for(
        "applications.completion", application_id=row.application_id, number=row.number or 0
    )
