"""The kinds of documents: their vocabularies and example data agree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.documents.engine.vocabulary import Entry, Flag, Group, Rows, Text, shape_of
from app.documents.kinds import KINDS, PROTOKOLL, PROTOKOLLSUTDRAG, DocumentKind
from app.documents.kinds.meetings import MINUTES, PARAGRAPHS

ROOT = Path(__file__).parents[3] / "docs_templates"
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def sample(kind: DocumentKind) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / kind.sample).read_text())
    return data


def unknown(entries: Mapping[str, Entry], data: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Names in the data that the vocabulary does not have."""
    for name, value in data.items():
        entry = entries.get(name)
        if entry is None:
            yield path + name
        elif isinstance(entry, (Group, Rows)):
            for item in value if isinstance(entry, Rows) else [value]:
                inner = item if isinstance(item, dict) else {"text": item}
                yield from unknown(entry.entries, inner, f"{path}{name}.")


@every_kind
def test_the_example_data_hold_only_fields_of_the_vocabulary(kind: DocumentKind) -> None:
    assert list(unknown(kind.vocabulary.entries, sample(kind))) == []


@every_kind
def test_the_example_data_hold_every_field_at_the_top(kind: DocumentKind) -> None:
    assert set(kind.vocabulary.entries) == set(sample(kind))


@every_kind
def test_required_fields_are_texts_of_the_vocabulary(kind: DocumentKind) -> None:
    assert all(isinstance(kind.vocabulary.paths[path], Text) for path in kind.required)


@every_kind
def test_every_field_is_explained_for_those_who_make_templates(kind: DocumentKind) -> None:
    assert all(entry.help.endswith((".", "”")) for entry in kind.vocabulary.paths.values())


def test_one_paragraph_is_the_same_in_minutes_and_extract() -> None:
    assert PROTOKOLL.vocabulary.entries["paragrafer"] is PARAGRAPHS
    assert PROTOKOLLSUTDRAG.vocabulary.entries["paragrafer"] is PARAGRAPHS


def test_k7_the_minutes_print_both_dates_of_attestation() -> None:
    """Rule K7: the date of attestation and the last day for it are both on the page."""
    assert {"justeringens_plats_och_tid", "justeras_senast"} <= set(MINUTES.entries)
    assert "justeras_senast" in PROTOKOLL.required


def test_the_shape_of_a_vocabulary_tells_lists_and_what_may_be_empty() -> None:
    shape = MINUTES.shape
    assert {"paragrafer", "paragrafer.beslut", "paragrafer.omrostningar.roster"} <= shape.lists
    assert {"dnr", "paragrafer.beslut"} <= shape.optional
    assert "anslag.anslaget_satts_upp" in shape.by_hand
    assert isinstance(MINUTES.entries["beslut_forst"], Flag)


def test_the_shape_of_data_is_guessed_from_its_lists() -> None:
    data = {"a": [{"b": ["x"]}, "y"], "c": {"d": [], "e": "f"}, "g": None}
    assert shape_of(data).lists == {"a", "a.b", "c.d"}
    assert shape_of(data).optional == frozenset()
