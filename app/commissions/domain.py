"""Commissions: what a decision asks somebody to do, by when, and how far it has come. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from babel.dates import format_date

SENTENCES = {
    "commission.no_what": "Skriv vad som ska göras.",
    "commission.no_one": "Skriv vem som får uppdraget, eller välj en person.",
    "commission.due_passed": "Ange en dag efter sammanträdet den {day}.",
    "commission.given_here": "Paragrafen ger ett uppdrag. Ta bort uppdraget först.",
    "commission.stands": (
        "Uppdraget står i ett justerat protokoll och kan inte tas bort. Redovisa det i stället."
    ),
    "commission.waits": "Uppdraget gäller när protokollet är justerat och kan redovisas då.",
    "commission.reported": "Uppdraget är redan redovisat.",
    "commission.no_report": "Skriv vad som har gjorts.",
    "commission.reported_early": (
        "Uppdraget gavs den {day}. Ange den dagen eller en senare som redovisningsdag."
    ),
    "commission.reported_late": "Dagen har inte varit ännu. Ange den dag då uppdraget redovisades.",
    "commission.no_case": "Paragrafen hör inte till något ärende. Redovisa utan att registrera.",
}
# So long before the last day a commission is put in the queue for the meeting that comes then.
AHEAD = timedelta(days=21)


class CommissionState(StrEnum):
    """How far a commission has come; it stands when its § is attested."""

    WAITING = "waiting"
    OPEN = "open"
    LATE = "late"
    REPORTED = "reported"


STATE_WORDS = {
    CommissionState.WAITING: "Väntar på justering",
    CommissionState.OPEN: "Öppet",
    CommissionState.LATE: "Försenat",
    CommissionState.REPORTED: "Redovisat",
}
STATE_MARKS = {
    CommissionState.WAITING: "draft",
    CommissionState.OPEN: "current",
    CommissionState.LATE: "late",
    CommissionState.REPORTED: "done",
}


@dataclass(frozen=True, slots=True)
class CommissionRow:
    """A commission with the § that gave it and the person who has it."""

    id: int
    paragraph_id: int
    what: str  # without "att": "ta fram en plan"
    to_words: str  # as the decision says: "förbundschefen"
    person_id: int | None
    person: str
    due_on: date | None
    reported_on: date | None
    report: str
    reported_by: str
    stands: bool  # the § is attested
    paragraph: str  # "§ 63"; empty before the § has its number
    heading: str
    body_id: int
    body: str
    meeting_on: date
    case_id: int | None
    case_number: str

    def state(self, today: date) -> CommissionState:
        """Return how far it has come on a day."""
        if self.reported_on is not None:
            return CommissionState.REPORTED
        if not self.stands:
            return CommissionState.WAITING
        late = self.due_on is not None and self.due_on < today
        return CommissionState.LATE if late else CommissionState.OPEN

    @property
    def whom(self) -> str:
        """Return who has it: as the decision says, with the person's name when it says another."""
        if not self.person or self.person == self.to_words:
            return capital(self.to_words)
        return f"{capital(self.to_words)} ({self.person})"

    @property
    def given_at(self) -> str:
        """Return "§ 63, 24 februari 2017", or the meeting before the § has its number."""
        day = long_date(self.meeting_on)
        return f"{self.paragraph}, {day}" if self.paragraph else f"sammanträdet den {day}"

    @property
    def listed_at(self) -> str:
        """Return "§ 63, 2017-02-24", as it reads in a list."""
        return ", ".join(filter(None, (self.paragraph, self.meeting_on.isoformat())))


def task_words(what: str) -> str:
    """Return what is to be done as part of a sentence: no "att" first, no full stop."""
    return re.sub(r"^att(?:\s+|$)", "", " ".join(what.split()), flags=re.IGNORECASE).rstrip(".")


def commission_clause(to_words: str, what: str, due_on: date | None) -> str:
    """Return "uppdra till förbundschefen att … och återrapportera senast den 31 maj 2017"."""
    clause = f"uppdra till {to_words} att {what}"
    return f"{clause} och återrapportera senast den {long_date(due_on)}" if due_on else clause


def capital(words: str) -> str:
    """Return the words with a capital first."""
    return words[:1].upper() + words[1:]


def long_date(day: date) -> str:
    """Return "31 maj 2017"."""
    return str(format_date(day, "d MMMM y", locale="sv"))
