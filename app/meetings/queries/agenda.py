"""Questions about the agenda: its items in order, their proposals and annexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.documents.models import FileVersion
from app.kernel.errors import NotFound
from app.kernel.history import AuditEntry
from app.kernel.prepared import prepared
from app.meetings.domain import item_labels
from app.meetings.models import AgendaItem, Annex, Meeting, ProposalClause
from app.meetings.queries.rows import AnnexRow, ItemRow
from app.registry.domain import CaseState
from app.registry.models import Case

AUTOSAVED = "agenda_item.autosaved"
EVENTS_OF_ITEM = 50


@prepared
def _annexes() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Annex.id,
            Annex.number,
            Annex.title,
            Annex.agenda_item_id,
            FileVersion.id,
            FileVersion.filename,
            FileVersion.media_type,
            FileVersion.size,
            FileVersion.sha256,
        )
        .join(FileVersion, FileVersion.id == Annex.file_version_id)
        .where(Annex.meeting_id == bindparam("meeting_id"))
        .order_by(Annex.number)
    )


def annexes(session: Session, meeting_id: int) -> tuple[AnnexRow, ...]:
    """Return the meeting's annexes by number."""
    return tuple([AnnexRow(*row) for row in _annexes.rows(session, meeting_id=meeting_id)])


def annex_by_number(session: Session, *, meeting_id: int, number: int) -> AnnexRow:
    """Return one annex of the meeting; raises NotFound."""
    found = next((a for a in annexes(session, meeting_id) if a.number == number), None)
    if found is None:
        raise NotFound
    return found


def annex(session: Session, *, meeting_id: int, number: int) -> Annex:
    """Return one annex as a row that can be changed; raises NotFound."""
    found = session.scalar(
        select(Annex).where(Annex.meeting_id == meeting_id, Annex.number == number)
    )
    if found is None:
        raise NotFound
    return found


def annex_entities(session: Session, meeting_id: int) -> Sequence[Annex]:
    """Return the annexes as rows, by the place of their item and then as they were added."""
    return session.scalars(
        select(Annex)
        .outerjoin(AgendaItem, AgendaItem.id == Annex.agenda_item_id)
        .where(Annex.meeting_id == meeting_id)
        .order_by(AgendaItem.id.is_(None), AgendaItem.position, AgendaItem.id, Annex.id)
    ).all()


@prepared
def _agenda() -> Select[*tuple[Any, ...]]:
    return (
        select(
            AgendaItem.id,
            AgendaItem.position,
            AgendaItem.kind,
            AgendaItem.standing,
            AgendaItem.heading,
            AgendaItem.background,
            AgendaItem.presenter,
            AgendaItem.subordinate,
            AgendaItem.added_late,
            AgendaItem.case_id,
            func.coalesce(Case.number, ""),
            func.coalesce(Case.heading, ""),
            AgendaItem.version_id,
            AgendaItem.planned_minutes,
            AgendaItem.sent_as,
            AgendaItem.election_of,
            AgendaItem.election_count,
            AgendaItem.election_term,
            ProposalClause.text,
        )
        .outerjoin(Case, Case.id == AgendaItem.case_id)
        .outerjoin(ProposalClause, ProposalClause.agenda_item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == bindparam("meeting_id"))
        .order_by(AgendaItem.position, AgendaItem.id, ProposalClause.position)
    )


def agenda(
    session: Session, meeting_id: int, annex_rows: Iterable[AnnexRow] | None = None
) -> tuple[ItemRow, ...]:
    """Return the agenda in order with numbers, proposals and annexes, in two statements."""
    facts: dict[int, tuple[Any, ...]] = {}
    clauses: dict[int, list[str]] = {}
    for row in _agenda.rows(session, meeting_id=meeting_id):
        facts.setdefault(row[0], row[:-1])
        clauses.setdefault(row[0], [])
        if row[-1] is not None:
            clauses[row[0]].append(row[-1])
    papers = list(annex_rows if annex_rows is not None else annexes(session, meeting_id))
    labels = item_labels(
        [bool(fact[7]) for fact in facts.values()], [fact[14] for fact in facts.values()]
    )
    return tuple(
        ItemRow(
            label,
            tuple(clauses[item_id]),
            tuple(paper for paper in papers if paper.item_id == item_id),
            *fact,
        )
        for (item_id, fact), label in zip(facts.items(), labels, strict=True)
    )


def item(session: Session, *, meeting_id: int, item_id: int) -> AgendaItem:
    """Return one item of this very meeting with its proposal; raises NotFound."""
    found = session.scalar(
        select(AgendaItem)
        .where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting_id)
        .options(selectinload(AgendaItem.clauses))
    )
    if found is None:
        raise NotFound
    return found


def items(session: Session, meeting_id: int) -> Sequence[AgendaItem]:
    """Return the items as rows that can be changed, in order."""
    return session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def cases_for_items(session: Session, item: AgendaItem | None = None) -> Sequence[Case]:
    """Return the open cases that an item can point at, newest first, and the one it points at.

    A meeting's own case holds its papers; no item is about it.
    """
    own = select(Meeting.case_id)
    choosable = and_(Case.state == CaseState.OPEN, Case.id.not_in(own))
    pointed_at = Case.id == (item.case_id if item else None)
    return session.scalars(
        select(Case)
        .where(or_(choosable, pointed_at))
        .order_by(Case.opened_on.desc(), Case.id.desc())
    ).all()


def item_events(session: Session, item: AgendaItem) -> Sequence[AuditEntry]:
    """Return what has been done to an item, newest first.

    Of what autosave stored only the first after somebody else's: the rest is one's own writing.
    """
    rows = (
        select(
            AuditEntry.id,
            AuditEntry.action,
            AuditEntry.user_id,
            func.lag(AuditEntry.user_id).over(order_by=AuditEntry.id).label("before"),
        )
        .where(
            AuditEntry.subject_type == AgendaItem.__tablename__, AuditEntry.subject_id == item.id
        )
        .subquery()
    )
    others = rows.c.user_id.is_distinct_from(rows.c.before)
    return session.scalars(
        select(AuditEntry)
        .join(rows, rows.c.id == AuditEntry.id)
        .where(or_(rows.c.action != AUTOSAVED, others))
        .order_by(AuditEntry.id.desc())
        .limit(EVENTS_OF_ITEM)
    ).all()
