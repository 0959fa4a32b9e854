"""How far each § has come while the minutes are written. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.meetings.domain import ItemKind, Standing
from app.minutes.domain.deliberation_checks import deliberation_problems
from app.minutes.domain.facts import MinutesFacts, ParagraphFacts
from app.minutes.domain.presence import PresenceTable, recused
from app.minutes.domain.problems import Weight
from app.minutes.domain.terms import Outcome

_DECIDES = frozenset({ItemKind.DECISION, ItemKind.ELECTION})

# What a body without quorum may still do (rule F13): take note, adjourn, postpone.
_WITHOUT_QUORUM = re.compile(r"(?:att )?(?:bordlägga|ajournera|anteckna informationen)\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the list of §§: the kind of shape, and the word that says the same."""

    state: str
    word: str


def mark_of(facts: MinutesFacts, table: PresenceTable, paragraph: ParagraphFacts) -> Mark:
    """Return what a § still needs, the most pressing thing first."""
    if paragraph.alone is not None:  # frozen by itself, so nothing is missing (rule IMM)
        return Mark("done", "låst" if paragraph.alone.attested_on is None else "justerad")
    return next(_lacking(facts, table, paragraph), _done(facts, paragraph))


def _lacking(
    facts: MinutesFacts, table: PresenceTable, paragraph: ParagraphFacts
) -> Iterator[Mark]:
    if paragraph.standing is Standing.ATTESTERS and not facts.attesters:
        yield Mark("missing", "justerare saknas")
    if lacks_decision(paragraph):
        yield Mark("missing", "beslut saknas")
    if decides(paragraph) and not table.quorum(paragraph.place).reached:
        yield Mark("warning", "inte beslutsför")
    if any(one.weight is Weight.ERROR for one in deliberation_problems(facts, table, paragraph)):
        yield Mark("missing", "yrkande eller omröstning")
    if paragraph.from_proposal:
        yield Mark("draft", "från dagordningen")


def _done(facts: MinutesFacts, paragraph: ParagraphFacts) -> Mark:
    if any(recused(person, paragraph.place) for person in facts.attendees):
        return Mark("done", "klar, med jäv")
    return Mark("done", "klar, med omröstning" if paragraph.deliberation.ballots else "klar")


def decides(paragraph: ParagraphFacts) -> bool:
    """Say whether the § holds a decision that needs a quorum (rule F13)."""
    return any(not _WITHOUT_QUORUM.match(text.strip().lower()) for text in paragraph.clauses)


def lacks_decision(paragraph: ParagraphFacts) -> bool:
    """Say whether a § that asks for a decision has none yet; a matter taken off needs none."""
    withdrawn = paragraph.outcome is Outcome.WITHDRAWN
    return paragraph.kind in _DECIDES and not paragraph.clauses and not withdrawn


def first_unfinished(facts: MinutesFacts, table: PresenceTable) -> int:
    """Return the place to begin writing at: the first § that is not done, else the first."""
    undone = (p.place for p in facts.paragraphs if mark_of(facts, table, p).state != "done")
    return next(undone, 1)
