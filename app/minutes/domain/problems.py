"""One thing that is missing before the minutes are frozen, and where it is mended. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a problem is mended."""

    PARAGRAPH = "paragraph"
    ATTENDANCE = "attendance"
    DISTANCE = "distance"  # who takes part from elsewhere, and with what support
    DUTIES = "duties"  # who leads, takes the minutes and attests, where and when
    CLOSING = "closing"
    NEW_PARAGRAPH = "new_paragraph"


class Weight(StrEnum):
    """Whether a problem stops the freezing or is only pointed out."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing: a stable code, where to mend it, and a Swedish sentence."""

    code: str
    position: int | None
    sentence: str
    place: Place = Place.DUTIES
    weight: Weight = Weight.ERROR
    attendee_id: int | None = None  # whom it is about, on a page of several
