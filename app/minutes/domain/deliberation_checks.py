"""What is missing in a §'s motions, ballots and dissents before freezing (K1, K2, K6). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from app.minutes.domain.ballots import (
    chair_abstains_at_tie,
    not_entitled,
    result,
    too_many,
    without_vote,
)
from app.minutes.domain.deliberation import BallotFacts, DissentFacts
from app.minutes.domain.dissents import in_time, may_dissent
from app.minutes.domain.facts import MinutesFacts, ParagraphFacts
from app.minutes.domain.listing import listed
from app.minutes.domain.motions import may_move
from app.minutes.domain.presence import PresenceTable
from app.minutes.domain.problems import Place, Problem, Weight
from app.minutes.domain.terms import BallotKind, MotionKind

_AGAINST = frozenset(MotionKind) - {MotionKind.APPROVAL}


def deliberation_problems(
    facts: MinutesFacts, table: PresenceTable, one: ParagraphFacts
) -> Iterator[Problem]:
    """Yield what is missing or wrong in a §'s motions, ballots and dissents (rules K1, K2, K6)."""
    if one.deliberation.empty:
        return
    yield from _motions(table, one)
    several = len(one.deliberation.ballots) > 1
    for number, ballot in enumerate(one.deliberation.ballots, start=1):
        which = f"omröstning {number}" if several else "omröstningen"
        yield from _ballot(facts, table, one, ballot, which)
    yield from _not_taking_part(facts, table, one)
    for dissent in one.deliberation.dissents:
        yield from _dissent(facts, table, one, dissent)


def _problem(
    one: ParagraphFacts, code: str, sentence: str, weight: Weight = Weight.ERROR
) -> Problem:
    text = f"{one.label}: {sentence}"
    return Problem(f"freeze.{code}", one.place, text, Place.PARAGRAPH, weight)


def _motions(table: PresenceTable, one: ParagraphFacts) -> Iterator[Problem]:
    standing = one.deliberation.standing_motions
    put = one.deliberation.propositions or one.deliberation.ballots
    opposed = any(motion.kind in _AGAINST for motion in standing)
    if (len(standing) > 1 or opposed) and not put:
        yield _problem(
            one,
            "no_proposition",
            "det finns yrkanden men inte hur ordföranden ställde frågan. Skriv till det.",
            Weight.WARNING,
        )
    may = {person.id for person in may_move(table, one.place)}
    wrong = {key for motion in standing for key in motion.movers} - may
    for person in table.attendees:
        if person.id in wrong:
            yield _problem(
                one,
                "mover_not_serving",
                f"{person.name} har ett yrkande men tjänstgör inte vid ärendet. Rätta närvaron "
                "eller yrkandet.",
            )


def _ballot(
    facts: MinutesFacts,
    table: PresenceTable,
    one: ParagraphFacts,
    ballot: BallotFacts,
    which: str,
) -> Iterator[Problem]:
    found = result(facts, one.place, ballot)
    if found.given == 0:
        yield _problem(one, "ballot_empty", f"{which} saknar röster. Skriv in dem eller ta bort.")
    elif found.undecided:
        yield _problem(one, "ballot_tied", f"{which} slutade lika. {_decides(ballot)}")
    if chair_abstains_at_tie(facts, one.place, ballot):
        yield _problem(
            one,
            "chair_abstains",
            f"{which} slutade lika, och då kan ordföranden inte avstå. Ange ordförandens röst.",
        )
    if too_many(facts, one.place, ballot, table):
        yield _problem(
            one,
            "ballot_too_many",
            f"{which} har fler röster än det finns röstande. Rätta rösterna eller närvaron.",
        )
    yield from _voters(facts, table, one, ballot, which)


def _decides(ballot: BallotFacts) -> str:
    if ballot.kind is BallotKind.ELECTION:
        return "Ange vem lotten föll på."
    return "Ange ordförandens utslagsröst."


def _voters(
    facts: MinutesFacts,
    table: PresenceTable,
    one: ParagraphFacts,
    ballot: BallotFacts,
    which: str,
) -> Iterator[Problem]:
    """Every voter serves at the §, and everybody who serves there has answered (rule K6)."""
    missing = [p.name for p in without_vote(facts, one.place, ballot, table)]
    if missing and ballot.votes:
        yield _problem(
            one,
            "vote_missing",
            f"i {which} saknas hur {listed(missing)} röstade. Ange ja, nej eller avstår.",
        )
    wrong = [p.name for p in not_entitled(facts, one.place, ballot, table)]
    if wrong:
        votes = "en röst" if len(wrong) == 1 else "röster"
        yield _problem(
            one,
            "vote_not_serving",
            f"i {which} har {listed(wrong)} {votes} men deltar inte i beslutet. Rätta närvaron "
            "eller rösterna.",
        )


def _not_taking_part(
    facts: MinutesFacts, table: PresenceTable, one: ParagraphFacts
) -> Iterator[Problem]:
    serving = {service.person.id for service in table.serving(one.place)}
    for key in one.deliberation.not_taking_part:
        person = facts.attendee(key)
        if person and key not in serving:
            yield _problem(
                one,
                "not_taking_part_absent",
                f"{person.name} står som den som inte deltar i beslutet men tjänstgör inte vid "
                "ärendet. Rätta närvaron eller ta bort markeringen.",
            )


def _dissent(
    facts: MinutesFacts, table: PresenceTable, one: ParagraphFacts, dissent: DissentFacts
) -> Iterator[Problem]:
    """Only one who took part may dissent, and before the meeting is closed (rule K2)."""
    person = facts.attendee(dissent.attendee_id)
    name = person.name if person else "–"
    if person not in may_dissent(facts, one.place, table):
        yield _problem(
            one,
            "dissent_not_taking_part",
            f"{name} har reserverat sig men deltog inte i beslutet. Rätta närvaron eller ta bort "
            "reservationen.",
        )
    if not in_time(facts, dissent.notified_at):
        yield _problem(
            one,
            "dissent_late",
            f"{name} reserverade sig utanför sammanträdets tid. Rätta klockslaget eller ta bort "
            "reservationen.",
        )
