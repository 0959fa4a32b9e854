"""The papers of a package before they are files: what each is made of and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.archive.domain import ActFacts, AgentFacts, MarkFacts, RecordKind

if TYPE_CHECKING:
    from app.documents.models import FileVersion
    from app.registry.models import Case


@dataclass(frozen=True, slots=True)
class Other:
    """A file that goes beside the archival PDF."""

    file: FileVersion
    name: str  # "original", without the ending
    words: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: what its PDF is made of, what goes beside it, and who signed."""

    key: str  # "minutes_version 3"
    kind: RecordKind
    title: str
    decided_on: date
    source: FileVersion
    sealed: bool
    others: tuple[Other, ...]
    created: datetime
    agents: tuple[AgentFacts, ...] = ()
    acts: tuple[ActFacts, ...] = ()
    notes: tuple[str, ...] = ()
    corrects: str = ""  # the key of another paper
    e_signed: bool = False
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A meeting, or a decision outside meetings, with its papers."""

    key: str
    title: str
    folder_name: str
    body_name: str
    held_on: date
    case_number: str
    papers: tuple[Paper, ...]
    marks: tuple[MarkFacts, ...] = ()


def mark_of(case: Case) -> MarkFacts:
    """Return the confidentiality mark of a case (rule O3)."""
    return MarkFacts(
        regulation=case.confidentiality_provision,
        explanation=f"Ärende {case.number} är sekretessmarkerat av "
        f"{case.confidentiality_authority} den {case.confidentiality_marked_on}.",
    )


def name_and_role(printed: str) -> tuple[str, str]:
    """Part "Bo Almqvist, ordförande" in two; the role may be empty."""
    name, _, role = printed.partition(", ")
    return name, role
