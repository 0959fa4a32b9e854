"""Random things that happen at a §: motions, questions, ballots, dissents, statements."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from app.minutes.domain import BallotKind, Choice, Majority, MotionKind, StatementKind

Draw = Any
texts = st.sampled_from(["", "rad ett\nrad två", "a & b <x> {{y}}", "åäö 🪻", "bifall"])
words = st.sampled_from(["x", "åäö 🪻", "rad ett\nrad två"])
counts = st.none() | st.integers(0, 9)


def members_of(kind: Any) -> Any:
    """Return a strategy of an enum's values."""
    return st.sampled_from([str(value) for value in kind])


@st.composite
def some(draw: Draw, roster: list[str], least: int = 0) -> list[str]:
    """Some of the roster, each once, in its order."""
    size = draw(st.integers(least, len(roster)))
    chosen = set(draw(st.permutations(roster))[:size])
    return [key for key in roster if key in chosen]


@st.composite
def ballot(draw: Draw, roster: list[str]) -> dict[str, Any]:
    """A ballot that the database takes."""
    kind, secret = draw(st.sampled_from(BallotKind)), draw(st.booleans())
    election = kind is BallotKind.ELECTION
    voters = [] if secret else draw(some(roster))
    numbers = counts if secret else st.none()
    return {
        "kind": str(kind),
        "secret": secret,
        "yes_means": draw(texts),
        "no_means": draw(texts),
        "majority": draw(members_of(Majority)),
        "votes": [{"person": key, "choice": draw(members_of(Choice))} for key in voters],
        "yes_count": draw(numbers),
        "no_count": draw(numbers),
        "abstain_count": draw(numbers),
        "casting": None if election else draw(st.sampled_from([None, "yes", "no"])),
        "lot_fell_on": draw(texts) if election else "",
        "candidates": [
            {"name": draw(words), "votes": draw(st.integers(0, 9))}
            for _ in range(draw(st.integers(0, 2)))
        ],
    }


@st.composite
def motion(draw: Draw, roster: list[str]) -> dict[str, Any]:
    """A motion of somebody or several."""
    return {
        "kind": draw(members_of(MotionKind)),
        "text": draw(texts),
        "withdrawn": draw(st.booleans()),
        "movers": [{"person": key} for key in draw(some(roster, least=1))],
    }


@st.composite
def deliberations(draw: Draw, roster: list[str]) -> dict[str, Any]:
    """All that happened at one §; often nothing."""
    if draw(st.booleans()):
        return {part: [] for part in _PARTS}
    motions = draw(st.lists(motion(roster), max_size=2))
    places = st.none() | st.sampled_from([*range(1, len(motions) + 1)]) if motions else st.none()
    clock = st.times().map(lambda at: at.replace(second=0, microsecond=0).isoformat("minutes"))
    return {
        "motions": motions,
        "propositions": draw(
            st.lists(st.fixed_dictionaries({"asked": texts, "found": texts}), max_size=2)
        ),
        "ballots": draw(st.lists(ballot(roster), max_size=2)),
        "not_taking_part": [{"person": key} for key in draw(some(roster))],
        "dissents": [
            {
                "person": key,
                "motion": draw(places),
                "notified_at": draw(clock),
                "motivation": draw(texts),
            }
            for key in draw(some(roster))
        ],
        "statements": [
            {
                "kind": draw(members_of(StatementKind)),
                "person": draw(st.none() | st.sampled_from(roster)),
                "text": draw(words),
            }
            for _ in range(draw(st.integers(0, 2)))
        ],
    }


_PARTS = ("motions", "propositions", "ballots", "not_taking_part", "dissents", "statements")
