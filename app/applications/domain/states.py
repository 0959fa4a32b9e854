"""The four small machines of an application: application, completion, opinion, agreement. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.machine import Machine, Transition


class ApplicationState(StrEnum):
    """Where an application is in its life; the stepper shows the same order."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    IN_PREPARATION = "in_preparation"
    READY_FOR_BOARD = "ready_for_board"
    ON_AGENDA = "on_agenda"
    DECIDED = "decided"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"


class ApplicationEvent(StrEnum):
    """What can happen to an application."""

    SUBMIT = "submit"
    REGISTER = "register"
    PREPARE = "prepare"
    MAKE_READY = "make_ready"
    TAKE_BACK = "take_back"
    PUT_ON_AGENDA = "put_on_agenda"
    TAKE_OFF_AGENDA = "take_off_agenda"
    DECIDE = "decide"
    REFER_BACK = "refer_back"
    TABLE = "table"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    DISMISS = "dismiss"


class CompletionState(StrEnum):
    """A request for completion waits for an answer, has one, or was withdrawn."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class CompletionEvent(StrEnum):
    """What can happen to a request for completion."""

    ANSWER = "answer"
    WITHDRAW = "withdraw"


class OpinionState(StrEnum):
    """A member organisation's opinion: being written, sent and locked, or not given for recusal."""

    OPEN = "open"
    SENT = "sent"
    RECUSED = "recused"


class OpinionEvent(StrEnum):
    """What can happen to an opinion."""

    SEND = "send"
    RECUSE = "recuse"


class AgreementState(StrEnum):
    """An agreement is written, offered to the owner, signed, or given up."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    GIVEN_UP = "given_up"


class AgreementEvent(StrEnum):
    """What can happen to an agreement."""

    OFFER = "offer"
    RECALL = "recall"
    SIGN = "sign"
    GIVE_UP = "give_up"


class Outcome(StrEnum):
    """What the board's decision made of an application; nothing else decides (rule DEC)."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What the guards of an application look at.

    ``missing`` counts what the check page still asks for; ``after_last_day`` is true when the
    call has closed and the office has not opened it again; ``paragraph_attested`` when the § with
    the decision carries every signature (rule DEC).
    """

    missing: int = 0
    parties_override: bool = False
    after_last_day: bool = False
    completion_open: bool = False
    opinions_open: bool = False
    proposal_made: bool = False
    paragraph_attested: bool = False


def _complete(facts: ApplicationFacts) -> str | None:
    return "application.incomplete" if facts.missing else None


def _in_time(facts: ApplicationFacts) -> str | None:
    return "application.after_last_day" if facts.after_last_day else None


def _nothing_asked(facts: ApplicationFacts) -> str | None:
    return "application.completion_open" if facts.completion_open else None


def _opinions_in(facts: ApplicationFacts) -> str | None:
    return "application.opinions_open" if facts.opinions_open else None


def _proposed(facts: ApplicationFacts) -> str | None:
    return None if facts.proposal_made else "application.no_proposal"


def _attested(facts: ApplicationFacts) -> str | None:
    """Keep the outcome from being set by anything but an attested § (rule DEC)."""
    return None if facts.paragraph_attested else "application.not_attested"


_S, _E = ApplicationState, ApplicationEvent

APPLICATION_MACHINE: Machine[ApplicationState, ApplicationEvent, ApplicationFacts] = Machine(
    "application",
    ApplicationState.DRAFT,
    [
        Transition(_S.DRAFT, _E.SUBMIT, _S.SUBMITTED, (_complete, _in_time)),
        Transition(_S.DRAFT, _E.WITHDRAW, _S.WITHDRAWN),
        Transition(_S.SUBMITTED, _E.REGISTER, _S.REGISTERED, (_nothing_asked,)),
        Transition(_S.SUBMITTED, _E.WITHDRAW, _S.WITHDRAWN),
        Transition(_S.SUBMITTED, _E.DISMISS, _S.DISMISSED),
        Transition(_S.REGISTERED, _E.PREPARE, _S.IN_PREPARATION, (_nothing_asked,)),
        Transition(_S.REGISTERED, _E.MAKE_READY, _S.READY_FOR_BOARD, (_nothing_asked,)),
        Transition(_S.REGISTERED, _E.WITHDRAW, _S.WITHDRAWN),
        Transition(_S.REGISTERED, _E.DISMISS, _S.DISMISSED),
        Transition(
            _S.IN_PREPARATION, _E.MAKE_READY, _S.READY_FOR_BOARD, (_nothing_asked, _opinions_in)
        ),
        Transition(_S.IN_PREPARATION, _E.WITHDRAW, _S.WITHDRAWN),
        Transition(_S.IN_PREPARATION, _E.DISMISS, _S.DISMISSED),
        Transition(_S.READY_FOR_BOARD, _E.TAKE_BACK, _S.IN_PREPARATION),
        Transition(_S.READY_FOR_BOARD, _E.PUT_ON_AGENDA, _S.ON_AGENDA, (_nothing_asked, _proposed)),
        Transition(_S.READY_FOR_BOARD, _E.WITHDRAW, _S.WITHDRAWN),
        Transition(_S.READY_FOR_BOARD, _E.DISMISS, _S.DISMISSED),
        Transition(_S.ON_AGENDA, _E.TAKE_OFF_AGENDA, _S.READY_FOR_BOARD),
        Transition(_S.ON_AGENDA, _E.DECIDE, _S.DECIDED, (_attested,)),
        Transition(_S.ON_AGENDA, _E.REFER_BACK, _S.REGISTERED, (_attested,)),
        Transition(_S.ON_AGENDA, _E.TABLE, _S.READY_FOR_BOARD, (_attested,)),
        Transition(_S.ON_AGENDA, _E.WITHDRAW, _S.WITHDRAWN),
        Transition(_S.DECIDED, _E.CLOSE, _S.CLOSED),
    ],
)

COMPLETION_MACHINE: Machine[CompletionState, CompletionEvent, None] = Machine(
    "completion",
    CompletionState.OPEN,
    [
        Transition(CompletionState.OPEN, CompletionEvent.ANSWER, CompletionState.ANSWERED),
        Transition(CompletionState.OPEN, CompletionEvent.WITHDRAW, CompletionState.WITHDRAWN),
    ],
)

OPINION_MACHINE: Machine[OpinionState, OpinionEvent, None] = Machine(
    "opinion",
    OpinionState.OPEN,
    [
        Transition(OpinionState.OPEN, OpinionEvent.SEND, OpinionState.SENT),
        Transition(OpinionState.OPEN, OpinionEvent.RECUSE, OpinionState.RECUSED),
    ],
)

AGREEMENT_MACHINE: Machine[AgreementState, AgreementEvent, None] = Machine(
    "agreement",
    AgreementState.DRAFT,
    [
        Transition(AgreementState.DRAFT, AgreementEvent.OFFER, AgreementState.OFFERED),
        Transition(AgreementState.OFFERED, AgreementEvent.RECALL, AgreementState.DRAFT),
        Transition(AgreementState.OFFERED, AgreementEvent.SIGN, AgreementState.SIGNED),
        Transition(AgreementState.DRAFT, AgreementEvent.GIVE_UP, AgreementState.GIVEN_UP),
        Transition(AgreementState.OFFERED, AgreementEvent.GIVE_UP, AgreementState.GIVEN_UP),
    ],
)

# Two words per state: the office's and the applicant's. What the applicant sees says nothing of
# the decision before the § is attested (rule DEC).
OFFICE_WORDS = {
    _S.DRAFT: "Utkast",
    _S.SUBMITTED: "Inkommen",
    _S.REGISTERED: "Registrerad",
    _S.IN_PREPARATION: "Under beredning",
    _S.READY_FOR_BOARD: "Klar för styrelsen",
    _S.ON_AGENDA: "På dagordningen",
    _S.DECIDED: "Beslutad",
    _S.CLOSED: "Avslutad",
    _S.WITHDRAWN: "Återtagen",
    _S.DISMISSED: "Avskriven",
}
APPLICANT_WORDS = {
    _S.DRAFT: "Utkast",
    _S.SUBMITTED: "Inskickad",
    _S.REGISTERED: "Under beredning",
    _S.IN_PREPARATION: "Under beredning",
    _S.READY_FOR_BOARD: "Under beredning",
    _S.ON_AGENDA: "Väntar på beslut",
    _S.DECIDED: "Beslutad",
    _S.CLOSED: "Avslutad",
    _S.WITHDRAWN: "Återtagen",
    _S.DISMISSED: "Avskriven",
}
OUTCOME_WORDS = {
    Outcome.GRANTED: "Beviljad",
    Outcome.GRANTED_IN_PART: "Beviljad till en del",
    Outcome.REJECTED: "Avslagen",
}

AFTER_SUBMISSION = frozenset(ApplicationState) - {ApplicationState.DRAFT}
PENDING = frozenset({_S.SUBMITTED, _S.REGISTERED, _S.IN_PREPARATION, _S.READY_FOR_BOARD})
ENDED = frozenset({_S.CLOSED, _S.WITHDRAWN, _S.DISMISSED})


def applicants_word(state: ApplicationState, *, completion_open: bool = False) -> str:
    """Return the word that the applicant sees for a state (rule DEC)."""
    if completion_open and state in PENDING:
        return "Behöver kompletteras"
    return APPLICANT_WORDS[state]
