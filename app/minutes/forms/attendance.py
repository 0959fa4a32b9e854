"""Forms of attendance: the roster, one person's exceptions, guests, duties, times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, FieldList, FormField, RadioField, SelectField, SelectMultipleField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.accounts.queries import PersonRow
from app.kernel.forms import Clock, Day, Form, Text, Whole
from app.minutes.domain import (
    BOARD,
    CAPACITY_WORDS,
    Attendee,
    Capacity,
    ChangeKind,
    MinutesFacts,
    Mode,
)
from app.minutes.services import OUTSIDE, RosterMark

NOBODY = 0
_TO_THE_END = -1
_VACANT = -1
MODE_WORDS = {
    Mode.IN_ROOM: "På plats",
    Mode.VIDEO: "På distans med ljud och bild",
    Mode.AUDIO: "På distans med bara ljud",
}


def as_id(value: Any) -> int:
    """Read the chosen id; a broken one counts as nothing chosen."""
    text = str(value)
    return int(text) if text.lstrip("-").isdigit() else NOBODY


class OpenForm(Form):
    """When the meeting really began."""

    opened_at = Clock("Sammanträdet öppnas kl.", "Skriv när sammanträdet öppnas.")


class CloseForm(Form):
    """When the meeting really ended."""

    closed_at = Clock("Sammanträdet avslutas kl.", "Skriv när sammanträdet avslutas.")


class RosterRow(PlainForm):
    """One person of the roster."""

    attendance_id = Whole("Person", widget=HiddenInput())
    present = BooleanField("Närvarande")
    replaces = SelectField("Tjänstgör för", [Optional()], coerce=as_id)


class RosterForm(Form):
    """The whole roster in one form."""

    people = FieldList(FormField(RosterRow))

    @classmethod
    def of(cls, facts: MinutesFacts) -> RosterForm:
        """Return the form filled from the roster."""
        form = cls(people=[_row(person) for person in facts.attendees])
        regulars = {str(p.id): p.name for p in facts.attendees if p.seated}
        for entry in form.people:
            entry.form.replaces.choices = {str(NOBODY): "Tjänstgör inte"} | regulars
        return form

    def marks(self) -> list[RosterMark]:
        """Return what was marked, as the services want it."""
        return [
            RosterMark(
                attendance_id=row["attendance_id"] or NOBODY,
                present=bool(row["present"]),
                replaces_id=row["replaces"] or None,
            )
            for row in self.people.data
        ]

    def row_of(self, attendance_id: int) -> Any:
        """Return the fields of one person's row."""
        rows = (entry.form for entry in self.people)
        return next(row for row in rows if row.attendance_id.data == attendance_id)


def _row(person: Attendee) -> dict[str, Any]:
    return {
        "attendance_id": person.id,
        "present": person.present,
        "replaces": person.replaces_id or NOBODY,
    }


class SpanMixin:
    """From which § to which; the same § unless another one is chosen."""

    from_paragraph = SelectField("Paragraf", [InputRequired("Välj en paragraf.")], coerce=as_id)
    to_paragraph = SelectField("Till och med", [Optional()], coerce=as_id)

    def choose_span(self, facts: MinutesFacts, *, everything: str | None = None) -> None:
        """Offer the §§ of the minutes; ``everything`` is the words for the whole meeting."""
        rows = {str(p.id): f"{p.label} {p.heading}" for p in facts.paragraphs}
        first = {str(NOBODY): everything} if everything else {}
        self.from_paragraph.choices = first | rows
        self.to_paragraph.choices = {
            str(NOBODY): "Bara den paragrafen",
            str(_TO_THE_END): "Till sammanträdets slut",
        } | rows

    def last(self, first: int) -> int | None:
        """Return the last § that was chosen; None for to the end."""
        chosen = self.to_paragraph.data or NOBODY
        return None if chosen == _TO_THE_END else chosen or first


class GuestForm(SpanMixin, Form):
    """Somebody from outside the board who is there for all or a part of the meeting."""

    person = SelectField("Person", [Optional()], coerce=as_id)
    given_name = Text("Förnamn", limit=100)
    family_name = Text("Efternamn", limit=100)
    capacity = RadioField(
        "Deltar som",
        [InputRequired("Välj i vilken egenskap personen deltar.")],
        choices={str(c): CAPACITY_WORDS[c].capitalize() for c in Capacity if c in OUTSIDE},
        coerce=Capacity,
        default=Capacity.PRESENTER,
    )
    title = Text("Titel", limit=100, description="Lämna tom för att använda den i personregistret.")
    organisation = Text("Organisation", limit=200)
    partly = BooleanField("Bara en del av paragrafen")

    @classmethod
    def of(cls, facts: MinutesFacts, people: Sequence[PersonRow]) -> GuestForm:
        """Return the form with everybody in the register who is not on the roster yet."""
        form = cls()
        there = {person.person_id for person in facts.attendees}
        known = {str(row.id): row.name for row in people if row.id not in there}
        form.person.choices = {str(NOBODY): "Ny person, skriv namnet nedan"} | known
        form.choose_span(facts, everything="Hela sammanträdet")
        form.from_paragraph.validators = [Optional()]
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        first = self.from_paragraph.data or None
        return {
            "capacity": self.capacity.data,
            "person_id": self.person.data or None,
            "given_name": self.given_name.data or "",
            "family_name": self.family_name.data or "",
            "title": self.title.data or "",
            "organisation": self.organisation.data or "",
            "from_paragraph_id": first,
            "to_paragraph_id": self.last(first) if first else None,
            "partly": bool(self.partly.data),
        }


KIND_CHOICES = {
    ChangeKind.ARRIVED: "Kom före paragrafen",
    ChangeKind.LEFT: "Gick efter paragrafen",
    ChangeKind.ABSENT: "Var inte med vid paragrafen",
    ChangeKind.PRESENT: "Var med bara vid paragrafen",
    ChangeKind.SERVING: "Tjänstgjorde vid paragrafen",
    ChangeKind.CHAIRING: "Ledde paragrafen",
    ChangeKind.WRITING: "Förde protokollet vid paragrafen",
}
_FOR_SOME = {
    ChangeKind.SERVING: frozenset({Capacity.SUBSTITUTE}),
    ChangeKind.CHAIRING: BOARD,
}


class ExceptionForm(SpanMixin, Form):
    """An exception from somebody's presence."""

    kind = RadioField("Vad hände?", [InputRequired("Välj vad som hände.")], coerce=ChangeKind)
    at = Clock("Klockslag", description="När personen kom eller gick.")
    partly = BooleanField(
        "Bara en del av paragrafen",
        description="Den som kom eller gick mitt i paragrafen räknas inte in i beslutsförheten.",
    )
    replaces = SelectField("Tjänstgjorde för", [Optional()], coerce=as_id)

    @classmethod
    def of(
        cls, facts: MinutesFacts, person: Attendee, *, offered: Sequence[Attendee], vacant: bool
    ) -> ExceptionForm:
        """Return the form with what may happen to this person; ``offered`` are regulars (SUB)."""
        form = cls()
        kinds = [k for k in KIND_CHOICES if person.capacity in _FOR_SOME.get(k, Capacity)]
        form.kind.choices = {str(kind): KIND_CHOICES[kind] for kind in kinds}
        form.choose_span(facts)
        regulars = {str(p.id): p.name for p in offered}
        empty = {str(_VACANT): "En vakant plats"} if vacant else {}
        form.replaces.choices = {str(NOBODY): "Ingen vald"} | regulars | empty
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        first = self.from_paragraph.data
        chosen = self.replaces.data or NOBODY
        return {
            "kind": self.kind.data,
            "from_paragraph_id": first,
            "to_paragraph_id": self.last(first),
            "partly": bool(self.partly.data),
            "at": self.at.data,
            "replaces_id": chosen if chosen > NOBODY else None,
            "vacant": chosen == _VACANT,
        }


class DetailsForm(Form):
    """How somebody takes part, and what is printed after the name."""

    capacity = RadioField("Deltar som", coerce=Capacity)
    mode = RadioField(
        "Deltar", choices={str(mode): word for mode, word in MODE_WORDS.items()}, coerce=Mode
    )
    mode_reason = Text("Varför bara ljud", limit=200, description="Skrivs ut i protokollet.")
    title = Text("Titel", limit=100)
    organisation = Text("Organisation", limit=200)

    @classmethod
    def of(cls, person: Attendee) -> DetailsForm:
        """Return the form filled from the roster."""
        form = cls(obj=person)
        allowed = OUTSIDE if person.capacity in OUTSIDE else {person.capacity}
        form.capacity.choices = {
            str(c): CAPACITY_WORDS[c].capitalize() for c in Capacity if c in allowed
        }
        return form


class DutiesForm(Form):
    """Who leads, who takes the minutes, who attests and when; and the meeting's real times."""

    chair = SelectField("Ordförande", [Optional()], coerce=as_id)
    secretary = SelectField("Sekreterare", [Optional()], coerce=as_id)
    attesters = SelectMultipleField(
        "Justerare",
        coerce=as_id,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    attestation_place = Text(
        "Justeringens plats", limit=200, description="Som det ska stå i protokollet: på kansliet."
    )
    attestation_on = Day("Justeringens dag")
    attestation_time = Clock("Justeringens tid")
    opened_at = Clock("Öppnades kl.", "Skriv när sammanträdet öppnades.")
    closed_at = Clock("Avslutades kl.")
    place = Text("Plats för sammanträdet", "Skriv var sammanträdet hölls.", limit=300)

    @classmethod
    def of(cls, facts: MinutesFacts) -> DutiesForm:
        """Return the form filled from the minutes."""
        chair = next((person for person in facts.attendees if person.chairs), None)
        secretary = facts.secretary
        form = cls(obj=facts)
        if not form.is_submitted():
            # The facts hold persons under these names, and the form holds their rows' ids.
            form.chair.data = chair.id if chair else NOBODY
            form.secretary.data = secretary.id if secretary else NOBODY
            form.attesters.data = [person.id for person in facts.attesters]
        board = [p for p in facts.attendees if p.seated or p.substitute]
        nobody = {str(NOBODY): "Ingen vald"}
        form.chair.choices = nobody | {str(p.id): p.name for p in board}
        form.secretary.choices = nobody | {str(p.id): p.name for p in facts.attendees}
        form.attesters.choices = {str(p.id): p.name for p in board if _may_attest(p)}
        return form

    def duties(self) -> dict[str, Any]:
        """Return who does what, as the services want it."""
        return {
            "chair_id": self.chair.data or None,
            "secretary_id": self.secretary.data or None,
            "attester_ids": self.attesters.data or [],
            "attestation_place": self.attestation_place.data or "",
            "attestation_on": self.attestation_on.data,
            "attestation_time": self.attestation_time.data,
        }

    def times(self) -> dict[str, Any]:
        """Return when and where, as the services want it."""
        return {
            "opened_at": self.opened_at.data,
            "closed_at": self.closed_at.data,
            "place": self.place.data or "",
        }


def _may_attest(person: Attendee) -> bool:
    return person.present or person.attests or bool(person.changes)
