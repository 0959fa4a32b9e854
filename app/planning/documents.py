"""The data that the Word document of a year's plan is filled with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from babel.dates import format_date

from app.association.domain import Charter, Letterhead, letterhead
from app.documents.engine import Properties, Value
from app.kernel import clock
from app.planning.domain import DeadlineKind, Duty, deadlines

if TYPE_CHECKING:
    from app.planning.models import MeetingPlan, PlannedMeeting

Context = dict[str, Value]


def plan_context(
    plan: MeetingPlan,
    charter: Charter,
    association: Letterhead,
    duties: Iterable[Duty],
    *,
    today: date,
) -> Context:
    """Return the data of a plan in the vocabulary of SAMMANTRADESPLAN."""
    day = plan.adopted_at.astimezone(clock.STOCKHOLM).date() if plan.adopted_at else today
    adopted = f"fastställd {day.isoformat()}" if plan.adopted_at else "förslag"
    return {
        "forbund": letterhead(association),
        "dokumenttyp": "Sammanträdesplan",
        "organ": plan.body.name,
        "datum": day.isoformat(),
        "dnr": "",
        "rubrik": f"Sammanträdesplan {plan.year}",
        "inledning": (
            f"{plan.body.name}s sammanträden {plan.year} ({adopted}). Ansökningar som ska tas upp "
            "vid ett sammanträde ska ha kommit in senast den dag som anges."
        ),
        "sammantraden": [_meeting(day, charter) for day in plan.days],
        "arsuppgifter": [_duty(duty) for duty in duties],
    }


def plan_properties(plan: MeetingPlan, association: Letterhead, created: datetime) -> Properties:
    """Return what the document says about itself in its properties."""
    return Properties(
        title=f"Sammanträdesplan {plan.year}",
        subject=f"{plan.body.name}s sammanträden {plan.year}",
        keywords="sammanträdesplan",
        author=association.name,
        created=created,
        identifier=str(plan.year),
    )


def _meeting(day: PlannedMeeting, charter: Charter) -> Context:
    days = {one.kind: _short(one.day) for one in deadlines(day.held_on, charter)}
    return {
        "dag": _short(day.held_on, weekday=True),
        "tid": f"{day.starts_at:%H.%M}–{day.ends_at:%H.%M}",
        "plats": day.place,
        "sok_senast": days[DeadlineKind.APPLY],
        "grupp": days[DeadlineKind.GROUP],
        "kallelse": days[DeadlineKind.SUMMONS],
        "justering": days[DeadlineKind.ATTESTATION],
    }


def _short(day: date, *, weekday: bool = False) -> str:
    pattern = "EEE d MMM" if weekday else "d MMM"
    return str(format_date(day, pattern, locale="sv")).replace(".", "")


def _duty(duty: Duty) -> Context:
    done = f"{duty.done_on.isoformat()}, {duty.reference}" if duty.done_on else ""
    return {"uppgift": duty.heading, "senast": _short(duty.due_on), "gjort": done}
