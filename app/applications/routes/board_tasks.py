"""What the board's decisions put on the office's list "Att göra"."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.applications.policies import HANDLE_APPLICATION
from app.applications.queries import board_waiting as queries
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.kernel.workdays import next_working_day


def board_tasks(session: Session, actor: Actor, _today: date) -> list[Task]:
    """Return §§ to state (rule DEC), letters to send (rule A5), agreements to write (rule AGR)."""
    if not actor.may(HANDLE_APPLICATION):
        return []
    return [
        *(
            Task(
                text=f"Ange vad {row.paragraph_label} betyder för ansökan {row.name}",
                href=url_for("applications.decision", application_id=row.application_id),
                due=next_working_day(row.recorded_on),
                rule="paragrafen är justerad",
            )
            for row in queries.to_state(session)
        ),
        *(
            Task(
                text=f"Skicka beslutsmeddelandet om {row.name}",
                href=url_for("applications.letter", application_id=row.application_id),
                due=next_working_day(row.recorded_on),
                rule="sökanden ska underrättas så snart som möjligt",
            )
            for row in queries.to_tell(session)
        ),
        *(
            Task(
                text=f"Skriv överenskommelsen om {row.name}",
                href=url_for("applications.agreement", application_id=row.application_id),
                rule="insatsen kan inte börja innan",
            )
            for row in queries.to_agree(session)
        ),
    ]
