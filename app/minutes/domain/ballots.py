"""Ballots: what was voted, who won, and how it reads (rules K1, F14, F15). Pure.

The result is worked out from the votes each time it is asked for; only what the votes cannot say,
the chair's casting vote and whom the lot fell on, is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from app.minutes.domain.deliberation import BallotFacts
from app.minutes.domain.facts import Attendee, MinutesFacts
from app.minutes.domain.listing import listed
from app.minutes.domain.presence import PresenceTable, table_of
from app.minutes.domain.terms import BallotKind, Choice, Majority

CHOICE_WORDS = {Choice.YES: "Ja", Choice.NO: "Nej", Choice.ABSTAINS: "Avstår"}
MAJORITY_WORDS = {
    Majority.SIMPLE: "Enkel majoritet av de avgivna rösterna",
    Majority.TWO_THIRDS: "Två tredjedelar av de närvarande röstberättigade",
    Majority.THREE_QUARTERS: "Tre fjärdedelar av de närvarande röstberättigade",
    Majority.UNANIMOUS: "Alla närvarande röstberättigade",
}
_SHARES = {
    Majority.TWO_THIRDS: Fraction(2, 3),
    Majority.THREE_QUARTERS: Fraction(3, 4),
    Majority.UNANIMOUS: Fraction(1),
}
# "bifall till ansökan" as what the body decides to do.
_VERBS = (
    (r"(?:bifall|ett bifall) till (.+)", r"att bifalla \1"),
    (r"avslag på (.+)", r"att avslå \1"),
    (r"bifall", "att bifalla förslaget"),
    (r"avslag", "att avslå förslaget"),
    (r"återremiss", "att återremittera ärendet"),
    (r"bordläggning", "att bordlägga ärendet"),
    (r"avgörande i dag", "att avgöra ärendet i dag"),
    (r"(att .+)", r"\1"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a ballot came to; ``passed`` and ``winner`` wait for a casting vote or a lot.

    In an election ``passed`` says whether somebody is elected, and ``yes`` is the votes cast.
    """

    yes: int
    no: int
    abstains: int
    passed: bool | None
    tie: bool
    winner: str  # what the winning side meant, or who was elected
    sentence: str
    tied: tuple[str, ...] = ()  # the candidates whom lots are drawn between

    @property
    def cast(self) -> int:
        """Return the votes for either side; to abstain counts for neither (rule K1)."""
        return self.yes + self.no

    @property
    def given(self) -> int:
        """Return everybody who answered, those who abstained too."""
        return self.cast + self.abstains

    @property
    def undecided(self) -> bool:
        """Say whether a tie still waits for the chair or the lot (rule F14)."""
        return self.tie and self.passed is None


def entitled(facts: MinutesFacts, place: int, table: PresenceTable | None = None) -> list[Attendee]:
    """Return who votes at a place: those who serve, but for who takes no part in the decision.

    Whoever is recused does not serve (rule K12); guests and co-opted never do (rule K10).
    """
    found = (table or table_of(facts)).serving(place)
    out = facts.at(place).deliberation.not_taking_part
    return [service.person for service in found if service.person.id not in out]


def result(facts: MinutesFacts, place: int, ballot: BallotFacts) -> Result:
    """Return what a ballot at a place came to, with its sentence (rules K1, F14, F15)."""
    if ballot.kind is BallotKind.ELECTION:
        return _election(ballot)
    return _question(facts, place, ballot)


def counted(ballot: BallotFacts) -> Counter[Choice]:
    """Return how many chose what: from the votes of an open ballot, the counts of a secret one."""
    if ballot.secret:
        return Counter(
            {
                Choice.YES: ballot.yes_count or 0,
                Choice.NO: ballot.no_count or 0,
                Choice.ABSTAINS: ballot.abstain_count or 0,
            }
        )
    return Counter(choice for _, choice in ballot.votes)


def _question(facts: MinutesFacts, place: int, ballot: BallotFacts) -> Result:
    votes = counted(ballot)
    yes, no, abstains = (votes[choice] for choice in Choice)
    need = _needed(facts, place, ballot)
    tie = need is None and yes == no and yes + no + abstains > 0
    passed = _passed(ballot, yes, no, abstains, need)
    means = ballot.yes_means if passed else ballot.no_means
    winner = means if passed is not None else ""
    told = [f"Resultat: {tally(yes, no, abstains)}."]
    told += _qualified(facts, place, ballot, need, reached=bool(passed))
    told += _cast(ballot) if tie else []
    told += [f"{facts.body_name} har därmed beslutat {decided_words(winner)}."] if winner else []
    return Result(yes, no, abstains, passed, tie, winner, " ".join(told))


def _passed(ballot: BallotFacts, yes: int, no: int, abstains: int, need: int | None) -> bool | None:
    if yes + no + abstains == 0:
        return None
    if need is not None:
        return yes >= need
    if yes != no:
        return yes > no
    return None if ballot.casting is None else ballot.casting is Choice.YES  # rule F14


def tally(yes: int, no: int, abstains: int) -> str:
    """Return "5 ja, 3 nej, 1 avstår"."""
    return f"{yes} ja, {no} nej" + (f", {abstains} avstår" if abstains else "")


def _needed(facts: MinutesFacts, place: int, ballot: BallotFacts) -> int | None:
    """Return how many yes a qualified majority needs; None for a simple one (rule F15)."""
    share = _SHARES.get(ballot.majority)
    return None if share is None else max(1, ceil(share * len(entitled(facts, place))))


def _qualified(
    facts: MinutesFacts, place: int, ballot: BallotFacts, need: int | None, *, reached: bool
) -> list[str]:
    if need is None:
        return []
    number = len(entitled(facts, place))
    votes = f"{need} ja-röst" if need == 1 else f"{need} ja-röster"
    share = {
        Majority.TWO_THIRDS: f"två tredjedelar av de {number} närvarande röstberättigade",
        Majority.THREE_QUARTERS: f"tre fjärdedelar av de {number} närvarande röstberättigade",
        Majority.UNANIMOUS: f"att alla {number} närvarande röstberättigade är eniga",
    }[ballot.majority]
    done = "Kravet är uppfyllt." if reached else "Kravet är inte uppfyllt."
    return [f"För bifall krävs {share}, det vill säga {votes}. {done}"]


def _cast(ballot: BallotFacts) -> list[str]:
    told = ["Vid lika röstetal avgör ordförandens utslagsröst."]
    return told + (
        [f"Ordföranden röstar {CHOICE_WORDS[ballot.casting].lower()}."] if ballot.casting else []
    )


def decided_words(meaning: str) -> str:
    """Return what the winning side meant as what the body does: "att avslå ansökan"."""
    for pattern, verb in _VERBS:
        if found := re.fullmatch(pattern, meaning, re.IGNORECASE):
            return found.expand(verb)
    return f"i enlighet med det vinnande förslaget: {meaning}"


def _election(ballot: BallotFacts) -> Result:
    votes = sum(one.votes for one in ballot.candidates)
    blank = (ballot.abstain_count or 0) if ballot.secret else 0
    top = max((one.votes for one in ballot.candidates), default=0)
    first = tuple(one.name for one in ballot.candidates if one.votes == top and top > 0)
    tie = len(first) > 1
    lot = ballot.lot_fell_on if ballot.lot_fell_on in first else ""
    winner = lot if tie else next(iter(first), "")
    told = [f"Resultat: {_candidates(ballot, blank)}."] if ballot.candidates else []
    if tie:
        told.append(_lot(lot))
    if winner:
        told.append(f"{winner} är därmed vald.")
    passed = True if winner else None
    return Result(votes, 0, blank, passed, tie, winner, " ".join(told), first if tie else ())


def _lot(winner: str) -> str:
    return (
        f"Vid lika röstetal avgörs valet genom lottning, som utfaller på {winner}."
        if winner
        else "Vid lika röstetal avgörs valet genom lottning."
    )


def _candidates(ballot: BallotFacts, blank: int) -> str:
    ordered = sorted(ballot.candidates, key=lambda one: -one.votes)
    told = [f"{one.name} {votes_words(one.votes)}" for one in ordered]
    if blank:
        told.append("1 blank sedel" if blank == 1 else f"{blank} blanka sedlar")
    return ", ".join(told)


def votes_words(number: int) -> str:
    """Return "1 röst" or "4 röster"."""
    return "1 röst" if number == 1 else f"{number} röster"


def chair_abstains_at_tie(facts: MinutesFacts, place: int, ballot: BallotFacts) -> bool:
    """Say whether the chair abstained although the votes are equal: not allowed (rule K1)."""
    chair = table_of(facts).chair(place)
    mine = chair is not None and (chair.id, Choice.ABSTAINS) in ballot.votes
    return mine and not ballot.secret and result(facts, place, ballot).tie


def introduction(ballot: BallotFacts) -> str:
    """Return what a ballot was about, as the minutes tell it."""
    if ballot.kind is BallotKind.ELECTION:
        how = "med slutna sedlar" if ballot.secret else "genom öppen omröstning"
        return f"Valet sker {how}."
    how = "Sluten votering" if ballot.secret else "Votering"
    return (
        f"{how} begärs och verkställs. Ja-röst innebär {ballot.yes_means or '–'}; "
        f"nej-röst innebär {ballot.no_means or '–'}."
    )


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One line of the table of a ballot: a person's vote, or a candidate's votes."""

    name: str
    where: str
    vote: str


def vote_rows(facts: MinutesFacts, ballot: BallotFacts) -> list[VoteRow]:
    """Return the table of a ballot in the order of the roster; a secret question has none."""
    if ballot.kind is BallotKind.ELECTION:
        ordered = sorted(ballot.candidates, key=lambda one: -one.votes)
        where = {person.name: person.where for person in facts.attendees}
        return [
            VoteRow(one.name, where.get(one.name, ""), votes_words(one.votes)) for one in ordered
        ]
    choices = {} if ballot.secret else dict(ballot.votes)
    return [
        VoteRow(person.name, person.where, CHOICE_WORDS[choices[person.id]])
        for person in facts.attendees
        if person.id in choices
    ]


_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte")


def abstention_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return who abstained from voting in open ballots, by ballot when there are several (K1)."""
    ballots = facts.at(place).deliberation.ballots
    told = []
    for at, ballot in enumerate(ballots):
        wanted = {key for key, choice in ballot.votes if choice is Choice.ABSTAINS}
        found = [person.name for person in facts.attendees if person.id in wanted]
        where = f" i den {_ordinal(at)} voteringen" if len(ballots) > 1 else ""
        if found:
            told.append(f"{listed(found)} avstår från att rösta{where}.")
    return told


def _ordinal(at: int) -> str:
    return _ORDINALS[at] if at < len(_ORDINALS) else f"{at + 1}:e"


def not_taking_part_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return who takes no part in the decision of a §: another thing than abstaining (K1)."""
    out = set(facts.at(place).deliberation.not_taking_part)
    found = [person.name for person in facts.attendees if person.id in out]
    return [f"{listed(found)} deltar inte i beslutet."] if found else []


def without_vote(
    facts: MinutesFacts, place: int, ballot: BallotFacts, table: PresenceTable | None = None
) -> list[Attendee]:
    """Return who serves and takes part but has no vote in an open ballot (rule K6)."""
    if ballot.secret or ballot.kind is BallotKind.ELECTION:
        return []
    voted = {key for key, _ in ballot.votes}
    return [person for person in entitled(facts, place, table) if person.id not in voted]


def not_entitled(
    facts: MinutesFacts, place: int, ballot: BallotFacts, table: PresenceTable | None = None
) -> list[Attendee]:
    """Return who has a vote without serving at the place, or takes no part in the decision."""
    may = {person.id for person in entitled(facts, place, table)}
    wrong = {key for key, _ in ballot.votes} - may
    return [person for person in facts.attendees if person.id in wrong]


def too_many(
    facts: MinutesFacts, place: int, ballot: BallotFacts, table: PresenceTable | None = None
) -> bool:
    """Say whether more votes were counted than there are people who vote."""
    return result(facts, place, ballot).given > len(entitled(facts, place, table))
