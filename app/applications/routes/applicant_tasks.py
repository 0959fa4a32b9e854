"""What an applicant finds under "Att göra": drafts to finish, agreements to have signed."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.applications.queries.applicant import drafts_of, offered_to
from app.kernel.actor import Actor, applicant
from app.kernel.tasks import Task


def applicant_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the person's own drafts whose last day has not passed, and agreements to sign."""
    if not applicant(actor, None):
        return []
    found = [
        Task(
            text=f"Skriv klart ansökan {one.name or 'utan namn'}",
            href=url_for("applications.workspace", application_id=one.id),
            due=one.last_day,
            rule="sista ansökningsdag" if one.last_day else "",
            mine=True,
        )
        for one in drafts_of(session, actor.person_id)
        if one.last_day is None or one.last_day >= today
    ]
    found += [
        Task(
            text=f"Låt underteckna överenskommelsen om {name}",
            href=url_for("applications.agreement_told", application_id=application_id),
            rule="ska vara undertecknad innan insatsen börjar",
            mine=True,
        )
        for application_id, name in offered_to(session, actor.person_id)
    ]
    return found
