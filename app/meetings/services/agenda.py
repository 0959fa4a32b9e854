"""Writing the agenda: items with proposals, in order; nobody's text is lost (rule O4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, cast

from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.association import queries as association_queries
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, EditConflict
from app.meetings import queries
from app.meetings.domain import (
    AGENDA_OPEN,
    MEETING_MACHINE,
    ItemDetails,
    ItemKind,
    MeetingEvent,
    MeetingFacts,
    MeetingState,
    Standing,
    clean_clauses,
    moved,
    place_of_new,
    standing_items,
)
from app.meetings.models import AgendaItem, ItemAuthor, Meeting, ProposalClause
from app.meetings.services.leaving import case_left, wait_again
from app.meetings.services.numbering import renumber

_note = history.Noting("agenda")
NO_DETAILS = ItemDetails()
LONGEST = 24 * 60  # minutes
_Texts = list[tuple[str, str, str, str]]  # form field, label, mine, theirs


def add_standing_items(session: Session, meeting: Meeting) -> None:
    """Give a new meeting the fixed items of the rules of procedure with their usual proposals."""
    charter = association_queries.charter(session)
    before = queries.previous_meeting_day(session, body_id=meeting.body_id, before=meeting.held_on)
    lines = f"{charter.opening_items}\n{charter.closing_items}"
    for position, fixed in enumerate(standing_items(lines, before), start=1):
        item = AgendaItem(
            meeting_id=meeting.id,
            position=position,
            kind=fixed.kind,
            standing=fixed.standing,
            heading=fixed.heading,
        )
        item.clauses = _clauses(fixed.clauses)
        session.add(item)
    session.flush()


def add_item(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    heading: str,
    kind: ItemKind = ItemKind.DECISION,
    background: str = "",
    presenter: str = "",
    clauses: Iterable[str] = (),
    case_id: int | None = None,
    standing: Standing = Standing.NONE,
    subordinate: bool = False,
    added_late: bool = False,
    details: ItemDetails = NO_DETAILS,
) -> AgendaItem:
    """Add an item ahead of the fixed ones at the end; a subordinate one goes last ("13 a").

    Raises:
        DomainError: ``agenda.no_heading`` on ``heading``; what is wrong with the details;
            ``meeting.agenda_closed`` once the meeting has begun, unless ``added_late``.
    """
    _check_heading(heading)
    _check_details(details)
    _open_agenda(session, actor, meeting, late=added_late)
    item = AgendaItem(
        meeting_id=meeting.id,
        position=0,
        kind=kind,
        standing=standing,
        heading=heading.strip(),
        background=background.strip(),
        presenter=presenter.strip(),
        case_id=case_id,
        subordinate=subordinate,
        added_late=added_late,
        **_details(details),
    )
    item.clauses = _clauses(clauses)
    _place(session, meeting, item, last=subordinate)
    _note(session, actor, meeting, "item_added", f"lade till ärendet ”{item.heading}”")
    return item


def _check_heading(heading: str) -> None:
    if not heading.strip():
        raise DomainError("agenda.no_heading", field="heading")


def _check_details(details: ItemDetails) -> None:
    if details.planned_minutes is not None and not 0 < details.planned_minutes <= LONGEST:
        raise DomainError("agenda.minutes", field="planned_minutes")
    if details.election_count is not None and details.election_count < 1:
        raise DomainError("agenda.election_count", field="election_count")


def _details(details: ItemDetails) -> dict[str, Any]:
    return {
        "planned_minutes": details.planned_minutes,
        "election_of": details.election_of.strip(),
        "election_count": details.election_count,
        "election_term": details.election_term.strip(),
    }


def _clauses(texts: Iterable[str]) -> list[ProposalClause]:
    return [
        ProposalClause(position=position, text=text)
        for position, text in enumerate(clean_clauses(texts), start=1)
    ]


def _place(session: Session, meeting: Meeting, item: AgendaItem, *, last: bool) -> None:
    present = list(queries.items(session, meeting.id))
    charter = association_queries.charter(session)
    closing = [line.strip() for line in charter.closing_items.splitlines()]
    at = len(present) if last else place_of_new([i.heading for i in present], closing)
    session.add(item)
    session.flush()
    order = [other.id for other in present]
    _write_order(session, meeting, [*order[:at], item.id, *order[at:]])


def _open_agenda(
    session: Session, actor: Actor | None, meeting: Meeting, *, late: bool = False
) -> None:
    """Refuse when the meeting has begun; the first act on the agenda takes the meeting's step."""
    if meeting.state not in AGENDA_OPEN and not late:
        raise DomainError("meeting.agenda_closed")
    begin_agenda(session, actor=actor, meeting=meeting)


def begin_agenda(session: Session, *, actor: Actor | None, meeting: Meeting) -> None:
    """Take a planned meeting to the writing of its agenda; does nothing later on."""
    if meeting.state is MeetingState.PLANNED:
        history.advance(
            session,
            actor=actor,
            subject=meeting,
            machine=MEETING_MACHINE,
            event=MeetingEvent.BEGIN_AGENDA,
            facts=MeetingFacts(),
            sentence="började skriva dagordningen",
        )


def edit_item(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    item_id: int,
    version: int,
    heading: str,
    kind: ItemKind,
    background: str = "",
    presenter: str = "",
    clauses: Iterable[str] = (),
    case_id: int | None = None,
    subordinate: bool = False,
    details: ItemDetails | None = None,
    autosaved: bool = False,
) -> AgendaItem:
    """Save an item; its earlier wording stays in the log. Without ``details`` they stay.

    Raises:
        NotFound: when the item is not on this meeting's agenda.
        DomainError: ``agenda.no_heading``, ``meeting.agenda_closed``; what is wrong with the
            details.
        EditConflict: with both texts, when somebody else saved other ones since ``version``.
    """
    item = queries.item(session, meeting_id=meeting.id, item_id=item_id)
    _check_heading(heading)
    _open_agenda(session, actor, meeting)
    wanted: dict[str, object] = {
        "heading": heading.strip(),
        "kind": kind,
        "background": background.strip(),
        "presenter": presenter.strip(),
        "case_id": case_id,
        "subordinate": subordinate,
    }
    if details is not None:
        _check_details(details)
        wanted |= _details(details)
    proposal = clean_clauses(clauses)
    before = {name: getattr(item, name) for name in wanted}
    earlier = tuple(clause.text for clause in item.clauses)
    if before == wanted and earlier == proposal:
        return item
    texts = _texts(item, wanted, proposal, earlier)
    if version != item.version_id:
        raise _conflict(session, item, texts)
    for name, value in wanted.items():
        setattr(item, name, value)
    if earlier != proposal:
        _write_clauses(session, item, proposal)
    kept = {
        "before": {name: None if value is None else str(value) for name, value in before.items()},
        "clauses": list(earlier),
        "replaced": [(label, theirs) for _, label, mine, theirs in texts if mine != theirs],
    }
    _note_edit(session, actor, item, kept, autosaved=autosaved)
    if before["case_id"] != case_id:
        _tell_left(session, actor, cast("int | None", before["case_id"]))
    return item


def _tell_left(session: Session, actor: Actor | None, case_id: int | None) -> None:
    if case_id is not None:
        case_left(session, actor=actor, case_id=case_id)


def _write_clauses(session: Session, item: AgendaItem, proposal: Sequence[str]) -> None:
    item.clauses = []
    session.flush()  # the old rows leave before the new ones take their places
    item.clauses = _clauses(proposal)
    # A changed proposal is a new version of the item, even when its own columns are the same.
    flag_modified(item, "heading")


def _note_edit(
    session: Session,
    actor: Actor | None,
    item: AgendaItem,
    kept: Mapping[str, object],
    *,
    autosaved: bool,
) -> None:
    history.note(
        session,
        actor=actor,
        action=queries.AUTOSAVED if autosaved else "agenda_item.edited",
        subject=item,
        sentence=f"ändrade ärendet ”{item.heading}”",
        **kept,
    )


def _texts(
    item: AgendaItem,
    wanted: dict[str, object],
    proposal: Sequence[str],
    earlier: Sequence[str],
) -> _Texts:
    """Return (form field, label, mine, theirs) of every text."""
    labels = (("heading", "Rubrik"), ("background", "Bakgrund"), ("presenter", "Föredragande"))
    fields = [(name, label, str(wanted[name]), str(getattr(item, name))) for name, label in labels]
    clauses = enumerate(zip_longest(proposal, earlier, fillvalue=""))
    return fields + [(f"clauses-{n}", f"Att-sats {n + 1}", *both) for n, both in clauses]


def _conflict(session: Session, item: AgendaItem, texts: _Texts) -> EditConflict:
    who = queries.last_change(session, item)
    return EditConflict(
        texts,
        version=item.version_id,
        other_person=who[0] if who else "",
        other_time=who[1] if who else None,
    )


def move_item(
    session: Session, *, actor: Actor | None, meeting: Meeting, item_id: int, step: int
) -> None:
    """Move an item ``step`` places (-1 up, 1 down); at the end it stays where it is."""
    order = [item.id for item in queries.items(session, meeting.id)]
    if item_id not in order:
        raise DomainError("agenda.item_unknown")
    order_items(session, actor=actor, meeting=meeting, order=moved(order, item_id, step))


def order_items(
    session: Session, *, actor: Actor | None, meeting: Meeting, order: Sequence[int]
) -> None:
    """Put the items in this order.

    Raises:
        DomainError: ``agenda.order_unknown`` unless ``order`` names every item exactly once.
    """
    _open_agenda(session, actor, meeting)
    present = [item.id for item in queries.items(session, meeting.id)]
    if sorted(order) != sorted(present):
        raise DomainError("agenda.order_unknown")
    if list(order) == present:
        return
    _write_order(session, meeting, order)
    _note(session, actor, meeting, "reordered", "ändrade ordningen på dagordningen", order=present)


def _write_order(session: Session, meeting: Meeting, order: Sequence[int]) -> None:
    """Give positions beside the version count: moving is no conflict for one who writes."""
    for position, item_id in enumerate(order, start=1):
        session.execute(
            update(AgendaItem)
            .where(AgendaItem.id == item_id, AgendaItem.position != position)
            .values(position=position)
        )
    renumber(session, meeting)


def remove_item(session: Session, *, actor: Actor | None, meeting: Meeting, item_id: int) -> None:
    """Take an item with its proposal and annexes off the agenda; its words stay in the log."""
    item = queries.item(session, meeting_id=meeting.id, item_id=item_id)
    _open_agenda(session, actor, meeting)
    papers = [p for p in queries.annex_entities(session, meeting.id) if p.agenda_item_id == item.id]
    _note(
        session,
        actor,
        meeting,
        "item_removed",
        f"tog bort ärendet ”{item.heading}”",
        background=item.background,
        clauses=[clause.text for clause in item.clauses],
        annexes=[paper.title for paper in papers],
    )
    for paper in papers:
        session.delete(paper)
    wait_again(session, queries.matters_of_item(session, item.id))
    session.execute(delete(ItemAuthor).where(ItemAuthor.agenda_item_id == item.id))
    earlier = item.case_id
    session.delete(item)
    session.flush()
    renumber(session, meeting)
    _tell_left(session, actor, earlier)
