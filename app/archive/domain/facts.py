"""Frozen facts about a year's package: meetings, their documents, who signed them, the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RecordKind(StrEnum):
    """What a document in the package is."""

    MINUTES = "Protokoll"
    ALONE = "Omedelbart justerad paragraf"
    CORRECTION = "Rättelse"
    PROOF = "Bevis om anslag"
    DELEGATED = "Beslut utanför sammanträde"
    PER_CAPSULAM = "Beslut per capsulam"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file: where in the representation it lies, and what it is."""

    path: str  # "data/2016-11/2016-11-18-styrelsen/01-protokoll/arkivexemplar.pdf"
    words: str  # "Arkivexemplar med förbundets sigill (PDF/A)"
    sha256: str
    size: int
    media_type: str
    created: datetime


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """Somebody who had a part in it; ``kind`` is a word of ERMS, "main_signatory"."""

    kind: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class ActFacts:
    """Something that was done with a document: a signature, a notice with its appeal period."""

    text: str
    kind: str
    days: tuple[tuple[str, date], ...]  # a word of ERMS, "main_signature", and the day
    agents: tuple[AgentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """A confidentiality mark (rule O3): the provision, who marked it, what and when."""

    regulation: str
    explanation: str


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One document with its files; ``corrects`` is the identifier of what a rättelse is about."""

    identifier: str
    kind: RecordKind
    title: str
    created: datetime
    decided_on: date
    files: tuple[FileFacts, ...]
    agents: tuple[AgentFacts, ...] = ()
    acts: tuple[ActFacts, ...] = ()
    notes: tuple[str, ...] = ()
    corrects: str = ""
    e_signed: bool = False  # by somebody, otherwise than on paper
    sha256: str = ""  # of the very bytes that were signed


@dataclass(frozen=True, slots=True)
class AggregationFacts:
    """A meeting, or one decision outside meetings, with its documents."""

    identifier: str
    title: str
    body_name: str
    held_on: date
    case_number: str
    folder: str
    records: tuple[RecordFacts, ...]
    marks: tuple[MarkFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """Everything in a package; ``missing`` tells in Swedish what was not ready."""

    name: str
    year: int
    association: str
    organisation_number: str
    made_at: datetime
    aggregations: tuple[AggregationFacts, ...]
    missing: tuple[str, ...] = ()

    @property
    def files(self) -> Iterator[FileFacts]:
        """Give every file of the representation, in order."""
        for aggregation in self.aggregations:
            for record in aggregation.records:
                yield from record.files

    @property
    def moment(self) -> str:
        """Return when the package was made, as XML writes it; the only thing that differs."""
        return written(self.made_at)

    @property
    def months(self) -> dict[date, list[AggregationFacts]]:
        """Return the aggregations by the first day of their month, in order."""
        found: dict[date, list[AggregationFacts]] = {}
        for one in sorted(self.aggregations, key=lambda one: (one.held_on, one.folder)):
            found.setdefault(one.held_on.replace(day=1), []).append(one)
        return found


def written(moment: datetime) -> str:
    """Write a UTC moment as XML does, to the second."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
