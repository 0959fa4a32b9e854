"""How the §§ of one body are numbered from a year on (rule NUM)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.association import queries
from app.association.domain import (
    BodyPattern,
    Charter,
    check_paragraph_pattern,
    filled,
    pattern_for,
    renumbered,
)
from app.association.domain.numbering import Series
from app.association.models import ParagraphPattern
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.hooks import Hook

FIRST_YEAR, LAST_YEAR = 1990, 2200

numbers_given: Hook[[Session], Sequence[Series]] = Hook("association.numbers_given")
"""Answers with the (body id, year) in which §§ have got numbers; those are never changed."""


def given(session: Session) -> list[Series]:
    """Return every body and year in which §§ have got numbers."""
    return sorted({one for answer in numbers_given(session) for one in answer})


def add_paragraph_pattern(
    session: Session, *, actor: Actor, body_id: int, from_year: int, pattern: str
) -> ParagraphPattern:
    """Let a body number its §§ in its own way from a year on (rule NUM).

    Raises:
        DomainError: on ``pattern`` one that cannot be written with; on ``from_year``
            ``association.year_out_of_range``, ``association.pattern_exists``,
            ``association.numbers_given``.
    """
    check_paragraph_pattern(pattern)
    if not FIRST_YEAR <= from_year <= LAST_YEAR:
        raise DomainError(
            "association.year_out_of_range", field="from_year", low=FIRST_YEAR, high=LAST_YEAR
        )
    body, stored = queries.body(session, body_id), queries.charter(session).paragraph_patterns
    if any((one.body_id, one.from_year) == (body_id, from_year) for one in stored):
        raise DomainError(
            "association.pattern_exists", field="from_year", body=body.name, year=from_year
        )
    new = BodyPattern(body_id, from_year, pattern)
    if found := renumbered(stored, [*stored, new], given(session)):
        year = found[-1][1]
        raise DomainError(
            "association.numbers_given",
            field="from_year",
            body=body.name,
            year=year,
            first=year + 1,
        )
    made = ParagraphPattern(body_id=body_id, from_year=from_year, pattern=pattern)
    session.add(made)
    _note(session, actor, made, "add_pattern", f"lade till {_words(made)} för {body.name}")
    return made


def remove_paragraph_pattern(session: Session, *, actor: Actor, pattern_id: int) -> None:
    """Remove a body's own pattern while no § has got a number by it (rule NUM).

    Raises:
        DomainError: ``association.pattern_in_use``.
    """
    found = queries.paragraph_pattern(session, pattern_id)
    body, stored = queries.body(session, found.body_id), queries.charter(session).paragraph_patterns
    left = [one for one in stored if one.id != found.id]
    if used := renumbered(stored, left, given(session)):
        raise DomainError("association.pattern_in_use", body=body.name, year=used[0][1])
    _note(session, actor, found, "remove_pattern", f"tog bort {_words(found)} för {body.name}")
    session.delete(found)


def keep_own_pattern(session: Session, charter: Charter) -> None:
    """Refuse another pattern of the association's own where §§ have got numbers by it (NUM).

    Raises:
        DomainError: ``association.own_pattern_in_use`` on ``paragraph_pattern``.
    """
    now = queries.charter(session)
    if charter.paragraph_pattern == now.paragraph_pattern:
        return
    used = [one for one in given(session) if pattern_for(now.paragraph_patterns, *one) is None]
    if used:
        raise DomainError(
            "association.own_pattern_in_use",
            field="paragraph_pattern",
            body=queries.body(session, used[-1][0]).name,
            year=used[-1][1],
        )


def _words(row: ParagraphPattern) -> str:
    return f"mönstret {filled(row.pattern, '1', row.from_year)} från {row.from_year}"


def _note(
    session: Session, actor: Actor, row: ParagraphPattern, action: str, sentence: str
) -> None:
    history.note(
        session,
        actor=actor,
        action=f"association.{action}",
        subject=row,
        sentence=sentence,
        body_id=row.body_id,
        pattern=row.pattern,
    )
