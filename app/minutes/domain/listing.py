"""Names and things in a row, as they read in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Return "A", "A och B", "A, B och C"."""
    *most, last = words
    return f"{', '.join(most)} och {last}" if most else last
