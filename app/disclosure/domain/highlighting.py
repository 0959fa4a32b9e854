"""A few words around what somebody searched for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AROUND = 90  # letters on each side of the first hit


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``hit`` when it is what was searched for."""

    text: str
    hit: bool = False


def highlighted(text: str, wanted: str) -> list[Piece]:
    """Return the text around the first hit in pieces, every hit in it marked.

    Without a hit, the beginning of the text.
    """
    flat = " ".join(text.split())
    found = re.compile(re.escape(" ".join(wanted.split())), re.IGNORECASE)
    first = found.search(flat) if wanted.strip() else None
    middle = first.start() if first else 0
    start, end = _cut(flat, middle)
    shown = flat[start:end]
    pieces = [Piece("… ")] if start else []
    at = 0
    for hit in found.finditer(shown) if first else ():
        pieces += [Piece(shown[at : hit.start()]), Piece(hit[0], hit=True)]
        at = hit.end()
    pieces += [Piece(shown[at:]), Piece(" …" if end < len(flat) else "")]
    return [piece for piece in pieces if piece.text]


def _cut(flat: str, middle: int) -> tuple[int, int]:
    """Return where the shown part begins and ends, between words."""
    start = flat.rfind(" ", 0, max(0, middle - _AROUND)) + 1 if middle > _AROUND else 0
    end = flat.find(" ", middle + 2 * _AROUND)
    return start, len(flat) if end < 0 else end
