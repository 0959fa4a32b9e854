"""The words that a template may use: a tree of text fields, groups, lists and flags.

A template author writes a field by its whole path, ``{{paragrafer.beslut.text}}``. The vocabulary
says which paths exist, and what the engine does where the data has nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TypeAlias

Value: TypeAlias = "str | int | bool | Mapping[str, Value] | Sequence[Value] | None"


class Empty(Enum):
    """What an empty value means for a field."""

    GAP = "gap"  # something is missing: printed as a visible gap and reported
    OPTIONAL = "optional"  # quite normal: the line that holds nothing else disappears
    BY_HAND = "by_hand"  # filled in with a pen: the place stays, empty


@dataclass(frozen=True, slots=True)
class Text:
    """A field of plain text. ``help`` is the Swedish explanation for a template author."""

    help: str
    empty: Empty = Empty.GAP


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes or no that only opens a block: ``{{#beslut_forst}}`` or ``{{^beslut_forst}}``."""

    help: str


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together: ``{{forbund.namn}}``."""

    help: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list. A plain string in it is read as ``{"text": "…"}``."""

    help: str
    entries: Mapping[str, Entry]
    empty: Empty = Empty.OPTIONAL


Entry = Text | Flag | Group | Rows


@dataclass(frozen=True, slots=True)
class Shape:
    """What the engine has to know of a vocabulary in order to lay out a template."""

    lists: frozenset[str]
    optional: frozenset[str] = frozenset()  # empty is normal
    by_hand: frozenset[str] = frozenset()  # a person may fill it in on paper


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All fields of one kind of document, looked up by whole path."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    @cached_property
    def paths(self) -> Mapping[str, Entry]:
        """Every entry by its whole path, in the order of declaration."""
        return dict(_walk("", self.entries))

    @cached_property
    def shape(self) -> Shape:
        """Lists, and the paths whose emptiness is no gap."""
        lists = frozenset(path for path, entry in self.paths.items() if isinstance(entry, Rows))
        return Shape(lists, self._with(Empty.OPTIONAL), self._with(Empty.BY_HAND))

    def _with(self, empty: Empty) -> frozenset[str]:
        return frozenset(
            path
            for path, entry in self.paths.items()
            if isinstance(entry, (Text, Rows)) and entry.empty is empty
        )


def _walk(prefix: str, entries: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    for name, entry in entries.items():
        path = f"{prefix}{name}"
        yield path, entry
        if isinstance(entry, (Group, Rows)):
            yield from _walk(f"{path}.", entry.entries)


def shape_of(context: Mapping[str, Value]) -> Shape:
    """Guess the shape from data: every list is a list, nothing is optional."""
    return Shape(frozenset(_lists("", context)))


def _lists(prefix: str, value: Mapping[str, Value]) -> Iterator[str]:
    for name, inner in value.items():
        path = f"{prefix}{name}"
        if isinstance(inner, Mapping):
            yield from _lists(f"{path}.", inner)
        elif isinstance(inner, Sequence) and not isinstance(inner, str):
            yield path
            for item in inner:
                if isinstance(item, Mapping):
                    yield from _lists(f"{path}.", item)
