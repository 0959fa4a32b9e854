"""A decision outside meetings as a document: its data, its properties, its name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from babel.dates import format_date
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.association.domain import letterhead
from app.delegation.domain import DecisionKind
from app.documents.engine import Properties, prose

Context = dict[str, Any]


class Decided(NamedTuple):
    """What a decision's document says."""

    kind: DecisionKind
    label: str
    case_number: str
    body_name: str
    decided_on: date
    decided_by: str
    heading: str
    background: str
    clauses: tuple[str, ...]
    ground: str
    urgency: str


def decision_context(session: Session, decided: Decided) -> Context:
    """Return the data of the document, in the vocabulary of DELEGATIONSBESLUT."""
    association = association_queries.get_association(session)
    day = format_date(decided.decided_on, "d MMMM y", locale="sv")
    urgent = decided.kind is DecisionKind.URGENT
    return {
        "forbund": letterhead(association),
        "dokumenttyp": "Ordförandens brådskande beslut" if urgent else "Beslut på delegation",
        "organ": decided.body_name,
        "datum": decided.decided_on.isoformat(),
        "dnr": decided.case_number,
        "rubrik": decided.heading,
        "beteckning": decided.label,
        "beslutsdag": day,
        "beslutsfattare": decided.decided_by,
        "stod": decided.ground,
        "bakgrund": prose(decided.background),
        "bradska": prose(decided.urgency),
        "beslut_inledning": "Ordföranden beslutar" if urgent else f"{decided.decided_by} beslutar",
        "att": list(decided.clauses),
        "anmals": f"Beslutet anmäls vid nästa sammanträde i {_named(decided.body_name)}.",
    }


def _named(body_name: str) -> str:
    """Return "styrelsen" for "Styrelsen"; a name with capitals of its own keeps them."""
    return body_name if body_name[1:2].isupper() else body_name[:1].lower() + body_name[1:]


def decision_properties(context: Context, created: datetime) -> Properties:
    """Return what the Word file says about itself."""
    return Properties(
        title=f"{context['beteckning']} {context['rubrik']}",
        subject=str(context["dokumenttyp"]),
        keywords=", ".join(filter(None, ("delegationsbeslut", context["dnr"]))),
        author=str(context["forbund"]["namn"]),
        created=created,
        identifier=str(context["dnr"]),
    )


def decision_filename(label: str) -> str:
    """Return the file's name: "Delegationsbeslut 3-2017.docx"."""
    return f"{label.replace('/', '-')}.docx"
