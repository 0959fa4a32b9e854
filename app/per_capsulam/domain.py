"""Decisions per capsulam (rule PC): states, what must hold before asking, counting. Pure.

Support for the form was not found in statute. It is off by default, asks every regular both about
the form and about the matter, and one "no" to the form stops it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.errors import DomainError
from app.kernel.machine import Machine, Transition

SOURCE = "per_capsulam:"  # what a waiting notification comes from
REMIND_BEFORE = timedelta(days=2)
SUGGESTED_DAYS = 7
SHORTEST_DAYS = 1  # the day after is the first that may be the last day to answer


class PcState(StrEnum):
    """How far a question has come."""

    DRAFT = "draft"
    ASKED = "asked"
    DECIDED = "decided"
    STOPPED = "stopped"  # somebody said no to the form, or is recused
    LAPSED = "lapsed"  # not everybody answered in time
    WITHDRAWN = "withdrawn"


class PcEvent(StrEnum):
    """What can happen to a question."""

    SEND = "send"
    STOP = "stop"
    DECIDE = "decide"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


class FormAnswer(StrEnum):
    """What a member says about the form."""

    YES = "yes"
    NO = "no"
    RECUSED = "recused"


class MatterAnswer(StrEnum):
    """What a member says about the proposal."""

    YES = "yes"
    NO = "no"


STATE_WORDS = {
    PcState.DRAFT: ("Utkast", "coming"),
    PcState.ASKED: ("Väntar på svar", "current"),
    PcState.DECIDED: ("Beslutat", "done"),
    PcState.STOPPED: ("Stoppat", "rejected"),
    PcState.LAPSED: ("Svarstiden gick ut", "rejected"),
    PcState.WITHDRAWN: ("Återtaget", "rejected"),
}
FORM_WORDS = {
    FormAnswer.YES: "Ja till formen",
    FormAnswer.NO: "Nej till formen",
    FormAnswer.RECUSED: "Jävig",
}
MATTER_WORDS = {MatterAnswer.YES: "Ja", MatterAnswer.NO: "Nej"}

SENTENCES = {
    "per_capsulam.off": (
        "Förbundet använder inte beslut per capsulam. Kansliet kan slå på formen under "
        "Inställningar, om arbetsordningen medger den."
    ),
    "per_capsulam.not_considered": (
        "Kryssa i att ni har övervägt ett kort sammanträde på distans och ett brådskande beslut."
    ),
    "per_capsulam.no_heading": "Fyll i vad frågan gäller.",
    "per_capsulam.no_reason": "Skriv varför frågan inte kan vänta till ett sammanträde.",
    "per_capsulam.no_clauses": "Skriv förslaget till beslut, minst en att-sats.",
    "per_capsulam.deadline_near": (
        "Sista dag att svara ligger för nära. Ledamöterna behöver minst en dag på sig."
    ),
    "per_capsulam.not_quorate": (
        "Mer än hälften av de ordinarie platserna behöver vara tillsatta. Så är det inte i dag."
    ),
    "per_capsulam.no_chair": (
        "Styrelsen har varken ordförande eller vice ordförande i dag, och då kan ingen avgöra vid "
        "lika röstetal."
    ),
    "per_capsulam.no_login": (
        "Alla ordinarie ledamöter behöver kunna logga in för att svara, och någon kan inte det. "
        "Skicka en inbjudan under Förbundet, Personer."
    ),
    "per_capsulam.recusal": (
        "Formen går bara att använda när ingen ordinarie ledamot är jävig. Kryssa i att det är "
        "så, eller håll ett kort sammanträde på distans, där en ersättare tar plats."
    ),
    "per_capsulam.not_asked": "Frågan väntar inte på svar längre.",
    "per_capsulam.answered": "Du har redan svarat. Ett svar kan inte ändras.",
    "per_capsulam.not_a_voter": "Bara de ordinarie ledamöter som har fått frågan svarar på den.",
    "per_capsulam.no_matter": "Svara ja eller nej på förslaget.",
    "per_capsulam.frozen": "Frågan är skickad och kan inte ändras.",
    "per_capsulam.no_withdrawal_reason": "Skriv varför frågan tas tillbaka.",
}


@dataclass(frozen=True, slots=True)
class AskingFacts:
    """What is looked at before a question is sent."""

    allowed: bool  # the association has turned the form on
    heading: str
    clauses: Sequence[str]
    deadline: date
    today: date
    regulars: int  # seated today
    seats: int  # by the charter; as many as are seated when 0
    chaired: bool  # there is somebody whose vote breaks a tie
    all_log_in: bool
    nobody_recused: bool


def _turned_on(facts: AskingFacts) -> str | None:
    return None if facts.allowed else "per_capsulam.off"


def _complete(facts: AskingFacts) -> str | None:
    return None if any(clause.strip() for clause in facts.clauses) else "per_capsulam.no_clauses"


def _timely(facts: AskingFacts) -> str | None:
    days = (facts.deadline - facts.today).days
    return None if days >= SHORTEST_DAYS else "per_capsulam.deadline_near"


def _quorate(facts: AskingFacts) -> str | None:
    """More than half of the regular seats are filled (rule F13/K11), vacant ones counted."""
    enough = facts.regulars * 2 > max(facts.seats, facts.regulars)
    return None if enough else "per_capsulam.not_quorate"


def _chaired(facts: AskingFacts) -> str | None:
    return None if facts.chaired else "per_capsulam.no_chair"


def _reachable(facts: AskingFacts) -> str | None:
    return None if facts.all_log_in else "per_capsulam.no_login"


def _impartial(facts: AskingFacts) -> str | None:
    return None if facts.nobody_recused else "per_capsulam.recusal"


_ASK = (_turned_on, _complete, _timely, _quorate, _chaired, _reachable, _impartial)
S, E = PcState, PcEvent
per_capsulam_machine: Machine[PcState, PcEvent, AskingFacts | None] = Machine(
    "per_capsulam",
    PcState.DRAFT,
    [
        Transition(S.DRAFT, E.SEND, S.ASKED, _ASK),  # type: ignore[arg-type]
        Transition(S.DRAFT, E.WITHDRAW, S.WITHDRAWN),
        Transition(S.ASKED, E.STOP, S.STOPPED),
        Transition(S.ASKED, E.DECIDE, S.DECIDED),
        Transition(S.ASKED, E.LAPSE, S.LAPSED),
        Transition(S.ASKED, E.WITHDRAW, S.WITHDRAWN),
    ],
)


def check_question(heading: str, reason: str, *, considered: bool) -> None:
    """Refuse a draft that lacks what it is about, or why the safer ways were not taken (rule PC).

    Raises:
        DomainError: on ``considered``, ``heading`` or ``reason``.
    """
    if not considered:
        raise DomainError("per_capsulam.not_considered", field="considered")
    if not heading.strip():
        raise DomainError("per_capsulam.no_heading", field="heading")
    if not reason.strip():
        raise DomainError("per_capsulam.no_reason", field="reason")


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that a member answers about, as it is frozen."""

    association: str
    body: str
    case_number: str
    heading: str
    reason: str
    background: str
    clauses: tuple[str, ...]  # without the word "att"
    papers: tuple[tuple[str, str], ...]  # title and SHA-256 in hex
    members: tuple[str, ...]  # name and role
    deadline: str  # ISO


def frozen_text(question: Question) -> str:
    """Return the question as the one text that is hashed; the same facts give the same text."""
    return json.dumps(asdict(question), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """Return the SHA-256 in hex of a frozen question; every answer carries it (rule PC)."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """One member's answer; ``leads`` when the member's vote breaks a tie."""

    form: FormAnswer
    matter: MatterAnswer | None
    leads: bool = False


def event_after(answers: Sequence[Answer], voters: int) -> PcEvent | None:
    """Return what an answer makes happen: one no to the form stops it, the last one decides."""
    if any(answer.form is not FormAnswer.YES for answer in answers):
        return PcEvent.STOP
    return PcEvent.DECIDE if len(answers) == voters else None


def carried(answers: Sequence[Answer]) -> bool:
    """Say whether the proposal was carried: a simple majority, the chair's vote in a tie (F14)."""
    for_it = sum(answer.matter is MatterAnswer.YES for answer in answers)
    against = len(answers) - for_it
    if for_it == against:
        return any(answer.leads and answer.matter is MatterAnswer.YES for answer in answers)
    return for_it > against


def series(year: int) -> str:
    """Return the name of the year's number series."""
    return f"per_capsulam:{year}"


def label(number: int, year: int) -> str:
    """Return "Per capsulam 2/2026"."""
    return f"Per capsulam {number}/{year}"


def votes_words(answers: Sequence[Answer]) -> str:
    """Return "4 ja och 1 nej", with who broke a tie."""
    for_it = sum(answer.matter is MatterAnswer.YES for answer in answers)
    against = len(answers) - for_it
    tie = ". Ordföranden har utslagsröst" if for_it == against else ""
    return f"{for_it} ja och {against} nej{tie}"
