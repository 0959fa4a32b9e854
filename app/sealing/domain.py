"""The life of one making of an archival PDF. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEASE = timedelta(minutes=5)
AGAIN_AFTER = timedelta(minutes=1)
MOST_TRIES = 5  # each time that somebody asks


class PdfState(StrEnum):
    """How far the making of a PDF has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


UNDER_WAY = frozenset({PdfState.QUEUED, PdfState.RUNNING})
STATE_WORDS = {
    PdfState.QUEUED: "Köad",
    PdfState.RUNNING: "Görs nu",
    PdfState.DONE: "Klar",
    PdfState.FAILED: "Misslyckades",
}
STATE_MARKS = {
    PdfState.QUEUED: "coming",
    PdfState.RUNNING: "current",
    PdfState.DONE: "done",
    PdfState.FAILED: "late",
}


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


def last_try(tries: int) -> bool:
    """Say whether the try with this number is the last one before somebody has to ask again.

    The count goes on when somebody does, so that each try has a number of its own.
    """
    return tries % MOST_TRIES == 0


FAILED_WORDS = (
    "Arbetet avbröts flera gånger. Försök igen, och be den som sköter servern om hjälp om det "
    "händer igen."
)

SENTENCES = {
    "sealing.not_failed": "PDF:en görs redan eller är klar.",
    "sealing.no_key": (
        "Dokumentet kan inte förseglas, eftersom förbundets nyckel inte är inställd på servern. "
        "Be den som sköter servern ange KLUBBA_SEAL_KEY och försök sedan igen."
    ),
    "sealing.key_unreadable": (
        "Förbundets nyckel går inte att läsa, så inget kan förseglas eller kontrolleras. Be den "
        "som sköter servern se efter att filen och lösenordet är rätt och försök sedan igen."
    ),
    "sealing.key_expired": (
        "Dokumentet kan inte förseglas, eftersom förbundets certifikat inte gäller i dag. Skaffa "
        "ett nytt certifikat och försök sedan igen."
    ),
    "sealing.no_timestamp": (
        "Dokumentet kunde inte tidsstämplas, eftersom tjänsten för tidsstämplar inte svarade. "
        "Försök igen om en stund."
    ),
    "sealing.not_sealed": "Dokumentet gick inte att försegla. Be den som sköter servern om hjälp.",
}
