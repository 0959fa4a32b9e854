"""Whether questions and answers are as they were left (rules PC, O4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.kernel.audit import Finding, Verified
from app.per_capsulam import queries
from app.per_capsulam.domain import hash_of

if TYPE_CHECKING:
    from app.documents.models import FileVersion
    from app.per_capsulam.models import PerCapsulamDecision


def verify_answers(session: Session) -> Iterable[Verified]:
    """Check every frozen question, what each answer was about, and the decision's document."""
    sent = queries.decisions(session, drafts=False)
    findings = tuple(finding for one in sent for finding in _faults(one))
    yield Verified(f"{len(sent)} frågor per capsulam", findings)


def _faults(found: PerCapsulamDecision) -> Iterator[Finding]:
    place = f"per_capsulam_decision {found.id}"
    if hash_of(found.frozen or "") != found.frozen_sha256:
        yield Finding(place, "Den låsta frågan har ändrats sedan den skickades.")
    if any(one.frozen_sha256 != found.frozen_sha256 for one in found.answers):
        yield Finding(place, "Ett svar gäller en annan fråga än den som är låst.")
    for paper in found.papers:
        if paper.file_version.sha256 not in (found.frozen or ""):
            yield Finding(place, f"Handlingen {paper.title} hörde inte till den låsta frågan.")
    if found.file_version is not None:
        yield from _document(place, found.label, found.file_version)


def _document(place: str, label: str, file: FileVersion) -> Iterator[Finding]:
    try:
        documents.content(file)
    except (OSError, ValueError):
        yield Finding(place, f"Beslutet {label} är ändrat eller borta.")
