"""Forms that send extracts and note what was posted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, FormField, RadioField
from wtforms import Form as PlainForm
from wtforms.widgets import HiddenInput

from app.dispatch.domain import SENTENCES, WAY_WORDS, Suggestion, Way, is_email
from app.dispatch.services import Choice
from app.kernel.forms import Day, Form, Text


class RecipientRow(PlainForm):
    """One recipient: which way, and where to."""

    ids = Text("Rader", limit=2000, widget=HiddenInput())
    name = Text("Mottagare", limit=2000, widget=HiddenInput())
    way = RadioField(
        "Så får mottagaren utdraget",
        choices={str(way): words for way, words in WAY_WORDS.items()},
        coerce=Way,
        default=Way.MAIL,
    )
    address = Text("E-postadress, adress på kuvertet eller skäl", limit=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address.flags.optional = False  # what it needs depends on the way

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for what the chosen way needs; a letter's envelope may do with the name."""
        fine = super().validate(extra_validators)
        wrong = self._lacks(self.address.data or "", self.name.data or "mottagaren")
        if wrong and not self.address.errors:
            self.address.errors = [wrong]
        return bool(fine and not wrong)

    def _lacks(self, text: str, name: str) -> str:
        if self.way.data is Way.NOT_NEEDED and not text:
            return SENTENCES["dispatch.no_reason"].format(name=name)
        if self.way.data is Way.MAIL and not text:
            return SENTENCES["dispatch.no_address"].format(name=name)
        if self.way.data is Way.MAIL and not is_email(text):
            return SENTENCES["dispatch.not_email"].format(address=text)
        return ""


class SendForm(Form):
    """Everybody whom the chosen §§ go to."""

    recipients = FieldList(FormField(RecipientRow))

    @classmethod
    def of(cls, lines: Sequence[tuple[str, list[int], Suggestion]]) -> SendForm:
        """Return the form filled with what the register suggests for each line."""
        rows = [
            {
                "ids": ",".join(map(str, ids)),
                "name": name,
                "way": found.way,
                "address": found.address if found.way is Way.MAIL else found.note,
            }
            for name, ids, found in lines
        ]
        return cls(data={"recipients": rows})

    @property
    def summary_errors(self) -> list[tuple[str | None, str]]:
        """Return what is wrong, each sentence with the field of its own row."""
        whole = [one for one in super().summary_errors if one[0] != f"#{self.recipients.id}"]
        return whole + [
            (f"#{field.id}", str(text))
            for entry in self.recipients
            for field in entry.form
            for text in field.errors
        ]

    def choices(self) -> list[Choice]:
        """Return what was chosen, as the service wants it."""
        return [
            Choice(_ids(row["ids"]), row["way"], row["address"] or "")
            for row in self.recipients.data
        ]

    def row_of(self, name: str) -> Any:
        """Return the fields of one recipient, or None when the form was made before it was."""
        rows = (entry.form for entry in self.recipients)
        return next((row for row in rows if row.name.data == name), None)


def _ids(text: str | None) -> tuple[int, ...]:
    return tuple(int(one) for one in (text or "").split(",") if one.isdecimal())


class PostedForm(Form):
    """The day when a letter was posted."""

    posted_on = Day("Dagen då brevet postades", "Ange den dag då brevet postades.")


class AgainForm(Form):
    """A question that is answered by its button alone."""
