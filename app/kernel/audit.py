"""What can be verified afterwards: each capability says what it finds wrong (rule O4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was left: where, and in Swedish what is wrong."""

    place: str  # "minutes_version 3"
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What one subscriber looked at: "12 underskrifter", and what was wrong."""

    what: str
    findings: tuple[Finding, ...] = ()


verifications: Hook[[Session], Iterable[Verified]] = Hook("audit.verifications")
"""Called by ``flask audit verify``; subscribers only read."""
