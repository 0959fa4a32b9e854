"""The application as a document: its context from answers, its properties, its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.applications.documents.answers import section_parts
from app.applications.domain import DIRECTION_WORDS, KIND_WORDS, ApplicationState
from app.applications.domain.form import Content, sections
from app.applications.models import Application, Submission
from app.association import queries as association_queries
from app.association.domain import letterhead
from app.documents.engine import Properties
from app.kernel import clock
from app.kernel.money import kronor

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sending:
    """The facts of one sending, printed at the end of the document."""

    number: int
    at: datetime
    by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """An attachment as the document lists it."""

    title: str
    filename: str
    sha256: str


def application_context(
    session: Session,
    application: Application,
    content: Content,
    files: Iterable[AttachedFile],
    *,
    sending: Sending | None = None,
) -> Context:
    """Return the data of the application in the vocabulary of ANSOKAN; without sending a draft."""
    association = association_queries.get_association(session)
    day = sending.at.astimezone(clock.STOCKHOLM).date() if sending else clock.today()
    return {
        "forbund": letterhead(association),
        "dokumenttyp": "Ansökan om medfinansiering" if sending else "Utkast till ansökan",
        "organ": application.organisation or "Sökande",
        "datum": day.isoformat(),
        "dnr": application.case.number if application.case else "",
        "rubrik": application.name or "Ansökan utan namn",
        "utkast": "" if sending else _draft_words(application),
        "sammanfattning": _summary(application),
        "sektioner": [
            {"rubrik": section.title, "svar": section_parts(section, content.get(section.key))}
            for section in sections(application.form_version)
        ],
        "bilagor": [
            {"nr": str(nr), "titel": one.title, "fil": one.filename, "sha256": one.sha256}
            for nr, one in enumerate(files, start=1)
        ],
        "inskickning": _sending(sending),
    }


def _draft_words(application: Application) -> str:
    if application.state is ApplicationState.DRAFT:
        return "Utkast. Ansökan är inte inskickad."
    return "Utkast till komplettering. Ändringarna är inte inskickade."


def _summary(application: Application) -> list[dict[str, str]]:
    """Return the head of the application in a few rows; what is not known is left out."""
    direction = application.direction
    rows = (
        ("Sökande", application.organisation),
        ("Organisationsnummer", application.organisation_number),
        ("Ansökan gäller", KIND_WORDS[application.kind]),
        ("Inriktning", DIRECTION_WORDS[direction] if direction else ""),
        ("Period", span(application.starts_on, application.ends_on)),
        ("Sökt belopp", kronor(application.applied_ore) if application.applied_ore else ""),
        ("Ärendenummer", application.case.number if application.case else ""),
        ("Utlysning", application.call.title if application.call else ""),
    )
    return [{"etikett": label, "text": text} for label, text in rows if text]


def span(first: date | None, last: date | None) -> str:
    """Return "2017-04-03–2020-03-31", or what is known of it."""
    return "–".join(day.isoformat() for day in (first, last) if day)


def _sending(sending: Sending | None) -> Mapping[str, str]:
    if sending is None:
        return {"nummer": "", "tid": "", "av": "", "sha256": ""}
    local = sending.at.astimezone(clock.STOCKHOLM)
    return {
        "nummer": str(sending.number),
        "tid": f"{local:%Y-%m-%d} kl. {local:%H.%M}",
        "av": sending.by,
        "sha256": sending.sha256,
    }


def application_properties(context: Context, made_at: datetime) -> Properties:
    """Return what the Word file says about itself."""
    keywords: Sequence[str] = ("ansökan", "medfinansiering", context["dnr"])
    return Properties(
        title=f"Ansökan om medfinansiering, {context['rubrik']}",
        subject=str(context["rubrik"]),
        keywords=", ".join(filter(None, keywords)),
        author=str(context["organ"]),
        created=made_at,
        identifier=str(context["dnr"]),
    )


def application_filename(application: Application, number: int) -> str:
    """Return "Ansökan Vägen vidare.docx"; a later sending carries its number, a draft the word."""
    name = application.name or "utan namn"
    tail = " utkast" if not number else f" {number}" if number > 1 else ""
    return f"Ansökan {name}{tail}.docx"


def rebuilt_context(session: Session, application: Application, found: Submission) -> Context:
    """Return the data of a sending that was kept without them, from its frozen answers."""
    files = [AttachedFile(**one) for one in found.content["files"]]
    sending = Sending(found.number, found.submitted_at, found.submitted_by, found.sha256)
    return application_context(
        session, application, found.content["sections"], files, sending=sending
    )
