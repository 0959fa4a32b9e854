"""The life of one making of an archival PDF. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEASE = timedelta(minutes=5)
AGAIN_AFTER = timedelta(minutes=1)
MOST_TRIES = 5


class PdfState(StrEnum):
    """How far the making of a PDF has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What a check of a PDF found; ``fault`` is a Swedish sentence, empty when it is valid.

    ``at`` is the sealing time (UTC): the timestamp authority's when there is one, else the
    sealing server's own; None without a readable seal. ``whole`` when the seal covers every byte.
    """

    valid: bool
    signer: str = ""
    at: datetime | None = None
    whole: bool = False
    fault: str = ""
