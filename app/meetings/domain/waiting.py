"""What waits to come up at a meeting, and who comes to it: the words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WaitingReason(StrEnum):
    """Why a matter waits for a meeting."""

    WISHED = "wished"  # somebody wants it taken up
    TABLED = "tabled"
    REFERRED_BACK = "referred_back"
    NOTIFICATION = "notification"  # a delegated or urgent decision (rules F17/K16)
    COMMISSION = "commission"  # a commission that is due


@dataclass(frozen=True, slots=True)
class ItemAccess:
    """Who may write an agenda item beside the office, by person id."""

    authors: frozenset[int] = frozenset()


WAITING_WORDS = {
    WaitingReason.WISHED: "Önskat",
    WaitingReason.TABLED: "Bordlagt",
    WaitingReason.REFERRED_BACK: "Återremitterat",
    WaitingReason.NOTIFICATION: "Att anmäla",
    WaitingReason.COMMISSION: "Uppdrag att redovisa",
}


class Answer(StrEnum):
    """What somebody answers to a summons."""

    ATTENDS = "attends"
    DISTANCE = "distance"
    ABSENT = "absent"


ANSWER_WORDS = {
    Answer.ATTENDS: "Kommer",
    Answer.DISTANCE: "Deltar på distans",
    Answer.ABSENT: "Kan inte komma",
}
