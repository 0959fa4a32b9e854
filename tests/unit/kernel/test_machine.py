"""A state machine is a table: what is not in it does not happen, and every reason is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pytest

from app.kernel.errors import DomainError
from app.kernel.machine import Machine, Transition


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"


class Event(StrEnum):
    SEND = "send"
    RECALL = "recall"


@dataclass(frozen=True)
class Facts:
    has_items: bool = True
    has_recipients: bool = True


def needs_items(facts: Facts) -> str | None:
    return None if facts.has_items else "letter.no_items"


def needs_recipients(facts: Facts) -> str | None:
    return None if facts.has_recipients else "letter.no_recipients"


SEND = Transition(State.DRAFT, Event.SEND, State.SENT, (needs_items, needs_recipients))
MACHINE: Machine[State, Event, Facts] = Machine("letter", State.DRAFT, [SEND])


def test_an_allowed_event_leads_to_its_target():
    assert MACHINE.next(State.DRAFT, Event.SEND, Facts()) == State.SENT


def test_every_unmet_reason_is_told_at_once():
    facts = Facts(has_items=False, has_recipients=False)

    with pytest.raises(DomainError) as refusal:
        MACHINE.next(State.DRAFT, Event.SEND, facts)

    assert refusal.value.code == "transition.blocked"
    assert refusal.value.details["reasons"] == ["letter.no_items", "letter.no_recipients"]
    assert MACHINE.reasons(State.DRAFT, Event.SEND, Facts()) == []


@pytest.mark.parametrize(
    ("state", "event"),
    [(State.SENT, Event.SEND), (State.SENT, Event.RECALL), (State.DRAFT, Event.RECALL)],
)
def test_what_is_not_in_the_table_is_refused(state, event):
    with pytest.raises(DomainError, match=r"transition\.not_allowed"):
        MACHINE.next(state, event, Facts())


def test_the_allowed_events_make_the_buttons():
    assert MACHINE.allowed(State.DRAFT) == (Event.SEND,)
    assert MACHINE.allowed(State.SENT) == ()


def test_two_transitions_from_the_same_state_on_the_same_event_are_a_mistake():
    with pytest.raises(ValueError, match="two transitions"):
        Machine("letter", State.DRAFT, [SEND, SEND])


def test_the_table_draws_itself():
    assert MACHINE.mermaid() == ("stateDiagram-v2\n    [*] --> draft\n    draft --> sent: send\n")
