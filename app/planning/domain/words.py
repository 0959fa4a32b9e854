"""The states of a plan, and what planning says no with. Pure."""

from __future__ import annotations

from enum import StrEnum


class PlanState(StrEnum):
    """A plan is a proposal until its days have become meetings."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"


PLAN_WORDS = {PlanState.PROPOSED: "Förslag", PlanState.ADOPTED: "Fastställd"}

SENTENCES = {
    "plan.exists": "Det finns redan en plan för {year}. Öppna den i stället.",
    "plan.wrong_year": "Välj en dag under {year}. Planen gäller det året.",
    "plan.day_taken": "Planen har redan ett sammanträde den dagen. Välj en annan dag.",
    "plan.empty": "Planen har inga sammanträden. Lägg till minst ett och fastställ sedan planen.",
    "plan.already_meeting": (
        "Sammanträdet är redan planerat. Ändra dagen på sammanträdets egen sida."
    ),
    "plan.times": "Sammanträdet måste sluta efter att det börjar. Ändra klockslagen.",
    "plan.no_place": "Skriv var sammanträdet hålls.",
    "duty.future": "Ange en dag som har varit. Det som inte är gjort kan inte bockas av.",
    "duty.no_reference": "Skriv var det beslutades eller lämnades, till exempel § 45.",
}
