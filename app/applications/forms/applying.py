"""Forms of beginning an application, of colleagues, and of sending and taking back."""

from __future__ import annotations

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired

from app.applications.domain import INHERITING, KIND_WORDS, PART_WORDS, Kind, Part
from app.applications.forms.calls import NamedForm
from app.applications.models import Call
from app.documents.domain import ALLOWED_WORDS
from app.kernel.forms import Day, Form, LongText, ValidationError

_NO_CALL = "0"


def _number(value: object) -> int:
    return int(str(value)) if str(value).isdigit() else 0


class StartForm(Form):
    """What is applied for, and in which call."""

    kind = RadioField("Ansökan gäller", [InputRequired("Välj vad ansökan gäller.")])
    call_id = SelectField("Utlysning", coerce=_number)

    @classmethod
    def offering(
        cls, calls: Iterable[Call], *, inherits: bool, without_call: bool, chosen: int = 0
    ) -> StartForm:
        """Return the form with what can be chosen; an extension or a change needs no call."""
        form = cls(data={"call_id": chosen})
        form.kind.choices = {
            str(kind): words
            for kind, words in KIND_WORDS.items()
            if (kind in INHERITING) is inherits
        }
        none = {_NO_CALL: "Ingen utlysning"} if without_call else {}
        form.call_id.choices = none | {str(one.id): one.title for one in calls}
        return form

    @property
    def chosen_kind(self) -> Kind:
        """Return the kind that was chosen."""
        return Kind(self.kind.data)


class ColleagueForm(NamedForm):
    """A colleague and what she or he may do."""

    part = RadioField(
        "Uppgift",
        [InputRequired("Välj vad kollegan ska kunna göra.")],
        choices={str(part): words for part, words in PART_WORDS.items()},
        default=str(Part.WRITE),
    )


class PartForm(Form):
    """What one colleague may do."""

    part = SelectField("Uppgift", choices={str(part): words for part, words in PART_WORDS.items()})


class SubmitForm(Form):
    """The last look before an application is sent."""

    confirmed = BooleanField("Jag har läst igenom ansökan och får skicka in den för organisationen")

    def validate_confirmed(self, field: BooleanField) -> None:
        """Ask for the mark."""
        if not field.data:
            raise ValidationError("Kryssa i rutan när du har läst igenom ansökan.")


class PaperForm(SubmitForm):
    """The same for an application that came on paper or by e-mail."""

    received_on = Day("Kom in", "Fyll i vilken dag ansökan kom in.")
    scan = FileField(
        "Ansökan så som den kom in", description=f"Den inskannade filen: {ALLOWED_WORDS}."
    )
    late_reason = LongText(
        "Skäl att ta emot den efter sista dagen",
        limit=2000,
        description="Fyll bara i om ansökan kom in för sent.",
    )
    confirmed = BooleanField("Svaren är inskrivna så som de står i ansökan")


class WithdrawForm(Form):
    """Why an application is taken back."""

    reason = LongText("Skäl", limit=2000)
