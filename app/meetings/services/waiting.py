"""What waits to come up at a meeting: put in the queue, taken up, or struck with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound
from app.meetings import queries
from app.meetings.domain import ItemKind, WaitingReason, clean_clauses
from app.meetings.models import AgendaItem, Meeting, WaitingMatter
from app.meetings.services.agenda import add_item, edit_item

NOTIFY_HEADING = "Anmälan av beslut på delegation"
NOTIFY_CLAUSES = ("lägga anmälan till handlingarna",)
_note = history.Noting("waiting")


def wait(
    session: Session,
    *,
    actor: Actor | None,
    body_id: int,
    reason: WaitingReason,
    kind: ItemKind,
    heading: str,
    background: str = "",
    clauses: Iterable[str] = (),
    case_id: int | None = None,
    presenter: str = "",
    not_before: date | None = None,
    told: str = "",
    source: str | None = None,
) -> WaitingMatter:
    """Put a matter in the queue for a meeting of a body; the same source never waits twice.

    ``source`` names what it comes from ("paragraph:12"), ``told`` says the same in words
    ("§ 63, 24 februari 2017"), ``not_before`` is the day that it was put off until. ``actor`` is
    None when the tool does it by itself.

    Raises:
        DomainError: ``waiting.no_heading`` on ``heading``.
    """
    if not heading.strip():
        raise DomainError("waiting.no_heading", field="heading")
    present = queries.matter_from(session, source) if source else None
    if present is not None:
        return present
    matter = WaitingMatter(
        body_id=body_id,
        reason=reason,
        kind=kind,
        heading=heading.strip(),
        background=background.strip(),
        clauses=list(clean_clauses(clauses)),
        case_id=case_id,
        presenter=presenter.strip(),
        not_before=not_before,
        told=told.strip(),
        source=source,
        added_at=clock.now(),
        added_by=actor.name if actor else history.SYSTEM,
    )
    session.add(matter)
    session.flush()
    _note(session, actor, matter, "added", f"lade ”{matter.heading}” bland det som väntar")
    return matter


def take_up(
    session: Session, *, actor: Actor | None, meeting: Meeting, waiting_id: int
) -> AgendaItem:
    """Make an item of a waiting matter on the agenda of a meeting of its body.

    Decisions to notify are gathered in one item (rules F17/K16).

    Raises:
        NotFound: when the matter waits for another body.
        DomainError: ``waiting.gone`` when it has been taken up or struck already;
            ``meeting.agenda_closed``.
    """
    matter = _still_waiting(session, waiting_id)
    if matter.body_id != meeting.body_id:
        raise NotFound
    if matter.reason is WaitingReason.NOTIFICATION:
        item = _notify_in_one(session, actor, meeting, matter)
    else:
        item = _item_of_its_own(session, actor, meeting, matter)
    matter.agenda_item_id = item.id
    day = meeting.held_on.isoformat()
    _note(session, actor, matter, "taken_up", f"tog upp ”{matter.heading}” den {day}")
    return item


def _item_of_its_own(
    session: Session, actor: Actor | None, meeting: Meeting, matter: WaitingMatter
) -> AgendaItem:
    return add_item(
        session,
        actor=actor,
        meeting=meeting,
        heading=matter.heading,
        kind=matter.kind,
        background=matter.background,
        presenter=matter.presenter,
        clauses=matter.clauses,
        case_id=matter.case_id,
    )


def _notify_in_one(
    session: Session, actor: Actor | None, meeting: Meeting, matter: WaitingMatter
) -> AgendaItem:
    """Put a decision to notify as a point of the item that has the others, or of a new one."""
    point = f"- {matter.heading}{f', {matter.told}' if matter.told else ''}"
    gathered = (
        other.agenda_item_id
        for other in queries.taken_up_at(session, meeting.id)
        if other.reason is WaitingReason.NOTIFICATION
    )
    item_id = next(gathered, None)
    if item_id is None:
        return add_item(
            session,
            actor=actor,
            meeting=meeting,
            heading=NOTIFY_HEADING,
            kind=ItemKind.NOTIFICATION,
            background=point,
            clauses=NOTIFY_CLAUSES,
        )
    item = queries.item(session, meeting_id=meeting.id, item_id=item_id)
    return edit_item(
        session,
        actor=actor,
        meeting=meeting,
        item_id=item.id,
        version=item.version_id,
        heading=item.heading,
        kind=item.kind,
        background=f"{item.background}\n{point}".strip(),
        presenter=item.presenter,
        clauses=[clause.text for clause in item.clauses],
        case_id=item.case_id,
        subordinate=item.subordinate,
    )


def drop(session: Session, *, actor: Actor | None, waiting_id: int, reason: str) -> WaitingMatter:
    """Strike a waiting matter; it comes up at no meeting, and the reason is kept.

    Raises:
        DomainError: ``waiting.no_reason`` on ``reason``; ``waiting.gone``; ``waiting.must_notify``
            for a decision that has to be notified (rules F17/K16).
    """
    if not reason.strip():
        raise DomainError("waiting.no_reason", field="reason")
    matter = _still_waiting(session, waiting_id)
    if matter.reason is WaitingReason.NOTIFICATION:
        raise DomainError("waiting.must_notify")
    matter.dropped_at = clock.now()
    matter.dropped_because = reason.strip()
    sentence = f"strök ”{matter.heading}” från det som väntar"
    _note(session, actor, matter, "dropped", sentence, reason=matter.dropped_because)
    return matter


def _still_waiting(session: Session, waiting_id: int) -> WaitingMatter:
    matter = queries.waiting_matter(session, waiting_id)
    if matter.agenda_item_id is not None or matter.dropped_at is not None:
        raise DomainError("waiting.gone")
    return matter
