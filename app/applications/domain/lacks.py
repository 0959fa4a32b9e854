"""One thing that an application lacks, or that is pointed out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: page, place on it, a stable code and a Swedish sentence.

    ``field`` is the id of the field on the page: "name", "people-0-email". An error keeps the
    application from being sent; a warning is only pointed out.
    """

    section: str
    field: str
    code: str
    text: str
    level: Level = "error"


def error(section: str, field: str, code: str, text: str) -> Lack:
    """Return a lack that keeps the application from being sent."""
    return Lack(section, field, code, text)


def warning(section: str, field: str, code: str, text: str) -> Lack:
    """Return something that is only pointed out."""
    return Lack(section, field, code, text, "warning")
