"""The request for completion as a document: its context from rows, and its properties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.applications.domain.completing import lead_in, titles
from app.applications.domain.differences import day_words
from app.applications.models import Application, CompletionRequest
from app.association import queries as association_queries
from app.association.domain import letterhead
from app.documents.engine import Properties, prose
from app.kernel import clock

Context = dict[str, Any]

_HOW_TO_ANSWER = (
    (
        "Ändra i ansökan, i de delar som står ovan, och skicka kompletteringen. Resten av ansökan "
        "är låst så länge."
    ),
    "Den tidigare ansökan sparas som den är. Vi ser vad ni har ändrat.",
    (
        "Ansökan bereds inte vidare förrän kompletteringen har kommit. Kontakta oss om ni behöver "
        "mer tid."
    ),
)


def completion_context(
    session: Session, application: Application, made: CompletionRequest
) -> Context:
    """Return the data of the request, in the vocabulary of KOMPLETTERING."""
    association = association_queries.get_association(session)
    known = titles(application.form_version)
    case = application.case
    return {
        "forbund": letterhead(association),
        "dokumenttyp": "Begäran om komplettering",
        "organ": "Kansliet",
        "datum": made.sent_at.astimezone(clock.STOCKHOLM).date().isoformat(),
        "dnr": case.number if case else "",
        "rubrik": f"Komplettera ansökan om medfinansiering: {application.name}",
        "mottagare": application.organisation,
        "insats": application.name,
        "svar_senast": made.due_on.isoformat(),
        "inledning": lead_in(day_words(made.due_on)),
        "punkter": [
            {"nr": str(point.position), "del": known[point.key], "text": prose(point.text)}
            for point in made.points
        ],
        "meddelande": prose(made.message),
        "svara": list(_HOW_TO_ANSWER),
        "handlaggare": made.sent_by,
        "kontakt": ", ".join(filter(None, (association.email, association.telephone))),
    }


def completion_properties(context: Context, created: datetime) -> Properties:
    """Return the properties of the file."""
    return Properties(
        title=context["rubrik"],
        subject=f"Begäran om komplettering, svar senast {context['svar_senast']}",
        keywords="begäran om komplettering, ansökan",
        author=context["forbund"]["namn"],
        created=created,
        identifier=context["dnr"],
    )
