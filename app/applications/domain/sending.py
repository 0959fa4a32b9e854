"""Sending an application: its snapshot and fingerprint, and whether it came in time. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from app.applications.domain.checking import PARTIES_CODE
from app.applications.domain.lacks import Lack

PREPARATION_DAYS = 21
"""So long before a meeting of the board an application has to be in, for the group to prepare."""

SENDING = {
    "application.only_paper": (
        "Ansökan skrivs av den sökande själv. Bara en ansökan på papper skickas in av kansliet."
    ),
    "application.received_in_future": (
        "Dagen {day} har inte varit ännu. Ange den dag då ansökan kom in."
    ),
    "application.received_missing": "Ange vilken dag ansökan kom in.",
    "application.scan_missing": "Välj den inskannade filen, så som ansökan kom in.",
    "application.reason_missing": "Skriv skälet. Det antecknas i ärendets logg.",
    "application.reopen_past": "Dagen {day} har redan varit. Ange en dag från och med i dag.",
    "application.only_drafts": (
        "Ansökan är redan inskickad. Be i stället om komplettering, så kan den sökande ändra."
    ),
    "application.board_treats_it": (
        "Styrelsen behandlar ansökan på sitt sammanträde, och då kan den inte återtas här. "
        "Kontakta kansliet."
    ),
    "application.not_confirmed": "Kryssa i rutan när du har läst igenom ansökan.",
}


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return the snapshot as bytes: JSON with sorted names and no spaces, in UTF-8."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 in hex of the snapshot's canonical bytes; the same answers, the same."""
    return hashlib.sha256(canonical(content)).hexdigest()


def is_late(received_on: date, *, closes_on: date | None, reopened_until: date | None) -> bool:
    """Say whether a day is after the call's last day and after what the office has let in."""
    if closes_on is None or received_on <= closes_on:
        return False
    return reopened_until is None or received_on > reopened_until


def ready_from(received_on: date) -> date:
    """Return the first day that a board could treat what came in on a day."""
    return received_on + timedelta(days=PREPARATION_DAYS)


def hindering(lacks: Iterable[Lack], *, parties_override: bool) -> tuple[Lack, ...]:
    """Return what keeps an application from being sent: the errors.

    One party type is enough when the office has said so (rule F5).
    """
    return tuple(
        lack
        for lack in lacks
        if lack.level == "error" and not (parties_override and lack.code == PARTIES_CODE)
    )
