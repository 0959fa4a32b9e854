"""The list of applications: what it is narrowed to, its columns, the lengths of its bars. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from app.applications.domain.states import (
    APPLICANT_WORDS,
    ENDED,
    OFFICE_WORDS,
    OUTCOME_WORDS,
    PENDING,
    ApplicationState,
    Outcome,
)
from app.applications.domain.words import DIRECTION_WORDS, KIND_WORDS, Direction, Kind
from app.kernel.spreadsheets import Cell, Ore


class Standing(StrEnum):
    """Where an application stands, as one looks for it: a group of states, or an outcome."""

    PENDING = "pending"
    ON_AGENDA = "on_agenda"
    GRANTED = "granted"
    REJECTED = "rejected"
    ENDED = "ended"


STANDING_WORDS = {
    Standing.PENDING: "Under handläggning",
    Standing.ON_AGENDA: "På dagordningen",
    Standing.GRANTED: "Beviljade, helt eller till en del",
    Standing.REJECTED: "Avslagna",
    Standing.ENDED: "Avslutade, återtagna och avskrivna",
}
STATES_OF = {
    Standing.PENDING: PENDING,
    Standing.ON_AGENDA: frozenset({ApplicationState.ON_AGENDA}),
    Standing.ENDED: ENDED,
}
OUTCOMES_OF = {
    Standing.GRANTED: frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART}),
    Standing.REJECTED: frozenset({Outcome.REJECTED}),
}
# The board of the pipeline, from the left; what is decided leaves it.
COLUMNS = (
    ApplicationState.SUBMITTED,
    ApplicationState.REGISTERED,
    ApplicationState.IN_PREPARATION,
    ApplicationState.READY_FOR_BOARD,
    ApplicationState.ON_AGENDA,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; what is None or empty does not narrow it."""

    text: str = ""
    year: int | None = None  # of submission
    standing: Standing | None = None
    kind: Kind | None = None
    direction: Direction | None = None
    municipality: str = ""

    @property
    def narrows(self) -> bool:
        """Say whether anything is left out."""
        return self != Wanted()

    @property
    def address(self) -> dict[str, str]:
        """Return the query of the address that gives the same list."""
        values = {
            "text": self.text,
            "year": str(self.year or ""),
            "standing": self.standing or "",
            "kind": self.kind or "",
            "direction": self.direction or "",
            "municipality": self.municipality,
        }
        return {name: str(value) for name, value in values.items() if value}

    @property
    def query(self) -> str:
        """Return the address's query string, as a saved view keeps it."""
        return urlencode(self.address)


class Listed(NamedTuple):
    """One application as lists show it; ``decided`` ones have an outcome and an amount."""

    id: int
    number: str
    name: str
    organisation: str
    organisation_number: str
    kind: Kind
    direction: Direction | None
    state: ApplicationState
    outcome: Outcome | None
    applied_ore: int
    granted_ore: int | None
    submitted_at: datetime | None
    starts_on: date | None
    ends_on: date | None
    decided_on: date | None
    paragraph_label: str

    @property
    def word(self) -> str:
        """Return the state in a word, or the outcome once there is one."""
        return OUTCOME_WORDS[self.outcome] if self.outcome else OFFICE_WORDS[self.state]

    @property
    def applicants_word(self) -> str:
        """Return the state as the applicant sees it (rule DEC)."""
        return OUTCOME_WORDS[self.outcome] if self.outcome else APPLICANT_WORDS[self.state]

    @property
    def mark(self) -> str:
        """Return the shape that goes with the word."""
        if self.outcome is Outcome.REJECTED:
            return "rejected"
        if self.outcome:
            return "done"
        return "skipped" if self.state in ENDED else "current"


EXPORT_HEAD = (
    "Ärendenummer",
    "Insats",
    "Sökande",
    "Organisationsnummer",
    "Slag",
    "Inriktning",
    "Inkommen",
    "Läge",
    "Sökt belopp, kr",
    "Beviljat belopp, kr",
    "Från",
    "Till",
    "Beslutsdag",
    "Paragraf",
)


def export_row(one: Listed) -> tuple[Cell, ...]:
    """Return one row of the export, by ``EXPORT_HEAD``."""
    return (
        one.number,
        one.name,
        one.organisation,
        one.organisation_number,
        KIND_WORDS[one.kind],
        DIRECTION_WORDS[one.direction] if one.direction else "",
        one.submitted_at.date() if one.submitted_at else None,
        one.word,
        Ore(one.applied_ore),
        None if one.granted_ore is None else Ore(one.granted_ore),
        one.starts_on,
        one.ends_on,
        one.decided_on,
        one.paragraph_label,
    )


class Span(StrEnum):
    """How far back the charts go; what comes after today is always with."""

    FIVE = "5"
    TEN = "10"
    ALL = "alla"


SPAN_WORDS = {
    Span.FIVE: "Fem år",
    Span.TEN: "Tio år",
    Span.ALL: "Alla år",
}


def span_of(text: str) -> Span:
    """Return the span that an address names, the shortest for anything else."""
    return Span(text) if text in set(Span) else Span.FIVE


def first_year(span: Span, today: date) -> int:
    """Return the first calendar year of a span that ends with this year."""
    return date.min.year if span is Span.ALL else today.year + 1 - int(span)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: its label, amounts in öre, and the bars' lengths in per cent."""

    label: str
    amounts: tuple[int, ...]
    lengths: tuple[str, ...] = field(default=())


def bars(rows: Iterable[tuple[str, Sequence[int]]]) -> tuple[Bar, ...]:
    """Return the rows with lengths in proportion to the largest amount, written with a point."""
    found = [(label, tuple(amounts)) for label, amounts in rows]
    most = max((amount for _, amounts in found for amount in amounts), default=0) or 1
    return tuple(
        Bar(label, amounts, tuple(f"{100 * amount / most:.1f}" for amount in amounts))
        for label, amounts in found
    )


def merged(*sums: Mapping[str, int]) -> list[tuple[str, list[int]]]:
    """Return [(label, [öre from each])] for every label that any of the sums has, in order."""
    labels = dict.fromkeys(label for one in sums for label in one)
    return [(label, [one.get(label, 0) for one in sums]) for label in labels]
