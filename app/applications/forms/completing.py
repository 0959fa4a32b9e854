"""What the applicant is asked to complete: one field for each part of the application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import Field

from app.kernel.forms import Day, Form, LongText

_MOST = 2_000
_PREFIX = "point_"


class CompletionForm(Form):
    """By when, and something more to say; the parts are added for the version of the form."""

    due_on = Day(
        "Svar senast",
        "Fyll i senast vilken dag svaret ska ha kommit.",
        description="Den sökande påminns tre dagar före och två dagar efter.",
    )
    message = LongText(
        "Något mer att säga", limit=_MOST, description="Står efter punkterna i begäran."
    )

    @classmethod
    def for_parts(
        cls, titles: Mapping[str, str], *, due_on: date, suggested: Mapping[str, str]
    ) -> CompletionForm:
        """Return the form with a field for each part; ``suggested`` are texts to begin with."""
        fields = {
            f"{_PREFIX}{key}": LongText(
                f"Vad som saknas under {title}, och varför det behövs", limit=_MOST
            )
            for key, title in titles.items()
        }
        made: CompletionForm = type("CompletionFormOfParts", (cls,), fields)()
        for field in made.parts().values():
            field.flags.optional = False  # that a part may be left empty is said once, at the top
        if not made.is_submitted():
            made.due_on.data = due_on
            for key, text in suggested.items():
                made[f"{_PREFIX}{key}"].data = text
        return made

    def parts(self) -> dict[str, Field]:
        """Return the field of each part, by its key."""
        return {
            field.name.removeprefix(_PREFIX): field
            for field in self
            if field.name.startswith(_PREFIX)
        }

    def to_values(self) -> dict[str, Any]:
        """Return what was written, as the service wants it; empty parts are left out."""
        return {
            "points": [(key, field.data) for key, field in self.parts().items() if field.data],
            "due_on": self.due_on.data,
            "message": self.message.data or "",
        }
