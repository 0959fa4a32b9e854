"""What has changed since somebody read, and how large the text is. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from hashlib import sha256

Digests = Mapping[str, Mapping[str, str]]
"""By item id (as text), the digest of each part of the item as it was shown."""

_PARTS = {
    "heading": "rubriken",
    "presenter": "föredraganden",
    "background": "bakgrunden",
    "proposal": "förslaget till beslut",
    "annexes": "bilagorna",
}
_LENGTH = 16  # of a digest: enough to tell two texts apart


class TextSize(StrEnum):
    """How large the text of the papers is; remembered on the device."""

    ORDINARY = "vanlig"
    LARGER = "storre"
    LARGEST = "storst"


SIZE_WORDS = {
    TextSize.ORDINARY: "Vanlig",
    TextSize.LARGER: "Större",
    TextSize.LARGEST: "Störst",
}


def digests(
    *,
    heading: str,
    presenter: str,
    background: str,
    proposal: Sequence[str],
    annexes: Sequence[tuple[str, str]],
) -> dict[str, str]:
    """Return a digest of each part of an item; ``annexes`` holds (title, SHA-256 of the file)."""
    values: dict[str, object] = {
        "heading": heading,
        "presenter": presenter,
        "background": background,
        "proposal": list(proposal),
        "annexes": [list(pair) for pair in annexes],
    }
    return {part: _digest(values[part]) for part in _PARTS}


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]


def changes(before: Digests | None, now: Digests) -> dict[str, str]:
    """Return what to say of each item that is new or other than what was read; nothing at first.

    "Nytt sedan du läste", "Ändrat sedan du läste: bakgrunden och bilagorna".
    """
    if before is None:
        return {}
    return {key: said for key, parts in now.items() if (said := _said(before.get(key), parts))}


def _said(before: Mapping[str, str] | None, now: Mapping[str, str]) -> str:
    if before is None:
        return "Nytt sedan du läste"
    words = [word for part, word in _PARTS.items() if before.get(part) != now.get(part)]
    return f"Ändrat sedan du läste: {_listed(words)}" if words else ""


def _listed(words: Sequence[str]) -> str:
    return " och ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def kept_offline(held_on: date, today: date) -> bool:
    """Say whether the papers may be kept on the device: until the day of the meeting has ended."""
    return today <= held_on
