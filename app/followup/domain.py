"""An initiative's life: agreed, running, ended. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.kernel.machine import Machine, Transition


class InitiativeState(StrEnum):
    """Where an initiative is in its life."""

    AGREED = "agreed"
    RUNNING = "running"
    ENDED = "ended"


class InitiativeEvent(StrEnum):
    """What can happen to an initiative."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class InitiativeFacts:
    """What the guards look at (rule AGR)."""

    agreement_signed: bool
    starts_on: date
    today: date


@dataclass(frozen=True, slots=True)
class InitiativeAccess:
    """Who is on the owner's side of one initiative, by person id."""

    owner_side: frozenset[int] = frozenset()


def _agreed(facts: InitiativeFacts) -> str | None:
    """Keep an initiative from starting without a signed agreement (rule AGR)."""
    return None if facts.agreement_signed else "initiative.no_agreement"


def _time_has_come(facts: InitiativeFacts) -> str | None:
    return None if facts.today >= facts.starts_on else "initiative.too_early"


INITIATIVE_MACHINE: Machine[InitiativeState, InitiativeEvent, InitiativeFacts] = Machine(
    "initiative",
    InitiativeState.AGREED,
    [
        Transition(
            InitiativeState.AGREED,
            InitiativeEvent.START,
            InitiativeState.RUNNING,
            (_agreed, _time_has_come),
        ),
        Transition(InitiativeState.RUNNING, InitiativeEvent.END, InitiativeState.ENDED),
    ],
)

STATE_WORDS = {
    InitiativeState.AGREED: "Överenskommelse",
    InitiativeState.RUNNING: "Pågår",
    InitiativeState.ENDED: "Avslutad",
}

SENTENCES = {
    "initiative.no_agreement": (
        "Insatsen kan börja när överenskommelsen är undertecknad. Registrera underskriften först."
    ),
    "initiative.too_early": "Insatsen börjar först på sin startdag.",
    "initiative.incomplete": (
        "Ansökan saknar inriktning eller period, så insatsen kan inte läggas upp. Rätta ansökan."
    ),
    "initiative.other_direction": (
        "Ansökan har en annan inriktning än insatsen. Inriktningen är låst från start, så den "
        "delen behöver bli en egen insats."
    ),
}
