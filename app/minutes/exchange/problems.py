"""What is wrong with a file that somebody wants to import, with the place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SENTENCES = {
    "exchange.same_person": (
        "{name} finns två gånger i personregistret med samma e-postadress och arbetsplats. "
        "Skilj dem åt innan sammanträdet lämnas ut."
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the JSON path of the value, and what was expected there instead."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class ImportRefused(Exception):  # noqa: N818 -- an answer, like DomainError
    """The file cannot be imported; nothing of it has been."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def refuse_if_any(problems: Iterable[Problem]) -> None:
    """Raise ImportRefused with everything that is wrong, when something is."""
    found = list(dict.fromkeys(problems))
    if found:
        raise ImportRefused(found)


def path_of(steps: Sequence[str | int]) -> str:
    """Write a JSON path: ``$.paragraphs[3].heading``; lists count from 0, as in JSONPath."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
