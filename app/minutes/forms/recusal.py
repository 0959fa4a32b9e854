"""The form of recusal: who, why, who raised it, what the body found and who serves instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from app.kernel.forms import Form, Text
from app.minutes.domain import GROUND_WORDS, RULING_WORDS, MinutesFacts, RecusalGround, Ruling
from app.minutes.forms.attendance import NOBODY, SpanMixin, as_id

_NO_GROUND = ""
_LONG_GROUND = 200


def _ground(value: Any) -> RecusalGround | None:
    """Read the chosen ground; none is none."""
    return RecusalGround(value) if value else None


class RecusalForm(SpanMixin, Form):
    """A matter of recusal at one § or several."""

    person = SelectField("Vem gäller det?", coerce=as_id)
    ground_kind = RadioField(
        "Grund i 6 kap. 28 § kommunallagen",
        [Optional()],
        coerce=_ground,
        choices={_NO_GROUND: "Anges inte"}
        | {str(ground): words for ground, words in GROUND_WORDS.items()},
        default=_NO_GROUND,
    )
    ground = Text(
        "Grunden med egna ord",
        limit=_LONG_GROUND,
        description="Står inom parentes i protokollet, till exempel: ordförande i föreningen.",
    )
    raised_by = SelectField("Vem väckte frågan?", [Optional()], coerce=as_id)
    ruling = RadioField(
        "Ställningstagande",
        [InputRequired("Välj om frågan prövades.")],
        coerce=Ruling,
        choices={str(ruling): words for ruling, words in RULING_WORDS.items()},
        default=Ruling.UNDISPUTED,
    )
    substitute = SelectField("Tjänstgör i stället", [Optional()], coerce=as_id)

    @classmethod
    def of(
        cls, facts: MinutesFacts, offered: Sequence[tuple[int, str]], **asked: Any
    ) -> RecusalForm:
        """Return the form with everybody on the roster; ``offered`` are substitutes in turn (SUB).

        ``asked`` is what a link has filled in: person, from_paragraph, ground.
        """
        form = cls(data=asked)
        people = {str(p.id): p.name for p in facts.attendees}
        form.person.choices = {str(NOBODY): "Välj en person"} | people
        form.raised_by.choices = {str(NOBODY): "Personen själv"} | people
        form.substitute.choices = {str(NOBODY): "Ingen ersättare"} | {
            str(key): words for key, words in offered
        }
        form.choose_span(facts)
        return form

    def validate_person(self, field: Any) -> None:
        """Ask for somebody."""
        if field.data == NOBODY:
            raise ValidationError("Välj vem frågan om jäv gäller.")

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        first = self.from_paragraph.data
        return {
            "attendance_id": self.person.data,
            "from_paragraph_id": first,
            "to_paragraph_id": self.last(first),
            "ruling": self.ruling.data,
            "ground_kind": self.ground_kind.data,
            "ground": self.ground.data or "",
            "raised_by_id": self.raised_by.data or None,
            "substitute_id": self.substitute.data or None,
        }
