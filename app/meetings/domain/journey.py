"""The way of a meeting: the steps that the page shows, the next one, and what is missing. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.panels import PanelLink
from app.meetings.domain.agenda import ItemKind, Standing
from app.meetings.domain.states import (
    MeetingEvent,
    MeetingState,
    last_summons_day,
    summons_is_late,
)

_S, _E = MeetingState, MeetingEvent


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the whole life; ``state`` is done, current, coming or skipped."""

    label: str
    state: str
    day: date | None = None
    at_latest: bool = False
    note: str = ""


# The label of each step, and the event whose day stands under it when it has been taken.
_STEPS: tuple[tuple[str, MeetingEvent | None], ...] = (
    ("Planerat", None),
    ("Dagordning", _E.BEGIN_AGENDA),
    ("Kallelse", _E.SUMMON),
    ("Sammanträde", None),
    ("Protokoll", _E.FREEZE),
    ("Justering", _E.ATTEST),
    ("Anslag", _E.POST),
    ("Klart", _E.FINISH),
)
_AT = {
    _S.PLANNED: 0,
    _S.DRAFTING: 1,
    _S.SUMMONED: 3,
    _S.IN_SESSION: 3,
    _S.MINUTES_DRAFTING: 4,
    _S.FROZEN: 5,
    _S.ATTESTED: 6,
    _S.POSTED: 6,
    _S.FINAL: 8,
}


def steps(
    state: MeetingState,
    *,
    planned_on: date | None,
    held_on: date,
    summons_days: int | None,
    taken: Mapping[MeetingEvent, date],
) -> tuple[Step, ...]:
    """Return the eight steps with their days; ``taken`` has the last day of each event."""
    if state is _S.CANCELLED:
        return _cancelled_steps(planned_on, taken)
    known: dict[str, date | None] = {"Planerat": planned_on, "Sammanträde": held_on}
    at = _AT[state]
    made = []
    for number, (label, event) in enumerate(_STEPS):
        place = "done" if number < at else "current" if number == at else "coming"
        day = known.get(label) or (taken.get(event) if event else None)
        late_day = label == "Kallelse" and day is None and summons_days is not None
        if late_day and summons_days is not None:
            day = last_summons_day(held_on, summons_days)
        shown = day if place == "done" or late_day or label in known or state is _S.POSTED else None
        made.append(Step(label, place, shown, at_latest=late_day))
    return tuple(made)


def _cancelled_steps(
    planned_on: date | None, taken: Mapping[MeetingEvent, date]
) -> tuple[Step, ...]:
    """Return what was done before the meeting was cancelled; the rest is skipped."""
    days = {label: taken.get(event) if event else None for label, event in _STEPS}
    days["Planerat"] = planned_on
    return tuple(
        Step(label, "done" if days[label] else "skipped", days[label]) for label, _ in _STEPS
    )


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now: what the button says, where it leads, and why."""

    label: str
    endpoint: str
    text: str


_OFFICE_NEXT = {
    _S.PLANNED: NextStep(
        "Skriv dagordningen",
        "meetings.agenda",
        "De fasta ärendena finns redan. Lägg till det som styrelsen ska ta upp.",
    ),
    _S.DRAFTING: NextStep(
        "Granska och skicka kallelsen",
        "meetings.summons",
        "Läs igenom kallelsen som den kommer att se ut, och skicka den när allt är med.",
    ),
    _S.SUMMONED: NextStep(
        "Öppna sammanträdet",
        "minutes.attendance",
        "Pricka av närvaron när sammanträdet börjar. Protokollet skrivs efter dagordningen.",
    ),
    _S.IN_SESSION: NextStep(
        "Skriv protokollet", "minutes.edit", "Paragraferna är hämtade från dagordningen."
    ),
    _S.MINUTES_DRAFTING: NextStep(
        "Skriv klart protokollet",
        "minutes.edit",
        "När alla paragrafer är klara låses protokollet för justering.",
    ),
    _S.FROZEN: NextStep(
        "Gå till justeringen",
        "signing.attestation",
        "Protokollet är låst och väntar på underskrifter.",
    ),
    _S.ATTESTED: NextStep(
        "Gå till anslagstavlan",
        "publication.board",
        "Protokollet är justerat och ska tillkännages på anslagstavlan.",
    ),
    _S.POSTED: NextStep(
        "Se anslaget", "publication.board", "Anslaget sitter uppe tills överklagandetiden är slut."
    ),
}
_READERS_NEXT = {
    _S.SUMMONED: NextStep(
        "Läs handlingarna",
        "reading.papers",
        "Alla ärenden, förslag och bilagor på en sida, som också kan läsas utan nät.",
    ),
    _S.IN_SESSION: NextStep(
        "Läs handlingarna", "reading.papers", "Alla ärenden, förslag och bilagor på en sida."
    ),
    _S.FROZEN: NextStep(
        "Läs protokollet",
        "signing.attestation",
        "Protokollet är låst och väntar på underskrifter.",
    ),
    _S.POSTED: NextStep(
        "Se anslaget", "publication.board", "Anslaget sitter uppe tills överklagandetiden är slut."
    ),
}


def next_step(state: MeetingState, *, office: bool) -> NextStep | None:
    """Return the one next step for the office, or for those who read."""
    return (_OFFICE_NEXT if office else _READERS_NEXT).get(state)


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing; ``place`` names where: item:<id>, agenda, invitees, summons.

    ``kind`` is missing (must), warning (should) or late.
    """

    text: str
    place: str
    kind: str = "warning"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the list of missing things looks at in one agenda item."""

    id: int
    label: str
    kind: ItemKind
    standing: Standing
    has_proposal: bool
    fixed: bool
    elects: bool = True  # an election says what it is to


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """What the list of missing things looks at in a meeting before it is held."""

    state: MeetingState
    held_on: date
    today: date
    summons_days: int | None
    items: Sequence[ItemFacts]
    regulars: int
    on_paper: int
    changed_since: bool = False


def lacks(facts: AgendaFacts) -> tuple[Lack, ...]:
    """Return what is missing before the meeting, the most pressing first; nothing once it began."""
    if facts.state not in {_S.PLANNED, _S.DRAFTING, _S.SUMMONED}:
        return ()
    return (*_late(facts), *_people(facts), *_items(facts), *_changed(facts))


def _late(facts: AgendaFacts) -> tuple[Lack, ...]:
    """Say that the summons is late (rule SUM)."""
    if facts.state is _S.SUMMONED or facts.summons_days is None:
        return ()
    if not summons_is_late(facts.held_on, facts.today, facts.summons_days):
        return ()
    day = last_summons_day(facts.held_on, facts.summons_days)
    return (Lack(f"Kallelsen skulle ha skickats senast {day.isoformat()}", "summons", "late"),)


def _people(facts: AgendaFacts) -> tuple[Lack, ...]:
    found = []
    if not facts.regulars:
        found.append(Lack("Ingen ledamot har sin plats den dagen", "seats", "missing"))
    if facts.on_paper:
        who = "En person" if facts.on_paper == 1 else f"{facts.on_paper} personer"
        found.append(Lack(f"{who} saknar e-postadress och får kallelsen på papper", "invitees"))
    return tuple(found)


def _items(facts: AgendaFacts) -> tuple[Lack, ...]:
    if not facts.items:
        return (Lack("Dagordningen är tom", "agenda", "missing"),)
    found = []
    if all(item.fixed for item in facts.items):
        found.append(Lack("Dagordningen har bara de fasta ärendena", "agenda"))
    for item in facts.items:
        if item.kind is ItemKind.DECISION and not item.has_proposal:
            text = f"Ärende {item.label} har inget förslag till beslut"
            found.append(Lack(text, f"item:{item.id}"))
        if item.kind is ItemKind.ELECTION and not (item.elects or item.has_proposal):
            text = f"Ärende {item.label} säger inte vad valet gäller"
            found.append(Lack(text, f"item:{item.id}"))
    return tuple(found)


def _changed(facts: AgendaFacts) -> tuple[Lack, ...]:
    if facts.state is not _S.SUMMONED or not facts.changed_since:
        return ()
    text = "Något har ändrats sedan kallelsen skickades. Skicka en reviderad kallelse"
    return (Lack(text, "summons"),)


@dataclass(frozen=True, slots=True)
class PanelLack:
    """One thing that another capability misses; ``kind`` is missing, warning or late."""

    text: str
    href: str
    kind: str = "missing"


@dataclass(frozen=True, slots=True)
class Panel:
    """What another capability shows on the meeting's page.

    ``next_label`` and ``next_text`` take the place of what the button of the next step says, and
    of the sentence beside it, when they are not empty.
    """

    heading: str = ""
    links: tuple[PanelLink, ...] = ()
    lacks: tuple[PanelLack, ...] = ()
    next_text: str = ""
    next_label: str = ""


@dataclass(frozen=True, slots=True)
class PaperPanel:
    """What another capability shows beside the summons: links, and one thing that can be done."""

    heading: str
    links: tuple[PanelLink, ...] = ()
    act_label: str = ""
    act_href: str = ""  # where the act is posted
