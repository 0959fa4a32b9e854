"""An application as its applicant sees it: where it is, when, and the one thing to do next. Pure.

Nothing tells what the board has decided before its § is attested (rule DEC).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.applications.domain.journey import Step
from app.applications.domain.promises import Promise
from app.applications.domain.states import (
    PENDING,
    AgreementState,
    ApplicationEvent,
    ApplicationState,
    Outcome,
    applicants_word,
)

_S, _E = ApplicationState, ApplicationEvent
_NOTHING = Promise()
_LABELS = ("Utkast", "Inskickad", "Beredning", "Styrelsen", "Beslut", "Överenskommelse", "Avslutad")
_SENT, _PREPARATION, _BOARD, _DECISION, _AGREEMENT = 1, 2, 3, 4, 5
_AT = {
    _S.DRAFT: 0,
    _S.SUBMITTED: _PREPARATION,
    _S.REGISTERED: _PREPARATION,
    _S.IN_PREPARATION: _PREPARATION,
    _S.READY_FOR_BOARD: _PREPARATION,
    _S.ON_AGENDA: _BOARD,
    _S.DECIDED: _AGREEMENT,
    _S.CLOSED: len(_LABELS),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the applicant's page is made from.

    ``missing`` counts what keeps a draft from being sent; ``late`` when its last day has passed;
    ``letter_sent`` when the decision has been mailed.
    """

    state: ApplicationState
    begun_on: date
    taken: Mapping[ApplicationEvent, date]
    promise: Promise = _NOTHING
    completion_open: bool = False
    outcome: Outcome | None = None
    decided_on: date | None = None
    agreement: AgreementState | None = None
    agreed_on: date | None = None
    missing: int = 0
    late: bool = False
    letter_sent: bool = False


def status_word(seen: Seen) -> str:
    """Return where it is in the applicant's words (rule DEC)."""
    if seen.state is _S.DECIDED and seen.agreement in {
        AgreementState.OFFERED,
        AgreementState.SIGNED,
    }:
        return "Överenskommelse"
    return applicants_word(seen.state, completion_open=seen.completion_open)


def applicants_steps(seen: Seen) -> tuple[Step, ...]:
    """Return the steps of the whole life with the days that were, and those that are promised."""
    days = _days(seen)
    if seen.state in {_S.WITHDRAWN, _S.DISMISSED}:
        return tuple(
            Step(label, "done" if day else "skipped", day)
            for label, day in zip(_LABELS, days, strict=True)
        )
    return tuple(
        _step(seen, number, label, day)
        for number, (label, day) in enumerate(zip(_LABELS, days, strict=True))
    )


def _days(seen: Seen) -> tuple[date | None, ...]:
    ended = seen.state in {_S.WITHDRAWN, _S.DISMISSED}
    return (
        seen.begun_on,
        seen.taken.get(_E.SUBMIT),
        None if ended else seen.promise.prepared_on,
        None if ended else seen.promise.board_on,
        seen.decided_on,
        seen.agreed_on,
        seen.taken.get(_E.CLOSE),
    )


def _step(seen: Seen, number: int, label: str, day: date | None) -> Step:
    at = _AT[seen.state]
    if number == _AGREEMENT and seen.outcome is Outcome.REJECTED:
        return Step(label, "skipped")
    if seen.state is _S.DECIDED and seen.outcome is Outcome.REJECTED:
        at = len(_LABELS) - 1
    if number < at:
        return Step(label, "done", day)
    note = "Behöver kompletteras" if seen.completion_open and number == at else ""
    return Step(label, "current" if number == at else "coming", day, note)


class Act(StrEnum):
    """The one thing that the applicant can do next."""

    WRITE = "write"
    SUBMIT = "submit"
    TOO_LATE = "too_late"
    COMPLETE = "complete"
    WAIT = "wait"
    READ_DECISION = "read_decision"
    SIGN = "sign"
    NOTHING = "nothing"


def next_act(seen: Seen) -> Act:
    """Return the one thing to do next, or that there is nothing but to wait."""
    if seen.state is _S.DRAFT:
        return _of_a_draft(seen)
    if seen.completion_open and seen.state in PENDING:
        return Act.COMPLETE
    if seen.state in PENDING or seen.state is _S.ON_AGENDA:
        return Act.WAIT
    if seen.state is not _S.DECIDED:
        return Act.NOTHING
    if seen.agreement is AgreementState.OFFERED:
        return Act.SIGN
    return Act.READ_DECISION if seen.letter_sent else Act.NOTHING


def _of_a_draft(seen: Seen) -> Act:
    if seen.missing:
        return Act.WRITE
    return Act.TOO_LATE if seen.late else Act.SUBMIT


OUTCOME_SENTENCES = {
    Outcome.GRANTED: "Styrelsen har beslutat att bevilja er ansökan.",
    Outcome.GRANTED_IN_PART: "Styrelsen har beslutat att bevilja er ansökan till en del.",
    Outcome.REJECTED: "Styrelsen har beslutat att avslå er ansökan.",
}
