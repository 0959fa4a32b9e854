"""Forms of masking and publishing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, RadioField, SelectField

from app.disclosure.domain import BY_HAND, FIELD_WORDS, KIND_WORDS, Finding, Kind
from app.kernel.forms import Day, Form, LongText, Text

FRONT = "front"
_LIMIT = 1000


class VerdictForm(Form):
    """What is decided about one finding; two buttons say which."""

    provision = Text(
        "Bestämmelse",
        limit=200,
        description="Till exempel 26 kap. 1 § OSL. Den visas där texten är maskad.",
    )
    reason = LongText("Skäl för att låta uppgiften stå kvar", limit=_LIMIT)

    @classmethod
    def about(cls, finding: Finding, mark: str, *, sent: bool) -> VerdictForm:
        """Return the form of a finding, as it was sent or with what the register says."""
        form = cls(prefix=f"f{mark}-") if sent else cls(formdata=None, prefix=f"f{mark}-")
        # Each button needs its own field, and none both: neither is called optional.
        for field in (form.provision, form.reason):
            field.flags.optional = False
        if finding.kind is Kind.CONFIDENTIALITY:
            form.reason.label.text = "Så har sekretessen prövats"
            if not sent:
                form.provision.data = finding.provision
        return form


class HandForm(Form):
    """A passage that a person masks: which §, which part of it, the exact words."""

    place = SelectField("Paragraf")
    part = SelectField("Del av paragrafen", choices={"": "Alla delar", **FIELD_WORDS})
    text = Text(
        "Text som ska maskas",
        "Skriv den text som ska maskas.",
        limit=_LIMIT,
        description="Exakt som den står i protokollet. Den maskas överallt på det stället.",
    )
    kind = RadioField(
        "Vad det är", choices={str(kind): KIND_WORDS[kind].capitalize() for kind in BY_HAND}
    )
    provision = Text(
        "Bestämmelse",
        limit=200,
        description="Behövs för sekretess, till exempel 26 kap. 1 § OSL.",
    )
    reason = Text("Skäl", limit=_LIMIT, description="Syns bara här och i loggen.")

    def offer(self, data: Mapping[str, Any]) -> None:
        """Fill the choice of §§."""
        rows = {
            str(at): f"{one['nummer']} {one['rubrik']}" for at, one in enumerate(data["paragrafer"])
        }
        self.place.choices = {FRONT: "Första sidan"} | rows
        if self.kind.data is None:
            self.kind.data = str(BY_HAND[0])

    @property
    def chosen_place(self) -> int | None:
        """Return the index of the §; None for the front page."""
        return None if self.place.data == FRONT else int(self.place.data)


class PublishForm(Form):
    """What was previewed, and until when it is published."""

    sha256 = HiddenField()
    unpublish_on = Day(
        "Avpubliceras av sig självt",
        description="Första dagen då protokollet inte längre visas. Lämna tomt för tills vidare.",
    )


class UnpublishForm(Form):
    """Why the minutes are taken away."""

    reason = LongText(
        "Skäl",
        "Skriv varför protokollet avpubliceras.",
        limit=_LIMIT,
        description="Skälet står i loggen och visas inte för allmänheten.",
    )


class ActForm(Form):
    """An act that is done by its button alone."""
