"""What tests about applicants prepare."""

from __future__ import annotations

from datetime import date

from app.applications.models import Call, Collaborator, CompletionPoint, CompletionRequest
from app.kernel import clock as kernel_clock

PDF = b"%PDF-1.4\n% en liten skanning\n%%EOF\n"


def open_call(session, **values):
    call = Call(
        **{
            "title": "Insatser 2017",
            "text": "Insatser.",
            "opens_on": date(2017, 1, 1),
            "closes_on": date(2017, 3, 31),
            "open_to_all": True,
            "published_at": kernel_clock.now(),
            **values,
        }
    )
    session.add(call)
    session.flush()
    return call


def add_part(session, application, person, part):
    session.add(
        Collaborator(
            application_id=application.id,
            person_id=person.id,
            part=part,
            added_at=kernel_clock.now(),
            added_by="x",
        )
    )
    session.flush()


def ask_for_completion(session, application):
    asked = CompletionRequest(
        application_id=application.id,
        number=1,
        due_on=date(2017, 3, 1),
        sent_at=kernel_clock.now(),
        sent_by="Maj Lindell",
        before_number=1,
        points=[CompletionPoint(position=1, key="budget", text="Fördela på år.")],
    )
    session.add(asked)
    session.flush()
    return asked
