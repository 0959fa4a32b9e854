"""What a year asks of every association, whatever its meetings: budget and annual report. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DutyKind(StrEnum):
    """What has its day in the year."""

    ANNUAL_REPORT = "annual_report"
    CONSULTATION = "consultation"
    BUDGET = "budget"


DUTY_WORDS = {
    DutyKind.ANNUAL_REPORT: "Årsredovisning för {year}",
    DutyKind.CONSULTATION: "Samråd med medlemmarna om budgeten för {year}",
    DutyKind.BUDGET: "Verksamhetsplan och budget för {year}",
}

# Month and day from which each is pointed out, its last day, and the year that it is about.
_WHEN = {
    DutyKind.ANNUAL_REPORT: ((3, 1), (3, 31), -1),  # rule F20
    DutyKind.CONSULTATION: ((9, 1), (10, 31), 1),
    DutyKind.BUDGET: ((10, 1), (11, 30), 1),  # rule F18
}
_RULES = {DutyKind.ANNUAL_REPORT: "F20", DutyKind.BUDGET: "F18"}


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a year asks for; ``done_on`` is None until it is done."""

    kind: DutyKind
    heading: str
    remind_from: date
    due_on: date
    rule: str = ""
    done_on: date | None = None
    reference: str = ""


def duties(year: int, done: Mapping[DutyKind, tuple[date, str]]) -> tuple[Duty, ...]:
    """Return what a calendar year asks for, in order; ``done`` is the day and where (§ 45)."""
    return tuple(_duty(kind, year, done.get(kind)) for kind in DutyKind)


def _duty(kind: DutyKind, year: int, done: tuple[date, str] | None) -> Duty:
    first, last, about = _WHEN[kind]
    day, reference = done or (None, "")
    heading = DUTY_WORDS[kind].format(year=year + about)
    return Duty(
        kind,
        heading,
        date(year, *first),
        date(year, *last),
        _RULES.get(kind, ""),
        day,
        reference,
    )


def duty_lateness(duty: Duty, today: date) -> str:
    """Return "done", "coming", "due" from the day of reminding, or "late" (rules F18, F20)."""
    if duty.done_on is not None:
        return "done"
    if today > duty.due_on:
        return "late"
    return "due" if today >= duty.remind_from else "coming"
