"""What happened at the §§ of a meeting: motions, questions, ballots, dissents, statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Integer, Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session, selectinload

from app.kernel.prepared import prepared
from app.minutes.domain import (
    BallotFacts,
    CandidateFacts,
    Deliberation,
    DissentFacts,
    MotionFacts,
    PropositionFacts,
    StatementFacts,
)
from app.minutes.models import (
    Ballot,
    Dissent,
    Motion,
    NonParticipation,
    Paragraph,
    Proposition,
    Statement,
    Vote,
)
from app.minutes.models.deliberations import motion_mover

_TABLES: dict[str, type[Any]] = {
    "motions": Motion,
    "propositions": Proposition,
    "ballots": Ballot,
    "not_taking_part": NonParticipation,
    "dissents": Dissent,
    "statements": Statement,
}


def deliberations(session: Session, meeting_id: int) -> dict[int, Deliberation]:
    """Return what happened at each § by its id; §§ where nothing did are left out.

    One statement for an ordinary meeting; one to three more for each kind of thing that happened.
    """
    kinds = [str(kind) for (kind,) in _kinds.rows(session, meeting_id=meeting_id)]
    found: dict[int, dict[str, tuple[Any, ...]]] = {}
    for kind in kinds:
        for paragraph_id, things in _of_kind(session, meeting_id, kind).items():
            found.setdefault(paragraph_id, {})[kind] = tuple(things)
    return {paragraph_id: Deliberation(**parts) for paragraph_id, parts in found.items()}


@prepared
def _kinds() -> Select[*tuple[Any, ...]]:
    meeting = bindparam("meeting_id", type_=Integer)
    own = select(Paragraph.id).where(Paragraph.meeting_id == meeting)
    each = [
        select(literal(kind).label("kind")).where(table.paragraph_id.in_(own))
        for kind, table in _TABLES.items()
    ]
    found = union_all(*each).subquery("found")
    return select(found.c.kind).distinct()


def _of_kind(session: Session, meeting_id: int, kind: str) -> dict[int, list[Any]]:
    table = _TABLES[kind]
    order = [table.attendance_id] if table is NonParticipation else [table.id]
    if hasattr(table, "position"):
        order = [table.position, *order]
    rows: Iterable[Any] = session.scalars(
        select(table)
        .join(Paragraph, Paragraph.id == table.paragraph_id)
        .where(Paragraph.meeting_id == meeting_id)
        .order_by(*order)
        .options(*_options(table))
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.paragraph_id, []).append(_FACTS[kind](row))
    return found


def _options(table: type[Any]) -> list[Any]:
    if table is Motion:
        return [selectinload(Motion.movers)]
    return [selectinload(Ballot.votes), selectinload(Ballot.candidates)] if table is Ballot else []


def _motion(row: Motion) -> MotionFacts:
    movers = tuple(mover.id for mover in row.movers)
    return MotionFacts(row.id, row.kind, movers, row.text, row.withdrawn)


def _ballot(row: Ballot) -> BallotFacts:
    return BallotFacts(
        id=row.id,
        kind=row.kind,
        secret=row.secret,
        yes_means=row.yes_means,
        no_means=row.no_means,
        majority=row.majority,
        votes=tuple((vote.attendance_id, vote.choice) for vote in row.votes),
        yes_count=row.yes_count,
        no_count=row.no_count,
        abstain_count=row.abstain_count,
        casting=row.casting,
        lot_fell_on=row.lot_fell_on,
        candidates=tuple(CandidateFacts(one.name, one.votes) for one in row.candidates),
    )


def _dissent(row: Dissent) -> DissentFacts:
    return DissentFacts(row.id, row.attendance_id, row.notified_at, row.motion_id, row.motivation)


_FACTS: dict[str, Callable[[Any], Any]] = {
    "motions": _motion,
    "propositions": lambda row: PropositionFacts(row.id, row.asked, row.found),
    "ballots": _ballot,
    "not_taking_part": lambda row: row.attendance_id,
    "dissents": _dissent,
    "statements": lambda row: StatementFacts(row.id, row.kind, row.text, row.attendance_id),
}


def happened_at(session: Session, paragraph_id: int) -> bool:
    """Say whether anything but the decision happened at a §."""
    each = [
        select(table.paragraph_id).where(table.paragraph_id == paragraph_id)
        for table in _TABLES.values()
    ]
    return session.scalar(select(union_all(*each).exists())) is True


def named_in_deliberations(session: Session, attendance_id: int) -> bool:
    """Say whether somebody on the roster moved, voted, dissented or stated something."""
    each = [
        select(column.label("who")).where(column == attendance_id)
        for column in (
            motion_mover.c.attendance_id,
            Vote.attendance_id,
            NonParticipation.attendance_id,
            Dissent.attendance_id,
            Statement.attendance_id,
        )
    ]
    return session.scalar(select(union_all(*each).exists())) is True
