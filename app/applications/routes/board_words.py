"""Proposals and decisions in words: what differs, and one line about each."""

from __future__ import annotations

from collections.abc import Sequence

from app.applications.domain import DECISION_WORDS, DecisionKind
from app.applications.domain.granting import AppliedLine, Ruling, tidied
from app.kernel.money import kronor

Change = tuple[str, str, str]
"""What, as it was proposed, as it was decided."""


def in_short(ruling: Ruling) -> str:
    """Return a ruling in a line: "Bevilja till en del, 300 000 kr"."""
    amount = f", {kronor(ruling.total)}" if ruling.total else ""
    return f"{DECISION_WORDS[ruling.kind]}{amount}"


def ruling_changes(
    proposed: Ruling, decided: Ruling, lines: Sequence[AppliedLine]
) -> tuple[Change, ...]:
    """Return in words where a decision differs from the proposal."""
    before, after = (tidied(one, tuple(lines)) for one in (proposed, decided))
    pairs = [
        ("Beslut", DECISION_WORDS[before.kind], DECISION_WORDS[after.kind]),
        *_amounts(before, after, lines),
        ("Villkor", "\n".join(before.conditions), "\n".join(after.conditions)),
        ("Skäl", before.reasons, after.reasons),
        ("Återremitteras till och för", before.refer_to, after.refer_to),
        ("Bordläggs till", _day(before), _day(after)),
    ]
    return tuple((label, old, new) for label, old, new in pairs if old != new)


def _amounts(before: Ruling, after: Ruling, lines: Sequence[AppliedLine]) -> list[Change]:
    kinds = {before.kind, after.kind}
    if not kinds & {DecisionKind.GRANT, DecisionKind.GRANT_IN_PART}:
        return []
    texts = {line.position: line.text for line in lines}
    return [
        (
            f"{texts.get(position, 'Belopp')} {year}",
            kronor(before.amounts.get((year, position), 0)),
            kronor(after.amounts.get((year, position), 0)),
        )
        for year, position in sorted({*before.amounts, *after.amounts})
    ]


def _day(ruling: Ruling) -> str:
    return ruling.table_to.isoformat() if ruling.table_to else ""
