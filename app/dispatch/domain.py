"""Whom an extract goes to, by which way, how it went, and what the mail says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.minutes.domain.sentences import long_date

SENTENCES = {
    "dispatch.nothing_chosen": "Välj minst en paragraf att expediera.",
    "dispatch.nothing_left": (
        "Alla mottagare av paragrafen har redan fått sitt utdrag eller behöver det inte."
    ),
    "dispatch.no_address": "Skriv e-postadressen till {name}, eller välj ett annat sätt.",
    "dispatch.not_email": (
        "{address} är ingen e-postadress. Skriv den med @ och punkt, till exempel "
        "anna@kommunen.se, eller välj brev."
    ),
    "dispatch.no_reason": "Skriv varför {name} inte behöver något utdrag.",
    "dispatch.already_sent": (
        "Utdraget är redan skickat till {address}. Skicka det en gång till bara om mottagaren "
        "har bett om det."
    ),
    "dispatch.not_letter": "Utdraget har skickats med e-post. Det är inget brev att posta.",
    "dispatch.already_posted": "Det är redan noterat att brevet är postat.",
    "dispatch.posted_in_future": "Dagen har inte varit ännu. Ange den dag då brevet postades.",
    "dispatch.posted_too_early": (
        "Utdraget gjordes den {day}. Brevet kan inte ha postats tidigare."
    ),
    "dispatch.is_letter": "Utdraget är ett brev. Skriv ut det och posta det på nytt.",
}

_OPENING = (
    "Här är ett bestyrkt utdrag ur protokollet från sammanträdet den {day} med {board} i "
    "{association}. Det är bifogat som Word-dokument."
)
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_APPLICANT = ("sökande", "sökanden", "den sökande")
_OWN_FILE = ("akt", "akten", "diariet", "till handlingarna", "ad acta")


class Way(StrEnum):
    """How a recipient gets the extract, or that it is not needed."""

    MAIL = "mail"
    LETTER = "letter"
    NOT_NEEDED = "not_needed"


WAY_WORDS = {
    Way.MAIL: "E-post",
    Way.LETTER: "Brev",
    Way.NOT_NEEDED: "Behövs inte",
}


class State(StrEnum):
    """How far it has come with one recipient."""

    OPEN = "open"
    QUEUED = "queued"
    RETRYING = "retrying"
    SENT = "sent"
    FAILED = "failed"
    PRINTED = "printed"
    POSTED = "posted"
    NOT_NEEDED = "not_needed"
    DECISION_LETTER = "decision_letter"


WAITING = frozenset({State.OPEN, State.FAILED, State.PRINTED})
"""What somebody at the office has to do something about."""

MARKS = {
    State.OPEN: "missing",
    State.QUEUED: "current",
    State.RETRYING: "warning",
    State.SENT: "done",
    State.FAILED: "late",
    State.PRINTED: "missing",
    State.POSTED: "done",
    State.NOT_NEEDED: "skipped",
    State.DECISION_LETTER: "done",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known about one sending."""

    way: Way
    sent_at: datetime | None = None
    failed_at: datetime | None = None
    last_error: str = ""
    posted_on: date | None = None


def state_of(sent: Sent | None, *, not_needed: str = "", by_letter: bool = False) -> State:
    """Return how far it has come; ``by_letter`` when a decision letter goes to the applicant."""
    if not_needed:
        return State.NOT_NEEDED
    if sent is None:
        return State.DECISION_LETTER if by_letter else State.OPEN
    if sent.way is Way.LETTER:
        return State.POSTED if sent.posted_on else State.PRINTED
    if sent.sent_at:
        return State.SENT
    if sent.failed_at:
        return State.FAILED
    return State.RETRYING if sent.last_error else State.QUEUED


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the register who can be written to."""

    name: str
    organisation: str
    email: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the register says about a line: a way, an address, and where it comes from."""

    way: Way
    address: str = ""
    others: tuple[str, ...] = ()  # further addresses of the same name
    note: str = ""


def suggest(line: str, known: Iterable[Known]) -> Suggestion:
    """Return what the register suggests for a line where names agree; a person decides.

    Looked for is the whole line, then each part of it between commas, as the name of a person and
    then of an organisation. What is only put in the own file is not sent anywhere.
    """
    if _plain(line) in _OWN_FILE:
        return Suggestion(Way.NOT_NEEDED, note="Utdraget finns i ärendets akt.")
    found = list(known)
    for part in (line, *line.split(",")):
        rows = _named(_plain(part), found)
        if rows:
            first, *others = list(dict.fromkeys(one.email for one in rows))
            return Suggestion(Way.MAIL, first, tuple(others), note=_whose(rows[0]))
    return Suggestion(Way.MAIL)


def _named(name: str, known: Sequence[Known]) -> list[Known]:
    if not name:
        return []
    people = [one for one in known if _plain(one.name) == name]
    return people or [one for one in known if _plain(one.organisation) == name]


def _whose(one: Known) -> str:
    return ", ".join(filter(None, (one.name, one.organisation)))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .;,:").casefold()


def is_applicant(line: str, organisation: str) -> bool:
    """Say whether a line means the applicant, by the word or by the organisation's name."""
    plain = _plain(line)
    return plain in _APPLICANT or bool(organisation and plain == _plain(organisation))


def is_email(address: str) -> bool:
    """Say whether a mail can be sent to an address."""
    return _EMAIL.fullmatch(address) is not None


@dataclass(frozen=True, slots=True)
class Decided:
    """One § as it was frozen, as far as the mail tells it."""

    label: str  # "§ 62"
    heading: str
    lead: str  # "Samordningsförbundet beslutar"
    clauses: tuple[str, ...]  # without the word "att"


def rejects(clauses: Iterable[str]) -> bool:
    """Say whether a § turns something down, so that it is told how to appeal (rule A5)."""
    return any(_plain(clause).removeprefix("att ").startswith("avslå") for clause in clauses)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail with an extract says."""

    heading: str
    body: str


def letter(
    paragraphs: Sequence[Decided],
    *,
    association: str,
    body_name: str,
    span: str,
    held_on: date,
    attested_on: date,
    appeal_text: str,
    contact: str,
) -> Letter:
    """Return the mail: what was decided, in which §, and of a rejection how to appeal (rule A5).

    ``contact`` is how the office is reached, ``span`` all the §§ as they are called.
    """
    day = long_date(held_on)
    board = body_name if body_name.isupper() else body_name[:1].lower() + body_name[1:]
    refused = any(rejects(one.clauses) for one in paragraphs)
    parts = [
        "Hej",
        _OPENING.format(day=day, board=board, association=association),
        *(_told(one) for one in paragraphs),
        f"Protokollet justerades den {long_date(attested_on)}.",
        f"Så överklagar du\n{appeal_text}" if refused else "",
        contact,
        f"Med vänlig hälsning\n{association}",
    ]
    heading = f"Protokollsutdrag {span}, sammanträdet den {day}"
    return Letter(heading, "\n\n".join(filter(None, parts)) + "\n")


def _told(one: Decided) -> str:
    lines = [f"{one.label} {one.heading}"]
    if len(one.clauses) == 1:
        lines.append(f"{one.lead} att {one.clauses[0].rstrip('.')}.")
    elif one.clauses:
        lines.append(one.lead)
        lines += [f"– att {clause}" for clause in one.clauses]
    return "\n".join(lines)
