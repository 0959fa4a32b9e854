"""The year of meetings: deadlines, a new year's days, the annual cycle. Pure."""

from app.planning.domain.cycle import DUTY_WORDS, Duty, DutyKind, duties, duty_lateness
from app.planning.domain.days import (
    DEADLINE_WORDS,
    Deadline,
    DeadlineKind,
    PlanDay,
    deadlines,
    proposed_days,
    shortcomings,
)
from app.planning.domain.wheel import Mark, Wheel, wheel
from app.planning.domain.words import PLAN_WORDS, SENTENCES, PlanState

__all__ = [
    "DEADLINE_WORDS",
    "DUTY_WORDS",
    "PLAN_WORDS",
    "SENTENCES",
    "Deadline",
    "DeadlineKind",
    "Duty",
    "DutyKind",
    "Mark",
    "PlanDay",
    "PlanState",
    "Wheel",
    "deadlines",
    "duties",
    "duty_lateness",
    "proposed_days",
    "shortcomings",
    "wheel",
]
