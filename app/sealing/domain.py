"""The life of one making of an archival PDF. Pure."""

from __future__ import annotations

from datetime import timedelta
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
