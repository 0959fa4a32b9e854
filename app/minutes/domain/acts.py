"""What happened at a § as it will read, one thing at a time, for the editor. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.minutes.domain.ballots import introduction, not_taking_part_sentences, result, vote_rows
from app.minutes.domain.deliberation import BallotFacts, Part
from app.minutes.domain.dissents import dissent_lines, statement_lines
from app.minutes.domain.facts import MinutesFacts
from app.minutes.domain.motions import motion_sentence, proposition_sentences, withdrawn_sentence

PART_WORDS = {
    Part.MOTION: "Yrkande",
    Part.PROPOSITION: "Proposition",
    Part.BALLOT: "Omröstning",
    Part.DISSENT: "Reservation",
    Part.STATEMENT: "Yttrande",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened, with the word before it; no part for a mark of people."""

    word: str
    text: str
    part: Part | None = None
    id: int = 0


def acts(facts: MinutesFacts, place: int) -> list[Act]:
    """Return everything that happened at a §, withdrawn motions too, as the minutes order it."""
    happened = facts.at(place).deliberation
    found = [
        Act(PART_WORDS[part], act_words(facts, place, part, thing), part, thing.id)
        for part in Part
        for thing in getattr(happened, part)
    ]
    out = [Act("Deltar inte", text) for text in not_taking_part_sentences(facts, place)]
    return found + out


def act_words(facts: MinutesFacts, place: int, part: Part, thing: Any) -> str:
    """Return one motion, question, ballot, dissent or statement in a few sentences."""
    if part is Part.MOTION:
        tell = withdrawn_sentence if thing.withdrawn else motion_sentence
        return tell(facts, thing)
    if part is Part.PROPOSITION:
        return _put(facts, place, thing)
    if part is Part.BALLOT:
        return _ballot(facts, place, thing)
    if part is Part.DISSENT:
        return "\n".join(dissent_lines(facts, place, [thing]))
    return "\n".join(statement_lines(facts, thing))


def _put(facts: MinutesFacts, place: int, thing: Any) -> str:
    put = facts.at(place).deliberation.propositions
    if thing in put:
        return proposition_sentences(facts, place)[put.index(thing)]
    return f"Ordföranden ställer proposition på {thing.asked} och finner att {thing.found}."


def _ballot(facts: MinutesFacts, place: int, ballot: BallotFacts) -> str:
    votes = ", ".join(f"{row.name} {row.vote.lower()}" for row in vote_rows(facts, ballot))
    told = [introduction(ballot), result(facts, place, ballot).sentence]
    return " ".join(filter(None, [*told, f"({votes})" if votes else ""]))
