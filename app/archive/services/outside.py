"""Decisions outside meetings for the package: delegated, urgent, per capsulam (F17/K16, PC)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.archive.domain import ActFacts, AgentFacts, RecordKind
from app.archive.services.parts import Bundle, Other, Paper, mark_of, name_and_role
from app.delegation import queries as delegation
from app.per_capsulam import queries as per_capsulam

if TYPE_CHECKING:
    from app.delegation.models import DelegatedDecision
    from app.documents.models import FileVersion
    from app.per_capsulam.models import PerCapsulamDecision
    from app.registry.models import Case

_AS_MADE = "Beslutet som det gjordes (Word)"


def outside(session: Session, year: int) -> Iterator[Bundle]:
    """Give each decision of the year that was made outside meetings."""
    for one in delegation.decisions(session, year=year):
        yield _bundle(_delegated(one), one.body.name, one.case, one.label)
    for asked in per_capsulam.decisions(session, drafts=False):
        file, day = asked.file_version, asked.decided_on
        if asked.year == year and file and day:
            paper = _per_capsulam(asked, file, day)
            yield _bundle(paper, asked.body.name, asked.case, asked.label)


def _bundle(paper: Paper, body_name: str, case: Case | None, label: str) -> Bundle:
    marked = case is not None and case.confidentiality_provision
    return Bundle(
        key=f"outside {paper.key}",
        title=paper.title,
        folder_name=label,
        body_name=body_name,
        held_on=paper.decided_on,
        case_number=case.number if case else "",
        papers=(paper,),
        marks=(mark_of(case),) if case is not None and marked else (),
    )


def _notified(where: str | None, day: object) -> list[str]:
    return [f"Anmält {day}, {where}"] if where else []


def _delegated(one: DelegatedDecision) -> Paper:
    """Return a delegated decision, or the chair's urgent one (rules F17/K16)."""
    file = one.file_version
    name, role = name_and_role(one.decided_by)
    return Paper(
        key=f"delegated_decision {one.id}",
        kind=RecordKind.DELEGATED,
        title=f"{one.label}: {one.heading}",
        decided_on=one.decided_on,
        source=file,
        sealed=False,
        others=(Other(file, "original", _AS_MADE),),
        created=file.created_at,
        agents=(AgentFacts("main_signatory", name, role),),
        acts=(ActFacts(one.ground, "beslut", (("decision_date", one.decided_on),)),),
        notes=(*one.clauses, *_notified(one.notified_in, one.notified_on)),
        sha256=file.sha256,
    )


def _per_capsulam(one: PerCapsulamDecision, file: FileVersion, day: date) -> Paper:
    """Return a decision per capsulam with those who answered (rule PC)."""
    carried = "Frågan bifölls" if one.carried else "Frågan avslogs"
    return Paper(
        key=f"per_capsulam_decision {one.id}",
        kind=RecordKind.PER_CAPSULAM,
        title=f"{one.label}: {one.heading}",
        decided_on=day,
        source=file,
        sealed=True,
        others=(Other(file, "original", _AS_MADE),),
        created=file.created_at,
        agents=tuple(AgentFacts("other_signatory", v.name, v.role) for v in one.voters),
        acts=(ActFacts(f"{carried} per capsulam", "beslut", (("decision_date", day),)),),
        notes=(*one.clauses, *_notified(one.notified_in, one.notified_on)),
        e_signed=True,
        sha256=one.frozen_sha256 or "",
    )
