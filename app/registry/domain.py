"""The register's words and rules. Pure."""

from __future__ import annotations

from enum import StrEnum


class CaseState(StrEnum):
    """A case is open until it is closed; it is never removed (rule O7)."""

    OPEN = "open"
    CLOSED = "closed"


class Direction(StrEnum):
    """Where a record comes from: in, out, or made inside the association."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"
