"""Forms of proposal and decision, of the way to the agenda, and of the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from app.applications.domain import DECISION_WORDS, DecisionKind
from app.applications.domain.granting import (
    AppliedLine,
    Cell,
    Ruling,
    cell_errors,
    cell_name,
    in_full,
)
from app.kernel.errors import sentence
from app.kernel.forms import Day, Form, LongText, Money, Text, Version, Whole
from app.kernel.ui import short_date
from app.registry.domain import MeetingAhead

_TEXT = 4000


class RulingForm(Form):
    """A proposal or a decision; the amounts are fields of their own, see :func:`ruling_form`."""

    kind = RadioField(
        "Beslut",
        [InputRequired("Välj ett av alternativen.")],
        choices={str(kind): word for kind, word in DECISION_WORDS.items()},
        coerce=DecisionKind,
    )
    conditions = LongText(
        "Villkor",
        limit=_TEXT,
        description="Ett på varje rad, till exempel: Insatsen redovisar två gånger om året.",
    )
    reasons = LongText(
        "Skäl",
        limit=_TEXT,
        description="Behövs vid avslag. Står i beslutet och i brevet till sökanden.",
    )
    refer_to = LongText(
        "Återremitteras till och för",
        limit=_TEXT,
        description="Fortsätt meningen: återremittera ärendet …, till exempel till "
        "utvecklingsgruppen för att beskriva målgruppen.",
    )
    table_to = Day("Bordläggs till sammanträdet")
    version = Version()

    lines: Sequence[AppliedLine] = ()

    @property
    def cells(self) -> list[Cell]:
        """Return every line and year that something is applied for."""
        return sorted(in_full(self.lines))

    @property
    def years(self) -> list[int]:
        """Return the years that something is applied for."""
        return sorted({year for year, _ in self.cells})

    def cell(self, year: int, position: int) -> Any:
        """Return the field of one amount, or None where nothing is applied for."""
        name = cell_name(year, position)
        return self._fields.get(name)

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        amounts = {
            (year, position): self.cell(year, position).data or 0 for year, position in self.cells
        }
        return {
            "kind": self.kind.data,
            "amounts": amounts,
            "conditions": (self.conditions.data or "").splitlines(),
            "reasons": self.reasons.data or "",
            "refer_to": self.refer_to.data or "",
            "table_to": self.table_to.data,
        }

    @property
    def ruling(self) -> Ruling:
        """Return what was typed as a value."""
        values = self.to_values()
        return Ruling(**{**values, "conditions": tuple(values["conditions"])})

    def validate(self, extra_validators: Any = None) -> bool:
        """Say beside each cell what is wrong with its amount (rule PART)."""
        fine = bool(super().validate(extra_validators))
        if self.kind.data is not DecisionKind.GRANT_IN_PART:
            return fine
        faults = cell_errors(self.lines, self.to_values()["amounts"])
        for (year, position), error in faults.items():
            field = self.cell(year, position)
            field.errors = [*field.errors, sentence(error)]
        return fine and not faults


def ruling_form(lines: Sequence[AppliedLine], ruling: Ruling | None, version: int) -> RulingForm:
    """Return the form with one field for each line and year, filled from a ruling."""
    fields = {
        cell_name(year, line.position): Money(f"{line.text} {year}")
        for line in lines
        for year in line.years
    }
    made = type("RulingFormOfLines", (RulingForm,), {**fields, "lines": tuple(lines)})
    shown = ruling or Ruling(DecisionKind.GRANT, in_full(lines))
    amounts = shown.amounts or in_full(lines)
    form: RulingForm = made(
        data={
            "kind": shown.kind,
            "conditions": "\n".join(shown.conditions),
            "reasons": shown.reasons,
            "refer_to": shown.refer_to,
            "table_to": shown.table_to,
            "version": version,
            **{cell_name(*cell): amounts.get(cell, 0) for cell in in_full(lines)},
        }
    )
    return form


class AgendaForm(Form):
    """Which meeting, what stands above the proposal, and which papers go with it."""

    meeting_id = RadioField(
        "Sammanträde", [InputRequired("Välj ett sammanträde.")], coerce=int, choices={}
    )
    background = LongText(
        "Bakgrund",
        description="Står ovanför förslaget på dagordningen och i protokollet.",
    )
    presenter = Text("Föredragande")
    with_brief = BooleanField("Beredningsunderlaget", default=True)
    with_application = BooleanField("Ansökan som den skickades in", default=True)

    def offer(self, meetings: Iterable[MeetingAhead]) -> None:
        """Let these meetings be chosen, the nearest one first."""
        found = list(meetings)
        self.meeting_id.choices = {
            str(one.meeting_id): f"{one.body_name} {short_date(one.held_on)}" for one in found
        }
        if not self.is_submitted() and found:
            self.meeting_id.data = found[0].meeting_id


class FrameForm(Form):
    """The frame of one year."""

    year = Whole("År")
    ore = Money("Ram för insatser")
    source = Text(
        "Beslut", description="Var ramen är beslutad, till exempel Budget 2017, § 66/2016."
    )
    version = Version()
