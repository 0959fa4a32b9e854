"""Dissents, statements and notes: who may, by when, and how they read (rule K2). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time

from app.minutes.domain.ballots import (
    abstention_sentences,
    entitled,
    not_taking_part_sentences,
)
from app.minutes.domain.deliberation import DissentFacts, StatementFacts
from app.minutes.domain.facts import Attendee, MinutesFacts
from app.minutes.domain.motions import names, owner
from app.minutes.domain.presence import PresenceTable
from app.minutes.domain.terms import StatementKind

STATEMENT_WORDS = {
    StatementKind.PARTICULAR: "Särskilt yttrande",
    StatementKind.NOTE: "Protokollsanteckning",
}
_ANNEX = re.compile(r"bilaga \d+( [a-zåäö])?", re.IGNORECASE)


def may_dissent(
    facts: MinutesFacts, place: int, table: PresenceTable | None = None
) -> list[Attendee]:
    """Return who took part in the decision of a §, and so may dissent from it (rule K2).

    Those who serve there; neither who was recused nor who takes no part in the decision.
    """
    return entitled(facts, place, table)


def in_time(facts: MinutesFacts, notified_at: time) -> bool:
    """Say whether a dissent was notified while the meeting went on (rule K2)."""
    if facts.opened_at is not None and notified_at < facts.opened_at:
        return False
    return facts.closed_at is None or notified_at <= facts.closed_at


def dissent_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return the dissents of a §, those alike in one sentence, each motivation after its own."""
    told: list[str] = []
    done: set[int] = set()
    dissents = facts.at(place).deliberation.dissents
    for one in dissents:
        if one.id in done:
            continue
        alike = [one, *(other for other in dissents if _alike(one, other))]
        done |= {other.id for other in alike}
        told += dissent_lines(facts, place, alike)
    return told


def dissent_lines(facts: MinutesFacts, place: int, alike: Sequence[DissentFacts]) -> list[str]:
    """Return dissents that are alike in one sentence, then the motivation of a single one."""
    people = [one.attendee_id for one in alike]
    favour = _in_favour(facts, place, alike[0], people)
    sentence = f"{names(facts, people)} reserverar sig mot beslutet{favour}."
    return [sentence, *_motivation(alike[0])]


def _alike(one: DissentFacts, other: DissentFacts) -> bool:
    """Say whether two dissents are told together: the same motion, no motivation of their own."""
    return (
        one.id != other.id
        and one.motion_id == other.motion_id
        and not (one.motivation or other.motivation)
    )


def _in_favour(facts: MinutesFacts, place: int, one: DissentFacts, people: Sequence[int]) -> str:
    standing = facts.at(place).deliberation.standing_motions
    motion = next((motion for motion in standing if motion.id == one.motion_id), None)
    if motion is None:
        return ""
    if set(people) <= set(motion.movers):
        own = "sitt eget" if len(people) == 1 else "sitt gemensamma"
        return f" till förmån för {own} yrkande"
    return f" till förmån för {owner(names(facts, motion.movers))} yrkande"


def _motivation(one: DissentFacts) -> list[str]:
    first, *rest = _lines(one.motivation) or [""]
    return [f"Motivering till reservationen: {first}", *rest] if first else []


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def reservation_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return dissents, then who takes no part in the decision and who abstained (rules K1, K2)."""
    return [
        *dissent_sentences(facts, place),
        *not_taking_part_sentences(facts, place),
        *abstention_sentences(facts, place),
    ]


def reservation_heading(facts: MinutesFacts, place: int) -> str:
    """Return what :func:`reservation_sentences` are about, since to abstain is no dissent (K1)."""
    others = [*not_taking_part_sentences(facts, place), *abstention_sentences(facts, place)]
    if not facts.at(place).deliberation.dissents:
        return "Deltagande i beslutet" if others else ""
    return "Reservationer och deltagande i beslutet" if others else "Reservationer"


def statement_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return the statements and notes of a §, lines of a longer text by themselves."""
    return [
        line
        for one in facts.at(place).deliberation.statements
        for line in statement_lines(facts, one)
    ]


def statement_lines(facts: MinutesFacts, one: StatementFacts) -> Iterable[str]:
    """Return one statement as it reads: what it is and by whom, then the text."""
    first, *rest = _lines(one.text) or ["–"]
    who = facts.attendee(one.attendee_id)
    if one.kind is StatementKind.PARTICULAR:
        lead = f"{who.name} lämnar ett särskilt yttrande" if who else "Särskilt yttrande"
        if who and not rest and _ANNEX.fullmatch(first.rstrip(".")):
            return [f"{lead}, {first[:1].lower()}{first[1:].rstrip('.')}."]
        return [f"{lead}: {first}", *rest]
    lead = f"{who.name} lämnar en protokollsanteckning" if who else "Protokollsanteckning"
    return [f"{lead}: {first}", *rest]
