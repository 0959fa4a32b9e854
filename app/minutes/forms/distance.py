"""The form of distance: the decision that allows it, and how each person takes part (F16)."""

from __future__ import annotations

from typing import Any

from wtforms import FieldList, FormField, SelectField
from wtforms import Form as PlainForm
from wtforms.widgets import HiddenInput

from app.kernel.forms import Form, Text, Whole
from app.minutes.domain import MinutesFacts, Mode
from app.minutes.forms.attendance import MODE_WORDS
from app.minutes.services import ModeMark


class ModeRow(PlainForm):
    """How one person takes part."""

    attendance_id = Whole("Person", widget=HiddenInput())
    mode = SelectField(
        "Deltar", choices={str(mode): words for mode, words in MODE_WORDS.items()}, coerce=Mode
    )
    reason = Text("Varför bara ljud", limit=200)


class DistanceForm(Form):
    """Everybody on the roster, and the decision."""

    basis = Text(
        "Beslutet som tillåter distans",
        limit=200,
        description="Läses efter orden ”sker med stöd av”, till exempel: styrelsens beslut den "
        "12 februari 2026, § 8. Krävs för att låsa protokollet om någon deltar på distans.",
    )
    people = FieldList(FormField(ModeRow))

    @classmethod
    def of(cls, facts: MinutesFacts, suggestion: str) -> DistanceForm:
        """Return the form filled from the roster; ``suggestion`` is the earlier meeting's basis."""
        rows = [
            {"attendance_id": p.id, "mode": p.mode, "reason": p.mode_reason}
            for p in facts.attendees
        ]
        return cls(data={"basis": facts.distance_basis or suggestion, "people": rows})

    def marks(self) -> list[ModeMark]:
        """Return what was marked, as the services want it."""
        return [
            ModeMark(row["attendance_id"] or 0, row["mode"], row["reason"] or "")
            for row in self.people.data
        ]

    def row_of(self, attendance_id: int) -> Any:
        """Return the fields of one person's row."""
        rows = (entry.form for entry in self.people)
        return next(row for row in rows if row.attendance_id.data == attendance_id)
