"""Data on its way into a document: looked up, cleaned, escaped, and reported when missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.documents.engine.vocabulary import Shape, Value

GAP = "—"
_NEW_LINE = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEEP = '<w:t xml:space="preserve">'


class Missing:
    """Stands for a value that the data does not hold at all."""


MISSING = Missing()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is found: below the present item of the list ``anchor``, or at the top."""

    path: str
    anchor: str
    keys: tuple[str, ...]

    @classmethod
    def of(cls, path: str, lists: frozenset[str]) -> Place:
        """Split a path at the nearest list around it."""
        parts = path.split(".")
        for n in range(len(parts) - 1, 0, -1):
            anchor = ".".join(parts[:n])
            if anchor in lists:
                return cls(path, anchor, tuple(parts[n:]))
        return cls(path, "", tuple(parts))


def clean(text: str) -> str:
    """Keep what XML can hold; every kind of line break becomes a newline."""
    if text.isprintable():  # most text, and far cheaper to find out
        return text
    return _ILLEGAL.sub("", _NEW_LINE.sub("\n", text))


def escape(text: str) -> str:
    """Clean text as the content of a text element; line breaks and tabs become elements."""
    xml = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\n" in xml or "\t" in xml:
        xml = xml.replace("\n", f"</w:t><w:br/>{_KEEP}").replace("\t", f"</w:t><w:tab/>{_KEEP}")
    return xml


def empty(value: Value | Missing) -> bool:
    """Nothing to say: absent, None, False, blank text, an empty list or mapping."""
    if isinstance(value, str):
        return not clean(value).strip()
    return value is None or value is False or value is MISSING or value in ([], {}, ())


def as_text(value: Value | Missing) -> str:
    """A value in words; lists and mappings have no text of their own."""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    return clean(str(value)) if isinstance(value, (str, int)) else ""


def items(value: Value | Missing) -> Sequence[Mapping[str, Value]]:
    """The items of a list; a plain string is read as ``{"text": …}``, a mapping as one item."""
    if isinstance(value, Mapping):
        return [value]
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [
        item if type(item) is dict or isinstance(item, Mapping) else {"text": item}
        for item in value
    ]


@dataclass(slots=True)
class Run:
    """The state of filling one document once."""

    context: Mapping[str, Value]
    shape: Shape
    first_list: int  # the first free number for a list instance
    out: list[str] = field(default_factory=list)
    gaps: dict[str, None] = field(default_factory=dict)
    bound: dict[str, Mapping[str, Value] | None] = field(default_factory=dict)
    index: dict[str, int] = field(default_factory=dict)
    line: str | None = None  # the present line of a text that became several paragraphs
    kept: bool = False  # whether the table being written has got a row
    pictures: int = 0
    lists: dict[str, dict[int, int]] = field(default_factory=dict)
    new_lists: list[int] = field(default_factory=list)  # the instance each new one is made from

    def get(self, place: Place) -> Value | Missing:
        """The value at a place, or ``MISSING``."""
        value: Value | Missing = self.context
        if place.anchor:
            value = self.bound.get(place.anchor, MISSING)
        for key in place.keys:
            if type(value) is not dict and not isinstance(value, Mapping):
                return None if value is None else MISSING
            value = value.get(key, MISSING)
        return value

    def text(self, place: Place) -> str:
        """The escaped text of a field, or a visible gap."""
        value = self.get(place)
        return escape(self.gap(place, value) if empty(value) else as_text(value))

    def gap(self, place: Place, value: Value | Missing = None) -> str:
        """What is printed where there is nothing: remembered as a gap unless that is normal."""
        if place.path in self.shape.optional or place.path in self.shape.by_hand:
            return ""
        if self.bound.get(place.anchor, self.context) is not None:
            self.gaps[self.named(place)] = None
        return f"[saknas: {place.path}]" if value is MISSING else GAP

    def named(self, place: Place) -> str:
        """A path with the number of each item: ``paragrafer[3].rubrik``."""
        name = ""
        for n, part in enumerate(parts := place.path.split("."), start=1):
            number = self.index.get(".".join(parts[:n])) if n < len(parts) else None
            name += ("." if name else "") + part + (f"[{number}]" if number else "")
        return name

    def list_number(self, path: str, instance: int) -> int:
        """The list instance in force for the present repetition of ``path``."""
        numbers = self.lists.setdefault(path, {})
        if instance not in numbers:
            numbers[instance] = self.first_list + len(self.new_lists)
            self.new_lists.append(instance)
        return numbers[instance]
