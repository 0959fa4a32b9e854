"""What the big screen shows of one §: only what everybody in the room has heard. Pure.

Drafts, notes and the background that the secretary writes are not for the room; the proposal is the
one that was sent, and a secret ballot gives its numbers alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.minutes.domain.ballots import introduction, result
from app.minutes.domain.facts import MinutesFacts, ParagraphFacts
from app.minutes.domain.motions import motion_sentences
from app.minutes.domain.presence import PresenceTable, Quorum, recused

_LONG = 420  # characters that fit in large type on a screen of 1080 lines


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot as it is read out: what was voted on, and what it came to."""

    about: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Wall:
    """One § for the room to see."""

    label: str
    heading: str
    case_number: str
    quorum: Quorum
    closed_doors: bool
    chair: str
    lead: str  # "Styrelsen föreslås besluta"
    proposal: tuple[str, ...]
    motions: tuple[str, ...]
    recused: tuple[str, ...]
    ballots: tuple[Ballot, ...]

    @property
    def long(self) -> bool:
        """Say whether there is so much to read that the letters have to be smaller."""
        told = [text for ballot in self.ballots for text in (ballot.about, ballot.outcome)]
        return sum(map(len, [*self.proposal, *self.motions, *told])) > _LONG


def wall_of(facts: MinutesFacts, table: PresenceTable, place: int) -> Wall:
    """Return what the room sees of the § at a place; behind closed doors only that it is so."""
    paragraph = facts.at(place)
    closed = paragraph.behind_closed_doors
    leader = table.chair(place)
    return Wall(
        label=paragraph.label,
        heading="" if closed else paragraph.heading,
        case_number="" if closed else paragraph.case_number,
        quorum=table.quorum(place),
        closed_doors=closed,
        chair=leader.name if leader else "",
        lead=facts.charter.proposal_words,
        proposal=() if closed else paragraph.proposal,
        motions=() if closed else tuple(motion_sentences(facts, place)),
        recused=recused_at(facts, place),
        ballots=() if closed else _ballots(facts, paragraph),
    )


def recused_at(facts: MinutesFacts, place: int) -> tuple[str, ...]:
    """Return the names of those who are recused at a place (rule K12)."""
    return tuple(person.name for person in facts.attendees if recused(person, place))


def _ballots(facts: MinutesFacts, paragraph: ParagraphFacts) -> tuple[Ballot, ...]:
    held = paragraph.deliberation.ballots
    found = (
        Ballot(introduction(one), result(facts, paragraph.place, one).sentence) for one in held
    )
    return tuple(ballot for ballot in found if ballot.outcome)
