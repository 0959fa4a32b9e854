"""Which words differ between two versions of a text, for reading them side by side. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+|\s+")
_MOST = 4_000  # words and spaces; longer texts are shown whole, which is read faster than compared


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text, and whether it differs from the other version."""

    text: str
    changed: bool = False


def marked(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the two texts in parts, where what was taken away and what was put in are changed."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST or not old or not new:
        return _whole(before), _whole(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    left = _parts((tag != "equal", old[i:j]) for tag, i, j, _, _ in steps)
    right = _parts((tag != "equal", new[i:j]) for tag, _, _, i, j in steps)
    return left, right


def _whole(text: str) -> tuple[Part, ...]:
    return (Part(text, changed=True),) if text else ()


def _parts(pieces: Iterator[tuple[bool, Sequence[str]]]) -> tuple[Part, ...]:
    return tuple(Part("".join(words), changed) for changed, words in pieces if words)
