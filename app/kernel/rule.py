"""What a rule of law or practice is, as the table of rules has it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What happens when a rule is not followed."""

    ERROR = "stoppas"
    WARNING = "varning"
    SETTING = "inställning"
    NOTED = "antecknas"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id (or two, joined by a stroke), what it says, from where, how hard, where."""

    id: str
    text: str
    source: str
    levels: tuple[Level, ...]
    kept_in: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the id, or both of a rule that has two."""
        return tuple(self.id.split("/"))


CHARTER = "lag (2003:1210), förbundsordningen"
E, W, S, N = Level.ERROR, Level.WARNING, Level.SETTING, Level.NOTED
