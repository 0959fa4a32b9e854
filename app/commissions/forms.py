"""Forms of commissions: to give one at a §, to tell what was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.validators import Optional

from app.accounts.queries import PersonRow
from app.kernel.forms import Day, Form, LongText, Text

NOBODY = 0


def _number(value: Any) -> int:
    """Read the chosen id; a broken one counts as nobody chosen."""
    text = str(value)
    return int(text) if text.isdigit() else NOBODY


class CommissionForm(Form):
    """Who is asked to do what, by when."""

    to_words = Text(
        "Uppdraget ges till",
        limit=200,
        description="Som det ska stå i beslutet, till exempel förbundschefen.",
    )
    person = SelectField("Person som följer upp uppdraget", [Optional()], coerce=_number)
    what = LongText("Att", "Skriv vad som ska göras.", limit=2000)
    due_on = Day("Redovisas senast")

    @classmethod
    def of(cls, people: Iterable[PersonRow]) -> CommissionForm:
        """Return the form with everybody in the register to choose among."""
        form = cls()
        form.person.choices = {str(NOBODY): "Ingen vald"} | {
            str(person.id): person.name for person in people
        }
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        return {
            "to_words": self.to_words.data or "",
            "person_id": self.person.data or None,
            "what": self.what.data or "",
            "due_on": self.due_on.data,
        }


class ReportForm(Form):
    """What was done, and when it was told."""

    text = LongText("Vad har gjorts?", "Skriv vad som har gjorts.", limit=20_000)
    reported_on = Day("Redovisat den", "Ange vilken dag uppdraget redovisades.")
    register = BooleanField("Registrera redovisningen i ärendet")

    @classmethod
    def of(cls, today: date) -> ReportForm:
        """Return the form with today's date."""
        return cls(data={"reported_on": today})
