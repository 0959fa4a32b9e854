"""A decision per capsulam as a document: its data, its properties, its name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.association.domain import letterhead
from app.documents.engine import Properties, prose
from app.kernel import clock
from app.per_capsulam import queries
from app.per_capsulam.domain import (
    FORM_WORDS,
    MATTER_WORDS,
    FormAnswer,
    carried,
    votes_words,
)
from app.per_capsulam.models import PerCapsulamAnswer, PerCapsulamDecision

Context = dict[str, Any]

_FORM = (
    "Beslutet är fattat per capsulam: varje ordinarie ledamot har svarat för sig, utan sammanträde."
    " Något tydligt stöd i lag för formen finns inte. Alla har godtagit den."
)
_SHOWN_BY = {
    "password_totp": "lösenord och kod från kodapp",
    "password_passkey": "lösenord och passnyckel",
}


def decision_context(
    session: Session, found: PerCapsulamDecision, *, label: str, decided_on: date
) -> Context:
    """Return the data of the document, in the vocabulary of PER_CAPSULAM."""
    charter = association_queries.charter(session)
    answers = queries.answers_of(found)
    won = carried(answers)
    sent = found.sent_at or clock.now()
    return {
        "forbund": letterhead(association_queries.get_association(session)),
        "dokumenttyp": "Beslut per capsulam",
        "organ": found.body.name,
        "datum": decided_on.isoformat(),
        "dnr": found.case.number if found.case else "",
        "rubrik": found.heading,
        "beteckning": label,
        "beslutsdag": _day(decided_on),
        "skickad": _day(sent.astimezone(clock.STOCKHOLM).date()),
        "svarstid": _day(found.deadline),
        "formen": _FORM,
        "skal": prose(found.reason),
        "bakgrund": prose(found.background),
        "forslag_inledning": charter.proposal_words,
        "forslag": list(found.clauses),
        "handlingar": [
            {"titel": one.title, "fingeravtryck": one.file_version.sha256} for one in found.papers
        ],
        "svar": [_answer(one) for one in found.answers],
        "yttranden": [
            f"{one.voter.name}: {one.statement}" for one in found.answers if one.statement
        ],
        "utfall": (
            f"Alla {len(answers)} ordinarie ledamöter har svarat och godtagit formen. "
            f"I saken svarade de {votes_words(answers)}."
        ),
        "beslut_inledning": charter.decision_words if won else "Förslaget har fallit.",
        "att": list(found.clauses) if won else [],
        "anmals": f"Beslutet anmäls vid nästa sammanträde i {_named(found.body.name)}.",
        "fingeravtryck": found.frozen_sha256,
    }


def _answer(one: PerCapsulamAnswer) -> dict[str, str]:
    at = one.answered_at.astimezone(clock.STOCKHOLM)
    return {
        "namn": f"{one.voter.name}, {one.voter.role}",
        "medlem": one.voter.member,
        "form": "Ja" if one.form is FormAnswer.YES else FORM_WORDS[one.form],
        "sak": MATTER_WORDS[one.matter] if one.matter else "–",
        "tid": f"{at:%Y-%m-%d kl. %H.%M}, {shown_by(one.assurance)}",
    }


def shown_by(assurance: str) -> str:
    """Return in words how somebody showed who it was."""
    return _SHOWN_BY.get(assurance, assurance)


def _day(day: date) -> str:
    return format_date(day, "d MMMM y", locale="sv")


def _named(body_name: str) -> str:
    """Return "styrelsen" for "Styrelsen"; a name with capitals of its own keeps them."""
    return body_name if body_name[1:2].isupper() else body_name[:1].lower() + body_name[1:]


def decision_properties(context: Context, created: datetime) -> Properties:
    """Return what the Word file says about itself."""
    return Properties(
        title=f"{context['beteckning']} {context['rubrik']}",
        subject=str(context["dokumenttyp"]),
        keywords=", ".join(filter(None, ("per capsulam", context["dnr"]))),
        author=str(context["forbund"]["namn"]),
        created=created,
        identifier=str(context["dnr"]),
    )


def decision_filename(label: str) -> str:
    """Return the file's name: "Per capsulam 3-2017.docx"."""
    return f"{label.replace('/', '-')}.docx"
