"""The life of a request to an outside service, and whose signature it gave. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum

from app.minutes.domain import AttestationMethod

OUTSIDE = (AttestationMethod.REMOTE, AttestationMethod.UPLOADED)
LEASE = timedelta(minutes=5)
_PAUSES = (1, 1, 2, 5, 15, 30, 60)  # minutes between the times that a service is asked


class SigningState(StrEnum):
    """How far a signing that somebody else takes part in has come."""

    STARTED = "started"  # asked for; the service does not have it yet
    WAITING = "waiting"  # the service has it and the person is to sign there
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (SigningState.STARTED, SigningState.WAITING)


def again_after(tries: int) -> timedelta:
    """Return how long to wait before a service is asked again: a minute, at last an hour."""
    return timedelta(minutes=_PAUSES[min(tries, len(_PAUSES) - 1)])


def same_person(name: str, certified: str) -> bool:
    """Say whether a certificate is about the person whom the minutes name (rule ATT).

    A certificate holds every given name: all words of the shorter name must stand in the longer
    one, in their order, the first and the last among them.
    """
    wanted, found = _words(name), _words(certified)
    if not wanted or not found or wanted[-1] != found[-1]:
        return False
    rest = iter(found)
    return all(word in rest for word in wanted)


def _words(name: str) -> list[str]:
    return re.findall(r"[\w'-]+", unicodedata.normalize("NFC", name).casefold())
