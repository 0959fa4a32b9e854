"""A ballot as it is kept: checked against who votes at the §, and without what does not belong."""

from __future__ import annotations

from dataclasses import replace

from app.kernel.errors import DomainError
from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    CandidateFacts,
    Majority,
    MinutesFacts,
    listed,
)
from app.minutes.domain.ballots import (
    chair_abstains_at_tie,
    entitled,
    not_entitled,
    result,
    too_many,
)


def checked_ballot(facts: MinutesFacts, place: int, ballot: BallotFacts) -> BallotFacts:
    """Return the ballot as it is kept (rules K1, K10, K12, F14, F15).

    Raises:
        DomainError: as :func:`app.minutes.services.save_ballot` says.
    """
    kept = _election(ballot) if ballot.kind is BallotKind.ELECTION else _question(ballot)
    wrong = [person.name for person in not_entitled(facts, place, kept)]
    if wrong:
        raise DomainError("ballot.not_serving", name=listed(wrong))
    _check_strangers(facts, kept)
    if kept.majority is not Majority.SIMPLE and not facts.charter.qualified_majorities.strip():
        raise DomainError("ballot.majority_not_in_charter", field="majority")  # rule F15
    if too_many(facts, place, kept):
        raise DomainError("ballot.too_many", number=len(entitled(facts, place)))
    if chair_abstains_at_tie(facts, place, kept):
        raise DomainError("ballot.chair_abstains")  # rule K1
    return _decided(facts, place, kept)


def _check_strangers(facts: MinutesFacts, ballot: BallotFacts) -> None:
    """Refuse votes by people of another meeting."""
    if not {key for key, _ in ballot.votes} <= {person.id for person in facts.attendees}:
        raise DomainError("ballot.not_serving", name="Någon utanför närvaron")


def _question(ballot: BallotFacts) -> BallotFacts:
    yes, no = ballot.yes_means.strip().rstrip("."), ballot.no_means.strip().rstrip(".")
    for name, text in (("yes_means", yes), ("no_means", no)):
        if not text:
            raise DomainError("ballot.meaning_missing", field=name)
    kept = replace(ballot, yes_means=yes, no_means=no, candidates=(), lot_fell_on="")
    if ballot.secret:
        return replace(kept, votes=())
    votes = tuple(sorted(dict(ballot.votes).items()))
    return replace(kept, votes=votes, yes_count=None, no_count=None, abstain_count=None)


def _election(ballot: BallotFacts) -> BallotFacts:
    named = [CandidateFacts(one.name.strip(), one.votes) for one in ballot.candidates]
    candidates = tuple(one for one in named if one.name)
    names = {one.name.casefold() for one in candidates}
    if len(names) < len(candidates):
        raise DomainError("ballot.candidate_twice", field="candidates")
    if not candidates:
        raise DomainError("ballot.candidate_missing", field="candidates")
    return replace(
        ballot,
        yes_means="",
        no_means="",
        majority=Majority.SIMPLE,
        votes=(),
        yes_count=None,
        no_count=None,
        abstain_count=ballot.abstain_count if ballot.secret else None,
        casting=None,
        candidates=candidates,
        lot_fell_on=ballot.lot_fell_on.strip(),
    )


def _decided(facts: MinutesFacts, place: int, ballot: BallotFacts) -> BallotFacts:
    """Keep a casting vote and a lot only where the votes are equal (rule F14)."""
    found = result(facts, place, ballot)
    if not found.tie:
        return replace(ballot, casting=None, lot_fell_on="")
    if ballot.lot_fell_on and ballot.lot_fell_on not in found.tied:
        raise DomainError("ballot.lot_outside", field="lot_fell_on", names=listed(found.tied))
    return ballot
