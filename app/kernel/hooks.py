"""Hooks by which a lower capability lets higher ones join in, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Hook(Generic[P, R]):
    """A named list of functions; subscribing twice is the same as once, so apps can be remade."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._subscribers: list[Callable[P, R]] = []

    def subscribe(self, function: Callable[P, R]) -> Callable[P, R]:
        """Add a function; usable as a decorator."""
        if function not in self._subscribers:
            self._subscribers.append(function)
        return function

    def __iter__(self) -> Iterator[Callable[P, R]]:
        return iter(self._subscribers)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Call every subscriber in the order of subscription and return what they gave."""
        return [function(*args, **kwargs) for function in self._subscribers]
