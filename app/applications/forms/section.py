"""The form of one page, built from the table of questions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, StringField
from wtforms import Form as PlainForm
from wtforms.widgets import HiddenInput

from app.applications.domain.answering import read_answers
from app.applications.domain.checking import KIND_CODE
from app.applications.domain.faults import Fault, Path
from app.applications.domain.form import Answers, section
from app.applications.domain.lacks import Lack
from app.applications.domain.merging import fingerprints
from app.applications.domain.questions import Field, Section, Sort
from app.applications.domain.values import YES_NO_WORDS
from app.applications.forms.fields import Lines, OneOf, Radios, SomeOf
from app.kernel.errors import NotFound
from app.kernel.forms import LONG_TEXT, Day, Form, LongText, Money, Text, Version, Whole

_PLACES = "municipalities"
_MANY = 6  # choices; more are a list, fewer stand in sight


def packed(answers: Answers) -> str:
    """Return the fingerprints of answers as the page carries them."""
    return json.dumps(fingerprints(answers), sort_keys=True)


class RowForm(PlainForm):
    """The columns of one row."""

    class Meta(Form.Meta):
        """The page's form carries the token; a row needs none."""

        csrf = False


class SectionForm(Form):
    """The answers of one page; ``seen`` holds the fingerprints of what the writer began from."""

    page: Section
    version = Version()
    seen = StringField(widget=HiddenInput())

    def content(self) -> dict[str, Any]:
        """Return what was typed, as the service wants it; rows keep their places."""
        return {field.name: _value_of(field, self[field.name]) for field in self.page.fields}

    def tables(self) -> list[str]:
        """Return the names of the lists of rows."""
        return [field.name for field in self.page.fields if field.sort is Sort.ROWS]

    def began_from(self, answers: Answers, version: int) -> None:
        """Remember what the writer sees, for the day somebody else saves first."""
        self.version.data = version
        self.seen.data = packed(answers)

    @property
    def seen_answers(self) -> dict[str, str] | None:
        """Return the fingerprints that the page carried, or None when they are missing."""
        try:
            found = json.loads(self.seen.data or "")
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check what was typed, with the domain's sentences beside the fields."""
        readable = bool(super().validate(extra_validators))
        _, faults = read_answers(self.page, self.content())
        self.show(faults)
        return readable and not faults

    def point_out(self, lacks: Sequence[Lack]) -> None:
        """Put what cannot stand, rather than is missing, beside the field where it was chosen."""
        for lack in lacks:
            if lack.code == KIND_CODE:
                self[lack.field].errors = [lack.text]

    def show(self, faults: Sequence[Fault]) -> None:
        """Put each sentence beside its field, or in the summary when it has none."""
        for fault in faults:
            field = self.field_at(fault.path)
            if field is None:
                self.refusal_sentences.append(fault.text)
            elif not own_errors(field):  # what cannot be read has said so already
                field.errors = [*field.errors, fault.text]

    def field_at(self, path: Path) -> Any:
        """Return the field where an answer stands, or None."""
        found: Any = self
        for step in path:
            found = _inner(found, step)
        return found

    @property
    def summary_errors(self) -> list[tuple[str | None, str]]:
        """Return (href of the very field or None, sentence); in rows with where they stand."""
        rows: list[tuple[str | None, str]] = [(None, text) for text in self.refusal_sentences]
        for place, field in every(self):
            rows += [(f"#{field.id}", f"{place}{text}") for text in own_errors(field)]
        return rows


def _inner(found: Any, step: str | int) -> Any:
    if isinstance(found, FormField):
        found = found.form
    if isinstance(step, int):
        entries = getattr(found, "entries", ())
        return entries[step] if step < len(entries) else None
    return found[step] if found is not None and step in found else None


def every(fields: Iterable[Any], place: str = "") -> Iterator[tuple[str, Any]]:
    """Return the fields and those inside them in the order of the page, each with its place.

    The place is the list and the row: "Mål, rad 2: "; nothing outside rows.
    """
    for field in fields:
        yield place, field
        if isinstance(field, FieldList):
            for number, entry in enumerate(field.entries, start=1):
                yield from every([entry], place or f"{field.label.text}, rad {number}: ")
        elif isinstance(field, FormField):
            yield from every(field.form, place)


def own_errors(field: Any) -> list[str]:
    """Return the sentences about this very field, not about those inside it."""
    if isinstance(field, FormField):
        return []
    return [text for text in field.errors if isinstance(text, str)]


def _value_of(field: Field, bound: Any) -> Any:
    if field.sort is Sort.ROWS:
        return [
            {column.name: _value_of(column, entry.form[column.name]) for column in field.fields}
            for entry in bound.entries
        ]
    value = bound.data
    return value.isoformat() if isinstance(value, date) else value


@lru_cache(maxsize=256)
def section_form(form_version: int, key: str, places: tuple[str, ...] = ()) -> type[SectionForm]:
    """Return the form of a page; ``places`` are the kommuner that can be chosen.

    Built once for each page and set of kommuner: the table of questions never changes.

    Raises:
        NotFound: when the form has no such page.
    """
    page = section(form_version, key)
    if page is None:
        raise NotFound
    fields = {field.name: _field(field, places) for field in page.fields}
    return type("PageForm", (SectionForm,), {"page": page, **fields})


def _field(field: Field, places: tuple[str, ...]) -> Any:
    if field.sort is Sort.ROWS:
        columns = {column.name: _field(column, places) for column in field.fields}
        row = type("PageRow", (RowForm,), columns)
        return FieldList(FormField(row), field.label, description=field.help)
    if field.sort is Sort.MUNICIPALITIES:
        return _places(field, places)
    return _MAKERS.get(field.sort, _line)(field)


def _line(field: Field) -> Any:
    return Text(field.label, limit=LONG_TEXT, description=field.help)


def _choice(field: Field) -> Any:
    choices = field.choices or {}
    kind = OneOf if len(choices) > _MANY else Radios
    return kind(field.label, choices, description=field.help)


def _places(field: Field, places: tuple[str, ...]) -> Any:
    if not places:
        return Lines(field.label, description="En kommun på varje rad.")
    return SomeOf(field.label, {name: name for name in places}, description=field.help)


_MAKERS: Mapping[Sort, Callable[[Field], Any]] = {
    Sort.TEXT: lambda f: LongText(f.label, limit=LONG_TEXT, description=f.help),
    Sort.DAY: lambda f: Day(f.label, description=f.help),
    Sort.WHOLE: lambda f: Whole(f.label, description=f.help),
    Sort.MONEY: lambda f: Money(f.label, description=f.help),
    Sort.YES_NO: lambda f: Radios(f.label, YES_NO_WORDS, description=f.help),
    Sort.CHOICE: _choice,
    Sort.CHOICES: lambda f: SomeOf(f.label, f.choices or {}, description=f.help),
}


def form_of(
    form_version: int, key: str, *, places: Sequence[str], answers: Answers, version: int
) -> SectionForm:
    """Return the form filled from stored answers, or from what was posted."""
    chosen = dict.fromkeys([*places, *(answers.get(_PLACES) or ())]) if places else ()
    kind = section_form(form_version, key, tuple(chosen))
    form = kind(data=_typed(kind.page.fields, answers))
    if not form.is_submitted():
        form.began_from(answers, version)
        _add_blank_rows(form)
    mark_optional(form)
    return form


def moved_form(form: SectionForm, posted: MultiDict[str, str]) -> SectionForm:
    """Return the same form with other rows."""
    moved = type(form)(formdata=posted)
    mark_optional(moved)
    return moved


def _typed(fields: Sequence[Field], answers: Answers) -> dict[str, Any]:
    """Return stored answers as the fields take them: days as days."""
    return {field.name: _typed_value(field, answers.get(field.name)) for field in fields}


def _typed_value(field: Field, value: Any) -> Any:
    if field.sort is Sort.ROWS:
        return [_typed(field.fields, row) for row in value or ()]
    if field.sort is Sort.DAY and value:
        return date.fromisoformat(value)
    return value


def _add_blank_rows(form: SectionForm) -> None:
    for field in form.page.fields:
        if field.sort is Sort.ROWS:
            rows = form[field.name]
            while len(rows.entries) < max(1, field.at_least):
                rows.append_entry()


def mark_optional(form: SectionForm) -> None:
    """Say (valfritt) only where the check page does not ask for an answer."""
    for field in form.page.fields:
        form[field.name].flags.optional = not field.required
        if field.sort is Sort.ROWS:
            for entry in form[field.name].entries:
                for column in field.fields:
                    entry.form[column.name].flags.optional = not column.required
