"""Days that hang on a meeting's, the days of a new year, and what a plan lacks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from babel.dates import format_date

from app.association.domain import Charter
from app.kernel.workdays import is_day_off

_DAY = timedelta(days=1)
_POSTING_DAYS = 2  # rule K19
_CLOSE = 14
_NEAR = 21
_WEEKS = 52


class DeadlineKind(StrEnum):
    """What has its last day before or after a meeting."""

    APPLY = "apply"
    GROUP = "group"
    SUMMONS = "summons"
    MEETING = "meeting"
    ATTESTATION = "attestation"
    POSTING = "posting"


DEADLINE_WORDS = {
    DeadlineKind.APPLY: "Sista dag att söka",
    DeadlineKind.GROUP: "Beredande grupp",
    DeadlineKind.SUMMONS: "Kallelse senast",
    DeadlineKind.MEETING: "Sammanträde",
    DeadlineKind.ATTESTATION: "Justering senast",
    DeadlineKind.POSTING: "Anslag senast",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day in the way of a meeting."""

    kind: DeadlineKind
    day: date

    @property
    def word(self) -> str:
        """Return what the day is called."""
        return DEADLINE_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One meeting of the plan."""

    held_on: date
    cancelled: bool = False


def deadlines(held_on: date, charter: Charter) -> tuple[Deadline, ...]:
    """Return the days in the way of a meeting, counted from it, in order.

    What is to be done before moves back to a working day when it falls on a day off, never
    forward; the last day of attestation is counted as the law counts it (rule K7) and moved back
    in the same way, and the notice goes up at the latest the second day after (rule K19).
    """
    attested = _working(held_on + timedelta(days=charter.attestation_days))
    before = (
        (DeadlineKind.APPLY, charter.application_days),
        (DeadlineKind.GROUP, charter.group_days),
        (DeadlineKind.SUMMONS, charter.summons_days),
    )
    return (
        *(Deadline(kind, _working(held_on - timedelta(days=days))) for kind, days in before),
        Deadline(DeadlineKind.MEETING, held_on),
        Deadline(DeadlineKind.ATTESTATION, attested),
        Deadline(DeadlineKind.POSTING, attested + timedelta(days=_POSTING_DAYS)),
    )


def _working(day: date) -> date:
    """Return the day itself, or the working day before it."""
    while is_day_off(day):
        day -= _DAY
    return day


def proposed_days(
    earlier: Iterable[date], year: int, planned: Iterable[date] = ()
) -> dict[date, date]:
    """Return a new year's days with the earlier year's that each is after: same week and weekday.

    A day off gives way to the nearest working day, and one outside the year, as week 53 may be, to
    the nearest in it; two never come on the same day. What lies close to a meeting that is
    ``planned`` already is left out.
    """
    kept = set(planned)
    found: dict[date, date] = {}
    for day in sorted(set(earlier)):
        wanted = _same_week(day, year)
        if all(abs((wanted - other).days) > _NEAR for other in kept):
            found[_nearest(wanted, year, set(found))] = day
    return found


def _same_week(day: date, year: int) -> date:
    week = min(day.isocalendar().week, _WEEKS)
    found = date.fromisocalendar(year, week, day.isoweekday())
    return max(date(year, 1, 1), min(found, date(year, 12, 31)))


def _nearest(day: date, year: int, taken: set[date]) -> date:
    """Return the working day nearest to a day within the year; the later of two as near."""
    around = (day + sign * n * _DAY for n in range(366) for sign in (1, -1))
    return next(
        found
        for found in around
        if found.year == year and found not in taken and not is_day_off(found)
    )


def shortcomings(days: Sequence[PlanDay], year: int, today: date) -> list[str]:
    """Return what is unwise about a year's meetings, in sentences (rules F18, F20).

    What has been cannot be changed, and is not pointed out.
    """
    held = sorted(one.held_on for one in days if not one.cancelled)
    coming = [day for day in held if day >= today]
    found = [
        f"D{_long(day)[1:]} är en helgdag eller helgdagsafton." for day in coming if is_day_off(day)
    ]
    found += [
        f"Det är mindre än två veckor mellan {_long(one)} och {_long(other)}."
        for one, other in pairwise(held)
        if (other - one).days < _CLOSE and other >= today
    ]
    if today <= date(year, 11, 30) and not any(
        date(year, 9, 1) <= day <= date(year, 11, 30) for day in held
    ):
        found.append(
            "Inget sammanträde ligger mellan den 1 september och den 30 november, då budgeten "
            f"för {year + 1} ska beslutas (F18)."
        )
    if today <= date(year, 3, 31) and not any(
        date(year, 1, 1) <= day <= date(year, 3, 31) for day in held
    ):
        found.append(
            "Inget sammanträde ligger före den 31 mars, då årsredovisningen för "
            f"{year - 1} ska lämnas (F20)."
        )
    return found


def _long(day: date) -> str:
    return f"den {format_date(day, 'd MMMM', locale='sv')}"
