"""What is wrong with an answer, place by place. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.applications.domain.refusals import REFUSALS
from app.kernel.errors import DomainError

Path = tuple[str | int, ...]
"""Where an answer stands: field name, or field name, row from 0, column."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an answer, in a Swedish sentence."""

    path: Path
    code: str
    text: str


class AnswersRefused(DomainError):  # noqa: N818 -- an answer, like EditConflict
    """The answers of a page cannot be kept; ``faults`` says why, place by place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("application.answers_refused", reasons=[fault.text for fault in faults])
        self.faults = tuple(faults)


class Faults(list[Fault]):
    """What is found wrong along the way."""

    def add(self, path: Path, code: str, **details: object) -> None:
        """Add one fault with the sentence of its code."""
        self.append(Fault(path, code, REFUSALS[code].format_map(details)))
