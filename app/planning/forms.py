"""Forms of a plan's days and of what the year asked for."""

from __future__ import annotations

from app.kernel.forms import Clock, Day, Form, Text
from app.planning.domain import Duty
from app.planning.models import PlannedMeeting
from app.planning.services import DayFacts


class DayForm(Form):
    """When and where one meeting of a plan is to be."""

    held_on = Day("Dag", "Fyll i vilken dag sammanträdet hålls.")
    starts_at = Clock("Börjar", "Fyll i när sammanträdet börjar.")
    ends_at = Clock("Slutar", "Fyll i när sammanträdet slutar.")
    place = Text("Plats", "Fyll i var sammanträdet hålls.")

    def suggest(self, latest: PlannedMeeting | None) -> None:
        """Begin at the hours and place of the plan's last meeting."""
        if latest is not None:
            self.starts_at.data, self.ends_at.data = latest.starts_at, latest.ends_at
            self.place.data = latest.place

    def to_facts(self) -> DayFacts:
        """Return what was typed, as the services want it."""
        return DayFacts(
            self.held_on.data, self.starts_at.data, self.ends_at.data, self.place.data or ""
        )


class DutyForm(Form):
    """When something the year asks for was done, and where it is written."""

    done_on = Day("Dag", "Fyll i vilken dag det gjordes.")
    reference = Text(
        "Var det står",
        "Skriv var det beslutades eller lämnades.",
        limit=200,
        description="Till exempel § 45, eller handlingens nummer i diariet.",
    )

    @classmethod
    def for_duty(cls, duty: Duty) -> DutyForm:
        """Return the form, filled when it is done already."""
        form = cls()
        if not form.is_submitted():
            form.done_on.data, form.reference.data = duty.done_on, duty.reference
        return form
