"""The way of an application: the steps that its page shows, and the one to take next. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.applications.domain.states import (
    PENDING,
    AgreementState,
    ApplicationEvent,
    ApplicationState,
    Outcome,
)

_S, _E = ApplicationState, ApplicationEvent


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the whole life; ``state`` is done, current, coming or skipped."""

    label: str
    state: str
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How far an application has come, and the day of each event, the latest when it came twice.

    ``board_on`` is the meeting whose agenda it is on; ``agreed_on`` the day of the agreement.
    """

    state: ApplicationState
    begun_on: date
    taken: Mapping[ApplicationEvent, date]
    outcome: Outcome | None = None
    board_on: date | None = None
    agreed_on: date | None = None
    completion_open: bool = False


# The label of each step, and the event whose day stands under it when it has been taken.
_STEPS: tuple[tuple[str, ApplicationEvent | None], ...] = (
    ("Utkast", None),
    ("Inskickad", _E.SUBMIT),
    ("Registrerad", _E.REGISTER),
    ("Beredning", _E.PREPARE),
    ("Styrelsen", _E.PUT_ON_AGENDA),
    ("Beslut", _E.DECIDE),
    ("Överenskommelse", None),
    ("Klar", _E.CLOSE),
)
_PREPARATION, _BOARD, _AGREEMENT, _END = 3, 4, 6, 7
_AT = {
    _S.DRAFT: 0,
    _S.SUBMITTED: 2,
    _S.REGISTERED: _PREPARATION,
    _S.IN_PREPARATION: _PREPARATION,
    _S.READY_FOR_BOARD: _BOARD,
    _S.ON_AGENDA: _BOARD,
    _S.DECIDED: _AGREEMENT,
    _S.CLOSED: len(_STEPS),
}


def steps(way: Way) -> tuple[Step, ...]:
    """Return the eight steps with their days; what was passed over or never comes is skipped."""
    days = {label: way.taken.get(event) if event else None for label, event in _STEPS}
    days |= {"Utkast": way.begun_on, "Styrelsen": way.board_on or days["Styrelsen"]}
    days["Överenskommelse"] = way.agreed_on
    if way.state in {_S.WITHDRAWN, _S.DISMISSED}:
        return tuple(_ended_early(label, days[label]) for label, _ in _STEPS)
    return tuple(_step(way, number, days[label]) for number, (label, _) in enumerate(_STEPS))


def _ended_early(label: str, day: date | None) -> Step:
    return Step(label, "done" if day else "skipped", day)


def _step(way: Way, number: int, day: date | None) -> Step:
    label = _STEPS[number][0]
    at = _AT[way.state]
    if number == _AGREEMENT and way.outcome is Outcome.REJECTED:
        return Step(label, "skipped")
    if number == _END and at == _AGREEMENT and way.outcome is Outcome.REJECTED:
        return Step(label, "current")
    if number < at:
        passed_over = number == _PREPARATION and day is None
        return Step(label, "skipped" if passed_over else "done", day)
    if number > at:
        return Step(label, "coming")
    shown = day if number in {0, _BOARD} else None
    return Step(label, "current", shown, "Komplettering" if way.completion_open else "")


class Viewpoint(StrEnum):
    """From where somebody looks at an application."""

    OFFICE = "office"
    GROUP = "group"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides the next step.

    ``answer_unread``: a completion has come that the office has not read; ``opinion_waits``: the
    person's own organisation has not answered; ``board_ahead``: the meeting that treats it is still
    to come; ``decision_stated``: the decision waits for its § only; ``letter_sent``: the applicant
    has been told; ``agreement``: the state of the living agreement, if there is one.
    """

    state: ApplicationState
    completion_open: bool = False
    answer_unread: bool = False
    on_paper: bool = False
    opinion_waits: bool = False
    proposal_made: bool = False
    board_ahead: bool = False
    decision_stated: bool = False
    outcome: Outcome | None = None
    letter_sent: bool = False
    agreement: AgreementState | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: what the button says, where it leads, and why; ``post`` does it at once."""

    label: str
    endpoint: str
    text: str
    post: bool = False


_ASK = NextStep("Begär komplettering", "applications.completion_new", "")
_WRITE = NextStep(
    "Fyll i ansökan",
    "applications.check",
    "Ansökan kom på papper. Skriv in svaren del för del, och skicka in den när allt är med.",
)
_WAIT = NextStep(
    "Se begäran om komplettering",
    "applications.completion",
    "Ärendet väntar på den sökandes svar och går inte vidare förrän det har kommit.",
)
_READ_ANSWER = NextStep(
    "Granska kompletteringen",
    "applications.difference",
    "Den sökande har svarat. Se vad som är ändrat, sida vid sida.",
)
_PROPOSE = NextStep(
    "Skriv förslag till beslut",
    "applications.proposal",
    "Beredningen är klar. Skriv vad styrelsen föreslås besluta.",
)
_PLACE = NextStep(
    "Lägg på dagordningen",
    "applications.put_on_agenda",
    "Förslaget är skrivet. Välj det sammanträde som ska ta upp ärendet.",
)
_OFFICE: Mapping[ApplicationState, tuple[NextStep, ...]] = {
    _S.SUBMITTED: (
        NextStep(
            "Registrera ansökan",
            "applications.register",
            "Gå igenom vad som saknas. Är ansökan komplett registrerar du den för beredning.",
            post=True,
        ),
        _ASK,
    ),
    _S.REGISTERED: (
        NextStep(
            "Lämna till beredning",
            "applications.prepare",
            "Välj den grupp som bereder ansökan. Varje medlem lämnar sitt eget yttrande.",
        ),
        _ASK,
    ),
    _S.IN_PREPARATION: (
        NextStep(
            "Läs yttrandena",
            "applications.preparation",
            "När gruppens ställningstagande är antecknat går ärendet till styrelsen.",
        ),
        _ASK,
    ),
}
_BEFORE_THE_MEETING = NextStep(
    "Se dagordningen",
    "applications.put_on_agenda",
    "Styrelsen tar upp ärendet på sammanträdet. Sedan anger du vad den beslutade.",
)
_STATE = NextStep(
    "Ange vad styrelsen beslutade",
    "applications.decision",
    "Beslutet gäller för ansökan först när paragrafen är justerad.",
)
_STATED = NextStep(
    "Se det angivna beslutet",
    "applications.decision",
    "Beslutet är angivet. Det gäller för ansökan när paragrafen är justerad.",
)
_LETTER = NextStep(
    "Skriv beslutsmeddelandet",
    "applications.letter",
    "Paragrafen är justerad. Den sökande ska få veta vad styrelsen beslutade.",
)
_AGREE = NextStep(
    "Skriv överenskommelsen",
    "applications.agreement",
    "Överenskommelsen ska vara undertecknad innan insatsen börjar.",
)
_OPINE = NextStep(
    "Skriv er organisations yttrande",
    "applications.opinion",
    "Läs ansökan och skriv vad er organisation anser. Vem som helst av er kan lämna yttrandet.",
)


def next_steps(standing: Standing, seen_from: Viewpoint) -> tuple[NextStep, ...]:
    """Return the next step for somebody, then what can be done instead; empty for those who read.

    While a request for completion is open nothing else moves on.
    """
    if seen_from is Viewpoint.GROUP:
        waits = standing.opinion_waits and standing.state is _S.IN_PREPARATION
        return (_OPINE,) if waits else ()
    if seen_from is Viewpoint.READER:
        return ()
    if standing.completion_open and standing.state in PENDING:
        return (_WAIT,)
    usual = _usual(standing)
    return (_READ_ANSWER, *usual) if standing.answer_unread else usual


def _usual(standing: Standing) -> tuple[NextStep, ...]:
    if standing.state is _S.DRAFT:
        return (_WRITE,) if standing.on_paper else ()
    if standing.state is _S.READY_FOR_BOARD:
        return (_PLACE if standing.proposal_made else _PROPOSE, _ASK)
    if standing.state is _S.ON_AGENDA:
        stated = _STATED if standing.decision_stated else _STATE
        return (_BEFORE_THE_MEETING if standing.board_ahead else stated,)
    if standing.state is _S.DECIDED:
        return _after_decision(standing)
    return _OFFICE.get(standing.state, ())


def _after_decision(standing: Standing) -> tuple[NextStep, ...]:
    """Tell the applicant first, then agree with the one who was granted something (rule AGR)."""
    if not standing.letter_sent:
        return (_LETTER,)
    if standing.outcome is Outcome.REJECTED or standing.agreement is AgreementState.SIGNED:
        return ()
    return (_AGREE,)
