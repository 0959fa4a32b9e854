"""How the file writes days, clocks, moments and keys; one way only, so that files compare."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any


def written(document: dict[str, Any]) -> bytes:
    """Write the file: sorted keys, two spaces, UTF-8, a line end."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def clock_text(value: time | None) -> str | None:
    """Write "09:00", with seconds only where there are any."""
    if value is None:
        return None
    exact = value.second or value.microsecond
    return value.isoformat() if exact else value.isoformat("minutes")


def read_clock(text: str | None) -> time | None:
    """Read a time of day."""
    return time.fromisoformat(text) if text else None


def day_text(value: date | None) -> str | None:
    """Write "2016-11-18"."""
    return value.isoformat() if value else None


def read_day(text: str | None) -> date | None:
    """Read a date."""
    return date.fromisoformat(text) if text else None


def moment_text(value: datetime | None) -> str | None:
    """Write "2016-11-18T13:00:00Z"."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None


def read_moment(text: str | None) -> datetime | None:
    """Read a moment."""
    return datetime.fromisoformat(text) if text else None


def keys_for(names: Iterable[str]) -> list[str]:
    """Return a readable key for each name, no two alike: "asa-oberg", "asa-oberg-2"."""
    keys: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "person"
        key, number = stem, 1
        while key in keys:
            number += 1
            key = f"{stem}-{number}"
        keys.append(key)
    return keys
