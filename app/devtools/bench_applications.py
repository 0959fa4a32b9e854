"""A year's applications for measuring lists and charts, put in as plain rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.applications.domain import ApplicationState, DecisionKind, Direction, Kind, Outcome, Stage
from app.applications.models import (
    Application,
    ApplicationDecision,
    ApplicationPlace,
    AppliedYear,
    GrantLine,
    RecordedDecision,
)
from app.kernel.db import Base

APPLICATIONS = 40
_PENDING = 6  # of the newest year: the others are decided
_ORE = 40_000_000
_PLACES = ("Norsjö", "Skellefteå")
Rows = list[dict[str, Any]]


def applications_of_year(
    start: date, *, first: int, first_case: int, first_record: int
) -> list[tuple[type[Base], Rows]]:
    """Return the rows of a year's applications, one on each of the first cases, in order."""
    numbers = range(APPLICATIONS)
    records = [first_record + n for n in numbers]  # the first record of each case
    decided = [n for n in numbers if not _pending(start, n)]
    return [
        (RecordedDecision, [_recorded(first_case + n, records[n], start) for n in decided]),
        (
            Application,
            [_application(start, n, first + n, first_case + n, records) for n in numbers],
        ),
        (AppliedYear, list(_years(start, first))),
        (ApplicationPlace, list(_places(first))),
        (ApplicationDecision, [_decision(start, n, first + n, records[n]) for n in decided]),
        (GrantLine, [_line(start, first + n) for n in decided if n % 4]),
    ]


def _pending(start: date, n: int) -> bool:
    """Say whether it waits still: the last ones of a year that has not ended long ago."""
    newest = start + timedelta(days=400) > date.today()  # noqa: DTZ011 -- only which year is newest
    return newest and n >= APPLICATIONS - _PENDING


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def _recorded(case_id: int, record_id: int, start: date) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "record_id": record_id,
        "round": 1,
        "body_name": "Styrelsen",
        "paragraph_label": "§ 12",
        "meeting_on": start + timedelta(days=200),
        "clauses": [],
        "recorded_at": _moment(start + timedelta(days=205)),
    }


def _application(
    start: date, n: int, number: int, case_id: int, records: list[int]
) -> dict[str, Any]:
    pending = _pending(start, n)
    outcome = Outcome.REJECTED if n % 4 == 0 else Outcome.GRANTED
    return {
        "id": number,
        "case_id": case_id,
        "form_version": 1,
        "state": ApplicationState.REGISTERED if pending else ApplicationState.CLOSED,
        "name": f"Insatsen Vägen {n + 1}",
        "organisation": "Medlefors folkhögskola" if n % 3 else "Norsjö kommun",
        "organisation_number": "894701-8480",
        "kind": (Kind.NEW, Kind.EXTENSION, Kind.ESF)[n % 3],
        "direction": Direction.STRUCTURAL if n % 5 == 0 else Direction.INDIVIDUAL,
        "starts_on": start + timedelta(days=220),
        "ends_on": start + timedelta(days=580),
        "applied_ore": _ORE,
        "created_at": _moment(start + timedelta(days=n)),
        "submitted_at": _moment(start + timedelta(days=n + 5)),
        "outcome": None if pending else outcome,
        "granted_ore": None if pending else _ORE * (outcome is Outcome.GRANTED),
        "paragraph_label": "" if pending else "§ 12",
        "decided_on": None if pending else start + timedelta(days=200),
        "decision_record_id": None if pending else records[n],
        "version_id": 1,
    }


def _years(start: date, first: int) -> Iterable[dict[str, Any]]:
    for n in range(APPLICATIONS):
        for step in (0, 1):
            yield {"application_id": first + n, "year": start.year + step, "ore": _ORE // 2}


def _places(first: int) -> Iterable[dict[str, Any]]:
    for n in range(APPLICATIONS):
        yield {"application_id": first + n, "municipality": _PLACES[n % 2]}


def _decision(start: date, n: int, application_id: int, record_id: int) -> dict[str, Any]:
    granted = n % 4 != 0
    return {
        "id": application_id,
        "application_id": application_id,
        "round": 1,
        "stage": Stage.DECISION,
        "kind": DecisionKind.GRANT if granted else DecisionKind.REJECT,
        "reasons": "" if granted else "Ramen räcker inte.",
        "record_id": record_id,
        "written_at": _moment(start + timedelta(days=200)),
        "written_by": "Kansliet",
        "version_id": 1,
    }


def _line(start: date, application_id: int) -> dict[str, Any]:
    return {"decision_id": application_id, "year": start.year, "position": 0, "ore": _ORE}
