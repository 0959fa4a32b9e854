"""What signers read, what has changed since they did, and when they are reminded. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.applications.domain.marking import Part, marked
from app.minutes.domain.freezing import AttestationDates

FRONT = 0  # the place of what is no §: who was there, where and when, who signs
FRONT_WORDS = "Första sidan"
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)

Data = Mapping[str, Any]
Fingerprints = Mapping[str, str]

_PARAGRAPH_PARTS = {
    "rubrik": "Rubrik",
    "dnr": "Diarienummer",
    "narvaro": "Närvaro",
    "jav": "Jäv",
    "bakgrund": "Bakgrund",
    "forslag": "Förslag till beslut",
    "yrkanden": "Yrkanden",
    "propositionsordning": "Propositionsordning",
    "omrostningar": "Omröstning",
    "beslut": "Beslut",
    "reservationer": "Reservationer",
    "anteckningar": "Anteckningar",
    "omedelbart_justerad": "Omedelbar justering",
    "bilagor": "Bilagor",
    "expedieras": "Expedieras till",
}
_FRONT_PARTS = {
    "plats_och_tid": "Plats och tid",
    "beslutande": "Beslutande",
    "ej_tjanstgorande": "Ej tjänstgörande ersättare",
    "ovriga": "Övriga deltagande",
    "justerare": "Utses att justera",
    "justeringens_plats_och_tid": "Justeringens plats och tid",
    "paragrafspann": "Paragrafer",
    "underskrifter": "Underskrifter",
}
_BESIDE_TEXT = ("ersatter", "paragrafer")  # what a person's own line leaves out


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a § in two wordings: what was taken away and what was put in are marked."""

    label: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What somebody has written about a §, or about the front page (``paragraph_id`` None)."""

    id: int
    version_id: int
    version_number: int
    paragraph_id: int | None
    text: str
    written_by: str
    written_at: datetime
    resolved_by: str = ""
    resolved_at: datetime | None = None
    person_id: int = 0

    @property
    def open(self) -> bool:
        """Say whether nobody has seen to it yet."""
        return self.resolved_at is None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """The version that a signer has read last, with a mark of each § as it was shown."""

    person_id: int
    version_id: int
    version_number: int
    read_at: datetime
    fingerprints: Fingerprints


@dataclass(frozen=True, slots=True)
class WaitingSigner:
    """Somebody whose signature a frozen version waits for, and when they were last reminded."""

    version_id: int
    meeting_on: date
    paragraph_id: int | None
    person_id: int
    name: str
    email: str
    reminded_on: date | None
    body_id: int = 0
    number: int | None = None  # of a § attested at once


def parts_of(data: Data) -> dict[int, Data]:
    """Return what can be commented and compared: the front page, and each § by its number."""
    return {FRONT: data, **{one["tal"]: one for one in data.get("paragrafer", ())}}


def labels_of(data: Data) -> dict[int, str]:
    """Return what each of these parts is called: "Första sidan", "§ 58"."""
    return {FRONT: FRONT_WORDS, **{one["tal"]: one["nummer"] for one in data.get("paragrafer", ())}}


def texts(place: int, part: Data) -> dict[str, str]:
    """Return the text under each label of a §, or of the front page; what is empty is left out."""
    names = _FRONT_PARTS if place == FRONT else _PARAGRAPH_PARTS
    found = {label: _text(part.get(name)) for name, label in names.items()}
    return {label: text for label, text in found.items() if text}


def _text(value: Any) -> str:
    """Return what a person reads in a value of the frozen data, a line for each item."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _of_mapping(value)
    if isinstance(value, Sequence):
        return "\n".join(filter(None, (_text(item) for item in value)))
    return ""


def _of_mapping(value: Mapping[str, Any]) -> str:
    if "text" in value:
        return ", ".join(filter(None, [value["text"], *(value.get(n, "") for n in _BESIDE_TEXT)]))
    rows = any(isinstance(each, list) for each in value.values())
    return ("\n" if rows else ", ").join(filter(None, (_text(each) for each in value.values())))


def fingerprints(data: Data) -> dict[str, str]:
    """Return a short mark of each part as it reads now, by its place as text (JSON has no other).

    Two parts with the same mark read the same.
    """
    return {str(place): _mark(texts(place, part)) for place, part in parts_of(data).items()}


def _mark(read: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()[:16]


def changed_places(before: Fingerprints, data: Data) -> list[int]:
    """Return the places of ``data`` that read in another way than when they were read."""
    now = fingerprints(data)
    return [int(place) for place, mark in now.items() if before.get(place) != mark]


def changed_words(before: Fingerprints, data: Data) -> str:
    """Return "§ 58 och § 63 har ändrats sedan dess", or that nothing has."""
    labels = labels_of(data)
    found = [labels[place] for place in changed_places(before, data)]
    if not found:
        return "inget har ändrats sedan dess"
    return f"{listed(found)} har ändrats sedan dess"


def listed(words: Sequence[str]) -> str:
    """Return "första", "första och andra", "första, andra och tredje"."""
    return " och ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def differences(place: int, before: Data | None, after: Data) -> list[Difference]:
    """Return what reads differently in a part, label by label; all of it when it is new."""
    old, new = texts(place, before or {}), texts(place, after)
    return [
        Difference(label, *marked(old.get(label, ""), new.get(label, "")))
        for label in dict.fromkeys([*new, *old])
        if old.get(label) != new.get(label)
    ]


def reminder_day(dates: AttestationDates, today: date) -> date | None:
    """Return the last day up to today on which those who have not signed are reminded (rule K7).

    From the first day of reminding, again the day before the last and on the last, and once a week
    after that; None before all of them.
    """
    if today < dates.remind_on:
        return None
    if dates.late(today):
        weeks = (today - dates.last_day) // _WEEK
        return dates.last_day + (_WEEK * weeks if weeks else _DAY)
    planned = (dates.remind_on, dates.last_day - _DAY, dates.last_day)
    return max(day for day in planned if day <= today)


def to_remind(signer: WaitingSigner, dates: AttestationDates, today: date) -> bool:
    """Say whether a signer is to get a letter today; never two the same day (rule K7)."""
    planned = reminder_day(dates, today)
    if planned is None or not signer.email:
        return False
    return signer.reminded_on is None or signer.reminded_on < planned


SENTENCES = {
    "review.not_open": (
        "Den här lydelsen granskas inte längre. Den är justerad eller upplåst, och sidan visar nu "
        "hur det ligger till."
    ),
    "review.no_text": "Skriv en kommentar.",
    "review.no_such_paragraph": "Paragrafen finns inte i protokollet.",
    "review.not_signer": "Bara den som ska justera kan göra det här.",
    "review.no_reason": "Skriv varför protokollet skickas tillbaka, så att det kan rättas.",
}
