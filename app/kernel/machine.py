"""State machines as typed tables: pure, printable, every unmet reason at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.kernel.errors import DomainError

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, E, F]):
    """From ``source`` on ``event`` to ``target``, when no guard returns a reason code."""

    source: S
    event: E
    target: S
    guards: tuple[Callable[[F], str | None], ...] = ()


class Machine(Generic[S, E, F]):
    """A table of transitions; ``F`` is a frozen dataclass of the facts that guards look at."""

    def __init__(self, name: str, initial: S, transitions: Iterable[Transition[S, E, F]]) -> None:
        self.name = name
        self.initial = initial
        self._table: dict[tuple[S, E], Transition[S, E, F]] = {}
        for transition in transitions:
            key = (transition.source, transition.event)
            if key in self._table:
                raise ValueError(f"{name}: two transitions from {key}")
            self._table[key] = transition

    def __iter__(self) -> Iterator[Transition[S, E, F]]:
        return iter(self._table.values())

    def allowed(self, state: S) -> tuple[E, ...]:
        """Return the events that may happen in ``state``, guards aside: these make the buttons."""
        return tuple(event for source, event in self._table if source == state)

    def reasons(self, state: S, event: E, facts: F) -> list[str]:
        """Return the codes of everything that stops the event; empty when nothing does.

        Raises:
            DomainError: ``transition.not_allowed`` when the table has no such transition.
        """
        transition = self._table.get((state, event))
        if transition is None:
            raise DomainError("transition.not_allowed", state=state, event=event)
        return [reason for guard in transition.guards if (reason := guard(facts))]

    def next(self, state: S, event: E, facts: F) -> S:
        """Return the state after the event.

        Raises:
            DomainError: ``transition.not_allowed``, or ``transition.blocked`` with all reasons.
        """
        reasons = self.reasons(state, event, facts)
        if reasons:
            raise DomainError("transition.blocked", reasons=reasons)
        return self._table[state, event].target

    def mermaid(self) -> str:
        """Return the table as a mermaid state diagram for the docs."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {t.source} --> {t.target}: {t.event}" for t in self]
        return "\n".join(lines) + "\n"
