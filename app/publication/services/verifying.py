"""Verifying the notices: the days of each follow from its posting, and are those it was told with.

A posting date cannot be changed alone: the log, the proof of posting and the arithmetic of rule
K20 each say what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.audit import Finding, Verified
from app.kernel.clock import STOCKHOLM
from app.publication import domain, queries
from app.publication.models import Posting

_PROVED = {
    "anslaget_satts_upp": "posted_on",
    "overklagande_sista_dag": "last_day",
    "anslaget_tas_ned": "take_down_on",
}


def verify_postings(session: Session) -> list[Verified]:
    """Look whether the days of every notice are those it was put up with (rules K19, K20)."""
    told = queries.told_of_postings(session)
    postings = queries.every_posting(session)
    findings = [
        Finding(f"posting {one.id}", f"{_words(one)} {what}")
        for one in postings
        for what in _wrong(one, told.get(one.id))
    ]
    gone = sorted(set(told) - {one.id for one in postings})
    findings += [
        Finding(f"posting {number}", "Anslaget finns i loggen men har tagits bort.")
        for number in gone
    ]
    return [Verified(f"{len(postings)} anslag", tuple(findings))]


def _words(one: Posting) -> str:
    return f"Anslaget om {one.paragraphs} från {one.meeting_on.isoformat()}:"


def _wrong(one: Posting, told: str | None) -> Iterator[str]:
    days = domain.period(one.posted_on)
    if (one.last_day, one.take_down_on) != (days.last_day, days.take_down_on):
        yield (
            f"dagarna stämmer inte, anslaget den {one.posted_on.isoformat()} ska sitta till och "
            f"med den {days.last_day.isoformat()}."
        )
    if one.posted_on > one.posted_at.astimezone(STOCKHOLM).date():
        yield "dagen för anslaget ligger efter den dag då det registrerades."
    down = one.taken_down_at
    if down and not one.broken_at and down < domain.midnight(one.take_down_on):
        yield f"det togs ned före den {one.take_down_on.isoformat()}."
    if told is None:
        yield "det finns inte i loggen."
    elif one.last_day.isoformat() not in told:
        yield "loggen anger en annan sista dag för överklagande."
    proof: dict[str, Any] = (one.proof.data if one.proof else None) or {}
    for name, column in _PROVED.items():
        day = getattr(one, column).isoformat()
        if proof.get(name, day) != day:
            yield f"beviset om anslag anger {proof[name]} i stället för {day}."
