"""A meeting's life: its states, what can happen, and what the rules say no to. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from app.kernel.errors import DomainError
from app.kernel.machine import Machine, Transition


class MeetingState(StrEnum):
    """Where a meeting is in its life; the stepper shows the same order."""

    PLANNED = "planned"
    DRAFTING = "drafting"
    SUMMONED = "summoned"
    IN_SESSION = "in_session"
    MINUTES_DRAFTING = "minutes_drafting"
    FROZEN = "frozen"
    ATTESTED = "attested"
    POSTED = "posted"
    FINAL = "final"
    CANCELLED = "cancelled"


class MeetingEvent(StrEnum):
    """What can happen to a meeting."""

    BEGIN_AGENDA = "begin_agenda"
    SUMMON = "summon"
    OPEN = "open"
    CLOSE = "close"
    FREEZE = "freeze"
    UNLOCK = "unlock"
    ATTEST = "attest"
    POST = "post"
    FINISH = "finish"
    CANCEL = "cancel"


class InviteePart(StrEnum):
    """In which column of the summons somebody outside the body stands."""

    OTHER = "other"
    FOR_INFORMATION = "for_information"


class SummonsKind(StrEnum):
    """A first sending, a later one that shows what changed, or a cancellation."""

    FIRST = "first"
    REVISED = "revised"
    CANCELLATION = "cancellation"


STATE_WORDS = {
    MeetingState.PLANNED: "Planerat",
    MeetingState.DRAFTING: "Dagordning skrivs",
    MeetingState.SUMMONED: "Kallelse skickad",
    MeetingState.IN_SESSION: "Sammanträdet pågår",
    MeetingState.MINUTES_DRAFTING: "Protokoll skrivs",
    MeetingState.FROZEN: "Justering pågår",
    MeetingState.ATTESTED: "Justerat",
    MeetingState.POSTED: "Anslaget",
    MeetingState.FINAL: "Klart",
    MeetingState.CANCELLED: "Inställt",
}


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the guards of the meeting's machine look at."""

    items: int = 0
    recipients: int = 0


def _has_items(facts: MeetingFacts) -> str | None:
    return None if facts.items else "meeting.no_items"


def _has_recipients(facts: MeetingFacts) -> str | None:
    return None if facts.recipients else "meeting.no_recipients"


_S, _E = MeetingState, MeetingEvent
_SUMMON = (_has_items, _has_recipients)

MEETING_MACHINE: Machine[MeetingState, MeetingEvent, MeetingFacts] = Machine(
    "meeting",
    _S.PLANNED,
    [
        Transition(_S.PLANNED, _E.BEGIN_AGENDA, _S.DRAFTING),
        Transition(_S.DRAFTING, _E.SUMMON, _S.SUMMONED, _SUMMON),
        Transition(_S.SUMMONED, _E.SUMMON, _S.SUMMONED, _SUMMON),
        Transition(_S.SUMMONED, _E.OPEN, _S.IN_SESSION),
        Transition(_S.IN_SESSION, _E.CLOSE, _S.MINUTES_DRAFTING),
        Transition(_S.MINUTES_DRAFTING, _E.FREEZE, _S.FROZEN),
        Transition(_S.FROZEN, _E.UNLOCK, _S.MINUTES_DRAFTING),
        Transition(_S.FROZEN, _E.ATTEST, _S.ATTESTED),
        Transition(_S.ATTESTED, _E.POST, _S.POSTED),
        Transition(_S.POSTED, _E.FINISH, _S.FINAL),
        Transition(_S.PLANNED, _E.CANCEL, _S.CANCELLED),
        Transition(_S.DRAFTING, _E.CANCEL, _S.CANCELLED),
        Transition(_S.SUMMONED, _E.CANCEL, _S.CANCELLED),
    ],
)

AGENDA_OPEN = frozenset({_S.PLANNED, _S.DRAFTING, _S.SUMMONED})

SENTENCES = {
    "meeting.ends_before_start": "Sluttiden ligger före starttiden. Ange en senare sluttid.",
    "meeting.same_day": "Det finns redan ett sammanträde den dagen. Välj en annan dag.",
    "meeting.no_items": "Dagordningen är tom. Lägg till minst ett ärende.",
    "meeting.no_recipients": "Ingen är sammankallad. Lägg in ledamöter under Förbundet.",
    "meeting.agenda_closed": "Sammanträdet har börjat. Nya ärenden läggs till i protokollet.",
    "meeting.no_place": "Fyll i var sammanträdet hålls.",
    "meeting.link_unreadable": (
        "Länken går inte att öppna. Klistra in hela adressen, den börjar med https."
    ),
    "meeting.no_reason": "Skriv varför sammanträdet ställs in. Skälet står i brevet till alla.",
    "meeting.started": "Sammanträdet har börjat, och uppgifterna rättas i protokollet.",
    "agenda.no_heading": "Fyll i ärendets rubrik.",
    "agenda.author_without_login": (
        "Någon av dem saknar inloggning. Bjud in personen först, under Personer."
    ),
    "agenda.minutes": "Skriv hur många minuter ärendet tar, högst 1440.",
    "agenda.election_count": "Skriv hur många som ska väljas, minst 1.",
    "agenda.item_unknown": "Ärendet finns inte längre på dagordningen. Ladda om sidan.",
    "agenda.order_unknown": "Dagordningen har ändrats av någon annan. Ladda om sidan.",
    "waiting.no_heading": "Skriv vad ärendet gäller.",
    "waiting.gone": "Ärendet är redan upptaget eller struket. Ladda om sidan.",
    "waiting.no_reason": "Skriv varför ärendet stryks.",
    "waiting.must_notify": (
        "Beslutet ska anmälas för styrelsen och kan inte strykas. Ta upp det på dagordningen."
    ),
    "summons.late": (
        "Kallelsen skulle ha skickats senast den {last_day}, {days} dagar före sammanträdet. "
        "Kryssa för att den ändå ska skickas. Att den är sen antecknas i händelserna."
    ),
    "summons.nothing_changed": (
        "Inget har ändrats sedan kallelsen skickades. Ändra något först, "
        "eller ladda ned den kallelse som gäller."
    ),
}


def last_summons_day(meeting_day: date, summons_days: int) -> date:
    """Return the last day on which the summons is in time (rule SUM)."""
    return meeting_day - timedelta(days=summons_days)


def agenda_is_shared(state: MeetingState, calendar_sequence: int) -> bool:
    """Say whether the agenda has left the office: a draft is nobody else's (rule O5)."""
    if state is MeetingState.CANCELLED:
        return calendar_sequence > 0  # the cancellation followed a summons
    return state not in {MeetingState.PLANNED, MeetingState.DRAFTING}


def check_link(link: str) -> str:
    """Return the link; raises DomainError on ``digital_link`` unless it is a web address."""
    if link and not re.fullmatch(r"https?://[^\s<>\"]+", link):
        raise DomainError("meeting.link_unreadable", field="digital_link")
    return link


def check_times(starts_at: time, ends_at: time) -> None:
    """Refuse a meeting that ends before it starts; raises DomainError on ``ends_at``."""
    if ends_at <= starts_at:
        raise DomainError("meeting.ends_before_start", field="ends_at")


def days_before(meeting_day: date, sent_day: date) -> int:
    """Return the number of days between the sending and the meeting (rule SUM)."""
    return (meeting_day - sent_day).days


def summons_is_late(meeting_day: date, sent_day: date, summons_days: int) -> bool:
    """Say whether a summons sent that day comes later than the rules of procedure ask (SUM)."""
    return days_before(meeting_day, sent_day) < summons_days
