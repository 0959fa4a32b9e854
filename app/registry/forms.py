"""Forms of the register."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms import MultipleFileField, RadioField, SearchField, SelectField

from app.documents.domain import ACCEPT, ALLOWED_WORDS
from app.kernel import clock
from app.kernel.forms import Day, Form, Text, Version
from app.registry.domain import (
    DIRECTION_WORDS,
    STATE_WORDS,
    CaseState,
    Confidentiality,
    Direction,
)
from app.registry.models import Case, Record
from app.registry.queries import CaseFilter

_LATE = "late"
_NOBODY = {"": "Ingen ännu"}


def _number(text: Any) -> int | None:
    """Read a choice that is a number, or nothing."""
    return int(text) if str(text).isdigit() and len(str(text)) < 10 else None  # noqa: PLR2004 -- an id or a year


def _visible(text: str | None) -> str:
    """Return what can be seen of what was searched for; nobody is looking for the rest."""
    seen = "".join(c for c in text or "" if not unicodedata.category(c).startswith("C"))
    return seen.strip()[:100]


class FilterForm(Form):
    """What the list of cases is narrowed to; sent by GET, so it never fails."""

    text = SearchField("Sök i diariet", filters=[_visible])
    year = SelectField("År", coerce=_number, validate_choice=False)
    state = SelectField(
        "Läge",
        choices={
            "": "Alla",
            **{str(state): word for state, word in STATE_WORDS.items()},
            _LATE: "Sent registrerade",
        },
        validate_choice=False,
    )

    @classmethod
    def from_query(cls, query: Any, years: Sequence[int]) -> FilterForm:
        """Read the address; the years to choose from are those that have cases."""
        form = cls(query, meta={"csrf": False})
        form.year.choices = {"": "Alla år"} | {str(year): str(year) for year in years}
        return form

    @classmethod
    def from_filter(cls, wanted: CaseFilter, years: Sequence[int]) -> FilterForm:
        """Return the form as the address that gives this filter would fill it."""
        state = _LATE if wanted.late else wanted.state or ""
        values = {"text": wanted.text, "year": str(wanted.year or ""), "state": str(state)}
        return cls.from_query(MultiDict(values), years)

    def to_filter(self) -> CaseFilter:
        """Return what to look for; what cannot be understood is left out."""
        year = self.year.data if self.year.data and 1900 < self.year.data < 3000 else None  # noqa: PLR2004 -- centuries that a register can hold
        state = CaseState(self.state.data) if self.state.data in set(CaseState) else None
        return CaseFilter(self.text.data or "", year, state, late=self.state.data == _LATE)


class CaseForm(Form):
    """A case: what it is about, with whom, and who is responsible."""

    heading = Text(
        "Ärendemening",
        "Fyll i en ärendemening: vad ärendet gäller, i en rad.",
        description="Skriv kort vad ärendet gäller. Ta inte med personuppgifter eller något "
        "som kan omfattas av sekretess.",
    )
    counterpart = Text("Avsändare eller mottagare", description="Den som ärendet rör, om någon.")
    responsible_id = SelectField("Ansvarig", coerce=_number)
    version = Version()

    @classmethod
    def for_case(cls, found: Case | None, people: Mapping[int, str]) -> CaseForm:
        """Return the form, filled from the case when there is one; ``people`` are {id: name}."""
        form = cls(obj=found)
        if found is not None and not form.is_submitted():
            form.version.data = found.version_id
        if found is not None and found.responsible is not None:
            people = {**people, found.responsible.id: found.responsible.name}
        form.responsible_id.choices = _NOBODY | {
            str(number): name for number, name in people.items()
        }
        return form


class RecordForm(Form):
    """A record with its statutory facts and files."""

    direction = RadioField(
        "Vilken sorts handling är det?",
        choices={str(value): word for value, word in DIRECTION_WORDS.items()},
        default=str(Direction.IN),
    )
    dated = Day("Datum", "Fyll i den dag då handlingen kom in, skickades eller upprättades.")
    counterpart = Text(
        "Avsändare eller mottagare",
        description="Vem handlingen kom från eller skickades till. "
        "Behövs inte för en upprättad handling.",
    )
    content = Text(
        "Innehåll",
        "Fyll i kort vad handlingen gäller.",
        description="Skriv kort vad handlingen gäller, utan uppgifter som kan omfattas av "
        "sekretess.",
    )
    file = MultipleFileField(
        "Filer", description=f"{ALLOWED_WORDS}. Högst 25 MB.", render_kw={"accept": ACCEPT}
    )

    @classmethod
    def for_today(cls) -> RecordForm:
        """Return the form with today as the day."""
        form = cls()
        # Who the other party is may be left out only for what is made inside.
        form.counterpart.flags.optional = False
        form.file.flags.optional = True
        if not form.is_submitted():
            form.dated.data = clock.today()
        return form

    def uploads(self) -> list[tuple[str, bytes]]:
        """Return the name and the bytes of every chosen file."""
        chosen = [file for file in self.file.data or [] if getattr(file, "filename", "")]
        return [(file.filename, file.read()) for file in chosen]


class MarkForm(Form):
    """A confidentiality mark: provision, day, authority (rule O3)."""

    provision = Text(
        "Bestämmelse",
        "Ange vilken bestämmelse som sekretessen stöder sig på.",
        description="Till exempel 26 kap. 1 § offentlighets- och sekretesslagen.",
    )
    authority = Text(
        "Myndighet",
        "Ange vilken myndighet som har gjort anteckningen.",
        description="Den myndighet som gör anteckningen, oftast förbundet självt.",
    )
    marked_on = Day("Dag", "Fyll i den dag då anteckningen görs.")

    @classmethod
    def for_marked(cls, marked: Case | Record, authority: str) -> MarkForm:
        """Return the form, filled from an earlier mark or with what is usual."""
        form = cls()
        if not form.is_submitted():
            form.provision.data = marked.confidentiality_provision
            form.authority.data = marked.confidentiality_authority or authority
            form.marked_on.data = marked.confidentiality_marked_on or clock.today()
        return form

    def to_mark(self) -> Confidentiality:
        """Return the mark."""
        day = cast("date", self.marked_on.data)
        return Confidentiality(self.provision.data or "", self.authority.data or "", day)
