"""How the patterns of numbers are written by people and kept by the program. Pure.

People write ``{år}/{nummer:4}``; kept is ``{year}/{serial:04d}``, which is formatted as it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.association.domain.charter import IN_WORDS, Charter

_PART = re.compile(r"\{(\w+)(?::0?(\d)d?)?\}")


def as_written(charter: Charter) -> Charter:
    """Return the settings with their patterns as people write them."""
    return replace(
        charter,
        paragraph_pattern=_written(charter.paragraph_pattern),
        case_pattern=_written(charter.case_pattern),
    )


def as_kept(charter: Charter) -> Charter:
    """Return settings that people wrote with their patterns as they are kept."""
    return replace(
        charter,
        paragraph_pattern=_kept(charter.paragraph_pattern, "number"),
        case_pattern=_kept(charter.case_pattern, "serial"),
    )


def pattern_as_written(pattern: str) -> str:
    """Return one pattern as people write it."""
    return _written(pattern)


def paragraph_pattern_as_kept(pattern: str) -> str:
    """Return a pattern of § numbers that people wrote as it is kept."""
    return _kept(pattern, "number")


def _written(pattern: str) -> str:
    def word(part: re.Match[str]) -> str:
        digits = f":{part[2]}" if part[2] else ""
        return f"{{{IN_WORDS.get(part[1], part[1])}{digits}}}"

    return _PART.sub(word, pattern)


def _kept(pattern: str, number: str) -> str:
    names = {"nummer": number, "år": "year"}

    def word(part: re.Match[str]) -> str:
        digits = f":0{part[2]}d" if part[2] else ""
        return f"{{{names.get(part[1], part[1])}{digits}}}"

    return _PART.sub(word, pattern)
