"""The register's words and rules: numbers, statutory facts, confidentiality, lateness. Pure."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.kernel.errors import DomainError
from app.kernel.machine import Machine, Transition
from app.kernel.panels import PanelLink
from app.kernel.spreadsheets import as_csv
from app.kernel.workdays import next_working_day, working_days_after


class CaseState(StrEnum):
    """A case is open until it is closed; it is never removed (rule O7)."""

    OPEN = "open"
    CLOSED = "closed"


class CaseEvent(StrEnum):
    """What can happen to a case."""

    CLOSE = "close"
    REOPEN = "reopen"


class Direction(StrEnum):
    """Where a record comes from: in, out, or made inside the association."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


STATE_WORDS = {CaseState.OPEN: "Pågår", CaseState.CLOSED: "Avslutat"}
DIRECTION_WORDS = {
    Direction.IN: "Inkommen",
    Direction.OUT: "Utgående",
    Direction.INTERNAL: "Upprättad",
}
COUNTERPART_WORDS = {Direction.IN: "Från", Direction.OUT: "Till", Direction.INTERNAL: "Av"}

CASE_MACHINE: Machine[CaseState, CaseEvent, None] = Machine(
    "case",
    CaseState.OPEN,
    [
        Transition(CaseState.OPEN, CaseEvent.CLOSE, CaseState.CLOSED),
        Transition(CaseState.CLOSED, CaseEvent.REOPEN, CaseState.OPEN),
    ],
)

SENTENCES = {
    "registry.heading_missing": "Fyll i en ärendemening: vad ärendet gäller, i en rad.",
    "registry.counterpart_missing": "Fyll i vem handlingen kom från eller skickades till.",
    "registry.content_missing": "Fyll i kort vad handlingen gäller.",
    "registry.dated_in_future": (
        "Dagen {day} har inte varit ännu. Ange den dag då handlingen kom in, skickades "
        "eller upprättades."
    ),
    "registry.provision_missing": (
        "Ange vilken bestämmelse som sekretessen stöder sig på, "
        "till exempel 25 kap. 1 § offentlighets- och sekretesslagen."
    ),
    "registry.authority_missing": "Ange vilken myndighet som har gjort anteckningen.",
    "registry.number_taken": "Ärendenumret {number} finns redan i diariet.",
    "registry.pattern_fields": (
        "Mönstret ska innehålla {{år}} och {{nummer}} en gång var, "
        "till exempel {{år}}/{{nummer:4}} eller SF-{{år}}-{{nummer}}."
    ),
    "registry.pattern_signs": (
        "Mönstret får bara innehålla bokstäver, siffror, mellanslag och tecknen / - . :"
    ),
}

# Rule O9: a pattern is letters and signs around the year and the serial; no other fields.
_PATTERN_TEXT = re.compile(r"[\w /.:-]*")
_SERIAL_FORMAT = re.compile(r"(0?[1-9]d)?")


def check_case_pattern(pattern: str) -> None:
    """Refuse a pattern that does not give unique, readable numbers (rule O9).

    Raises:
        DomainError: on ``case_pattern``.
    """
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError:
        raise DomainError("registry.pattern_fields", field="case_pattern") from None
    fields = sorted(name for _, name, _, _ in parts if name is not None)
    formats_known = all(
        conversion is None and (name != "serial" or _SERIAL_FORMAT.fullmatch(form or ""))
        and (name != "year" or not form)
        for _, name, form, conversion in parts
    )  # fmt: skip
    if fields != ["serial", "year"] or not formats_known:
        raise DomainError("registry.pattern_fields", field="case_pattern")
    if not all(_PATTERN_TEXT.fullmatch(text) for text, *_ in parts):
        raise DomainError("registry.pattern_signs", field="case_pattern")


def case_number(pattern: str, *, year: int, serial: int) -> str:
    """Write a case number by the association's pattern: "2017/0003" (rule O9)."""
    return pattern.format(year=year, serial=serial)


def read_case_number(pattern: str, number: str) -> tuple[int, int] | None:
    """Return (year, serial) of a number written by the pattern, or None when it is another's."""
    groups = {"year": r"(?P<year>\d{4})", "serial": r"(?P<serial>\d+)"}
    written = "".join(
        re.escape(text) + groups.get(name or "", "")
        for text, name, _, _ in string.Formatter().parse(pattern)
    )
    found = re.fullmatch(written, number)
    return (int(found["year"]), int(found["serial"])) if found else None


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """A mark: a reminder that is tried anew at every request, never a decision (rule O3)."""

    provision: str
    authority: str
    marked_on: date


def check_confidentiality(mark: Confidentiality, *, today: date) -> None:
    """Refuse a mark without provision, authority or a day that has been (rule O3).

    Raises:
        DomainError: on ``provision``, ``authority`` or ``marked_on``.
    """
    if not mark.provision.strip():
        raise DomainError("registry.provision_missing", field="provision")
    if not mark.authority.strip():
        raise DomainError("registry.authority_missing", field="authority")
    if mark.marked_on > today:
        raise DomainError("registry.dated_in_future", field="marked_on", day=mark.marked_on)


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the law asks of every record: date, other party, content (rule O2)."""

    direction: Direction
    dated: date
    counterpart: str
    content: str


def check_record(facts: RecordFacts, *, today: date) -> None:
    """Refuse a record that lacks one of its statutory facts (rule O2, OSL 5:2).

    Raises:
        DomainError: on ``dated``, ``counterpart`` or ``content``.
    """
    if facts.dated > today:
        raise DomainError("registry.dated_in_future", field="dated", day=facts.dated)
    if facts.direction is not Direction.INTERNAL and not facts.counterpart.strip():
        raise DomainError("registry.counterpart_missing", field="counterpart")
    if not facts.content.strip():
        raise DomainError("registry.content_missing", field="content")


def should_be_registered_by(dated: date) -> date:
    """Return the last day to register a record without being late (rule O1, OSL 5:1)."""
    return next_working_day(dated)


def days_late(direction: Direction, *, dated: date, registered_on: date) -> int:
    """Return how many working days too late a record was registered; 0 when in time (rule O1).

    What is made inside the association becomes a record when the matter is finished, so only
    what came in or went out has a day to count from.
    """
    if direction is Direction.INTERNAL:
        return 0
    return max(0, working_days_after(dated, registered_on) - 1)


@dataclass(frozen=True, slots=True)
class DecisionRecorded:
    """A decision that an attested or frozen § sends back to its case."""

    case_id: int
    record_id: int
    meeting_on: date
    body_name: str
    paragraph_label: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePanel:
    """What another capability shows on the case's page; without links it is not shown."""

    heading: str = ""
    links: tuple[PanelLink, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    """A meeting whose agenda can still be written."""

    meeting_id: int
    held_on: date
    body_name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A stored file that follows a case to a meeting, and what it is called there."""

    title: str
    file_version_id: int


@dataclass(frozen=True, slots=True)
class AgendaMatter:
    """A case as it stands on an agenda; ``clauses`` are att-satser without the word "att".

    ``lacks`` says in a few words what keeps a waiting one from being taken up.
    """

    case_id: int
    heading: str
    background: str = ""
    presenter: str = ""
    clauses: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class RecusalHint:
    """Somebody who may be recused in a case, and what points to it (rules K12, K13)."""

    person_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a case on an agenda and in the minutes."""

    panels: tuple[CasePanel, ...] = ()
    hints: tuple[RecusalHint, ...] = ()


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Return {field: [before, after]} of what changed, for the log (rule O4)."""
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


LogRow = tuple[datetime, str, str, str, Mapping[str, Any]]
_LOG_HEAD = ("Tid", "Vem", "Vad (kod)", "Händelse", "Uppgifter")


def log_as_csv(rows: Iterable[LogRow]) -> bytes:
    """Return the log as CSV that Excel opens (rule O4)."""
    return as_csv(_LOG_HEAD, map(_log_row, rows))


def _log_row(row: LogRow) -> tuple[str, ...]:
    at, *texts, details = row
    facts = json.dumps(details, ensure_ascii=False, sort_keys=True) if details else ""
    return (f"{at:%Y-%m-%d %H:%M:%S}", *map(str, texts), facts)
