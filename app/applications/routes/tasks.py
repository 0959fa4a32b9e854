"""What applications put on the list "Att göra"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.applications.policies import HANDLE_APPLICATION, applicant
from app.applications.queries.handling import (
    CompletionRow,
    completions_open,
    completions_unread,
    to_register,
)
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.kernel.workdays import next_working_day
from app.registry.domain import should_be_registered_by

_AT_ONCE = "registreras utan dröjsmål, senast nästa arbetsdag"


def handling_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what waits for the office, and what an applicant has been asked to complete."""
    found: list[Task] = []
    if actor.may(HANDLE_APPLICATION):
        found += _to_register(session)
        found += _completions(session, today)
    if applicant(actor, None):
        found += [_asked(row) for row in completions_open(session, person_id=actor.person_id)]
    return found


def _to_register(session: Session) -> Iterator[Task]:
    """Ask the office to take up what has come, at the latest the next working day (rule O1)."""
    for row in to_register(session):
        yield Task(
            text=f"Registrera ansökan {row.name}",
            href=url_for("applications.workspace", application_id=row.id),
            due=should_be_registered_by(row.submitted_on),
            rule=_AT_ONCE,
        )


def _completions(session: Session, today: date) -> Iterator[Task]:
    for row in completions_unread(session):
        answered_on, number = row.answered_on or today, row.answer_number or 0
        yield Task(
            text=f"Granska kompletteringen av {row.name}",
            href=url_for(
                "applications.difference", application_id=row.application_id, number=number
            ),
            due=next_working_day(answered_on),
            rule="beredningen väntar på den",
        )
    for row in completions_open(session):
        if row.due_on < today:
            yield Task(
                text=f"Kompletteringen av {row.name} har inte kommit",
                href=_page(row),
                due=row.due_on,
                rule="sista dag för svar",
            )


def _asked(row: CompletionRow) -> Task:
    return Task(
        text=f"Komplettera ansökan {row.name}",
        href=_page(row),
        due=row.due_on,
        rule="sista dag för svar",
        mine=True,
    )


def _page(row: CompletionRow) -> str:
    return url_for("applications.completion", application_id=row.application_id, number=row.number)
