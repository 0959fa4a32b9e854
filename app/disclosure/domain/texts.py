"""The texts of minutes as the public may see them: what is taken from the frozen data. Pure.

Signatures, places to sign, who took part in each § as figures and the posting's form are left out
before anything is looked for (rule GDPR).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.minutes.domain.sentences import long_date

Data = dict[str, Any]

_FRONT = (
    "dokumenttyp",
    "organ",
    "datum",
    "sammantradesdatum",
    "dnr",
    "rubrik",
    "plats_och_tid",
    "justerare",
    "paragrafspann",
    "beslut_forst",
)
_PERSON = ("namn", "roll", "organisation", "titel", "paragrafer", "ersatter")
_PRESENT = ("beslutande", "ej_tjanstgorande", "ovriga")
# Nothing else of a § is ever published: what is new in the frozen data has to be let in here.
PARAGRAPH_WORDS = (
    "forslag_inledning",
    "beslut_inledning",
    "reservationer_rubrik",
    "omedelbart_justerad",
)
PARAGRAPH_LISTS = (
    "narvaro",
    "jav",
    "bakgrund",
    "forslag",
    "yrkanden",
    "propositionsordning",
    "omrostningar",
    "beslut",
    "reservationer",
    "anteckningar",
    "bilagor",
    "expedieras",
    "rattelser",
)
FIELD_WORDS: Mapping[str, str] = {
    "rubrik": "Rubrik",
    "plats_och_tid": "Plats och tid",
    "beslutande": "Beslutande",
    "ej_tjanstgorande": "Ej tjänstgörande ersättare",
    "ovriga": "Övriga deltagande",
    "justerare": "Utses att justera",
    "justerat": "Justering",
    "narvaro": "Närvaro",
    "jav": "Jäv",
    "bakgrund": "Bakgrund",
    "forslag": "Förslag",
    "yrkanden": "Yrkanden",
    "propositionsordning": "Propositionsordning",
    "omrostningar": "Omröstning",
    "beslut": "Beslut",
    "reservationer": "Reservationer",
    "anteckningar": "Anteckningar",
    "bilagor": "Bilagor",
    "expedieras": "Expedieras till",
    "rattelser": "Rättelser",
}
"""The parts of the minutes that a passage may be masked in, in the order of the minutes."""

_NOT_TEXT = frozenset({"tal", "nummer", "dnr", "datum", "sammantradesdatum", "paragrafspann"})


def public_data(
    frozen: Mapping[str, Any],
    *,
    signed: Sequence[tuple[str, str, str, str]],
    corrections: Mapping[int, Sequence[str]] | None = None,
) -> Data:
    """Return what may be shown of attested minutes, before anything is masked.

    ``signed`` is (name, role, §§ when not all, ISO day) of each signature, told without any mark;
    ``corrections`` are sentences by the number of the §.
    """
    told = corrections or {}
    return {
        **{name: frozen.get(name, "") for name in _FRONT},
        "forbund": {"namn": frozen["forbund"]["namn"]},
        **{name: [_person(one) for one in frozen[name]] for name in _PRESENT},
        "justerat": [signed_sentence(*one) for one in signed],
        "paragrafer": [_paragraph(one, told.get(one["tal"], ())) for one in frozen["paragrafer"]],
    }


def signed_sentence(name: str, role: str, spans: str, day: str) -> str:
    """Return "Justerat av Bo Almqvist, ordförande (§§ 57–63), den 28 november 2016."."""
    signed = f"{role} ({spans})" if spans else role
    return f"Justerat av {name}, {signed}, den {long_date(date.fromisoformat(day))}."


def _person(one: Mapping[str, Any]) -> Data:
    return {name: one[name] for name in _PERSON if name in one}


def _paragraph(one: Mapping[str, Any], corrections: Sequence[str]) -> Data:
    return {
        **{name: one[name] for name in ("tal", "nummer", "rubrik", "dnr")},
        **{name: one.get(name, "") for name in PARAGRAPH_WORDS},
        **{name: one.get(name, []) for name in PARAGRAPH_LISTS},
        "bilagor": [{"text": annex["text"]} for annex in one["bilagor"]],
        "rattelser": list(corrections),
    }


def texts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the path and the text of everything that is read, in the order of the data."""
    for name, value in data.items():
        if name not in _NOT_TEXT:
            yield from _walk(name, value)


def _walk(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NOT_TEXT:
                yield from _walk(f"{path}.{name}", inner)
    elif isinstance(value, Sequence):
        for at, inner in enumerate(value):
            yield from _walk(f"{path}.{at}", inner)


def part_of(path: str) -> str:
    """Return the part that a path lies in: "bakgrund" of "paragrafer.3.bakgrund.0.stycke"."""
    steps = path.split(".")
    part = steps[2] if steps[0] == "paragrafer" else steps[0]
    return {
        "forslag_inledning": "forslag",
        "beslut_inledning": "beslut",
        "reservationer_rubrik": "reservationer",
        "omedelbart_justerad": "anteckningar",
    }.get(part, part)


def where(data: Mapping[str, Any], path: str) -> str:
    """Return in words where a path leads: "§ 63, Bakgrund", "Första sidan, Plats och tid"."""
    steps = path.split(".")
    if steps[0] != "paragrafer":
        return f"Första sidan, {FIELD_WORDS.get(steps[0], 'Sidhuvud')}"
    label = str(data["paragrafer"][int(steps[1])]["nummer"])
    return f"{label}, {FIELD_WORDS[part_of(path)]}" if len(steps) > 2 else label  # noqa: PLR2004


def anchor(label: str) -> str:
    """Return the id of a § on its page: "p-63" from "§ 63", "p-63-2026" from "§ 63/2026"."""
    kept = "".join(sign if sign.isalnum() else " " for sign in label.replace("§", ""))
    return "-".join(["p", *kept.split()])


def plain(paragraph: Mapping[str, Any]) -> str:
    """Return the text of a § for the search, a line each, without the words before every list."""
    return "\n".join(text for path, text in texts(paragraph) if path not in PARAGRAPH_WORDS)
