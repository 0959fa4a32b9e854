"""What happened at one §, frozen: motions, questions, ballots, dissents, statements. Pure.

People are told by the ids of their rows in the roster (``Attendee.id``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from app.minutes.domain.terms import BallotKind, Choice, Majority, MotionKind, StatementKind


class Part(StrEnum):
    """What a § can hold several of besides its text and its decision."""

    MOTION = "motions"
    PROPOSITION = "propositions"
    BALLOT = "ballots"
    DISSENT = "dissents"
    STATEMENT = "statements"


@dataclass(frozen=True, slots=True)
class MotionFacts:
    """What somebody moved; ``text`` follows "yrkar att" and is empty for the usual words."""

    id: int
    kind: MotionKind
    movers: tuple[int, ...]
    text: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class PropositionFacts:
    """One question that the chair put, and what the chair found."""

    id: int
    asked: str
    found: str


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """Somebody who got votes in an election."""

    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """One vote: by name with ``votes``, or secret with counts only."""

    id: int
    kind: BallotKind = BallotKind.QUESTION
    secret: bool = False
    yes_means: str = ""
    no_means: str = ""
    majority: Majority = Majority.SIMPLE
    votes: tuple[tuple[int, Choice], ...] = ()
    yes_count: int | None = None
    no_count: int | None = None
    abstain_count: int | None = None
    casting: Choice | None = None
    lot_fell_on: str = ""
    candidates: tuple[CandidateFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class DissentFacts:
    """Somebody's dissent; ``motion_id`` is the motion that it speaks for."""

    id: int
    attendee_id: int
    notified_at: time
    motion_id: int | None = None
    motivation: str = ""


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What is noted after the decision, for somebody or for the body."""

    id: int
    kind: StatementKind
    text: str
    attendee_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deliberation:
    """All that happened at one § besides the decision itself."""

    motions: tuple[MotionFacts, ...] = ()
    propositions: tuple[PropositionFacts, ...] = ()
    ballots: tuple[BallotFacts, ...] = ()
    not_taking_part: tuple[int, ...] = ()
    dissents: tuple[DissentFacts, ...] = ()
    statements: tuple[StatementFacts, ...] = ()

    @property
    def standing_motions(self) -> tuple[MotionFacts, ...]:
        """Return the motions that were not withdrawn (rule K3)."""
        return tuple(motion for motion in self.motions if not motion.withdrawn)

    @property
    def empty(self) -> bool:
        """Say whether nothing happened but the decision."""
        return self == NOTHING


NOTHING = Deliberation()
