"""What the list of applications is narrowed to, and the name of a saved choice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import SearchField, SelectField

from app.applications.domain import DIRECTION_WORDS, KIND_WORDS, Direction, Kind
from app.applications.domain.listing import STANDING_WORDS, Standing, Wanted
from app.kernel.forms import Form, Text

E = TypeVar("E", bound=StrEnum)
_LONGEST = 100


def _visible(text: str | None) -> str:
    """Return what can be seen of what was searched for; nobody is looking for the rest."""
    seen = "".join(c for c in text or "" if not unicodedata.category(c).startswith("C"))
    return seen.strip()[:_LONGEST]


def _choice(kinds: type[E], text: str | None) -> E | None:
    return kinds(text) if text in set(kinds) else None


def _words(first: str, words: dict[Any, str]) -> dict[str, str]:
    return {"": first} | {str(value): word for value, word in words.items()}


class ListForm(Form):
    """The filters; sent by GET, so it never fails."""

    text = SearchField("Sök", filters=[_visible], description="Namn, sökande eller ärendenummer.")
    year = SelectField("Inkommen år", validate_choice=False)
    standing = SelectField("Läge", choices=_words("Alla", STANDING_WORDS), validate_choice=False)
    kind = SelectField("Slag", choices=_words("Alla", KIND_WORDS), validate_choice=False)
    direction = SelectField(
        "Inriktning", choices=_words("Alla", DIRECTION_WORDS), validate_choice=False
    )
    municipality = SelectField("Kommun", validate_choice=False)

    @classmethod
    def from_query(
        cls, query: Any, *, years: Sequence[int], municipalities: Sequence[str]
    ) -> ListForm:
        """Read the address; years and kommuner are those that applications have."""
        form = cls(query, meta={"csrf": False})
        form.year.choices = {"": "Alla"} | {str(year): str(year) for year in years}
        form.municipality.choices = {"": "Alla"} | {name: name for name in municipalities}
        return form

    @classmethod
    def from_wanted(
        cls, wanted: Wanted, *, years: Sequence[int], municipalities: Sequence[str]
    ) -> ListForm:
        """Return the form as the address that gives this list would fill it."""
        values = MultiDict(wanted.address)
        return cls.from_query(values, years=years, municipalities=municipalities)

    def to_wanted(self) -> Wanted:
        """Return what to look for; what cannot be understood is left out."""
        years = self.year.choices or {}
        kommuner = self.municipality.choices or {}
        return Wanted(
            text=self.text.data or "",
            year=int(self.year.data) if self.year.data and self.year.data in years else None,
            standing=_choice(Standing, self.standing.data),
            kind=_choice(Kind, self.kind.data),
            direction=_choice(Direction, self.direction.data),
            municipality=self.municipality.data if self.municipality.data in kommuner else "",
        )


class ViewForm(Form):
    """The name of a choice to come back to."""

    name = Text(
        "Namn på urvalet",
        "Ge urvalet ett namn, till exempel Förstudier i Norsjö.",
        limit=60,
        description="Urvalet sparas för dig och visas ovanför listan.",
    )
