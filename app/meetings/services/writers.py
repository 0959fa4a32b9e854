"""Who writes an item beside the office, and items that are copied from another meeting."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries
from app.meetings.domain import AGENDA_OPEN, ItemDetails, Standing
from app.meetings.models import AgendaItem, ItemAuthor, Meeting
from app.meetings.services.agenda import add_item, edit_item
from app.meetings.services.annexes import annex_stored


def set_authors(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    item_id: int,
    person_ids: Iterable[int],
) -> None:
    """Let exactly these people, who have a login, write an item's text, proposal and annexes.

    Raises:
        NotFound: when the item is not on this meeting's agenda.
        DomainError: ``agenda.author_without_login`` on ``people``; ``meeting.agenda_closed``.
    """
    item = queries.item(session, meeting_id=meeting.id, item_id=item_id)
    if meeting.state not in AGENDA_OPEN:
        raise DomainError("meeting.agenda_closed")
    known = {row.person_id: row.name for row in queries.possible_authors(session)}
    wanted = set(person_ids)
    if wanted - known.keys():
        raise DomainError("agenda.author_without_login", field="people")
    present = set(queries.author_ids(session, item.id))
    if wanted == present:
        return
    session.execute(delete(ItemAuthor).where(ItemAuthor.agenda_item_id == item.id))
    for person_id in sorted(wanted):
        session.add(ItemAuthor(agenda_item_id=item.id, person_id=person_id))
    names = ", ".join(known[person_id] for person_id in sorted(wanted)) or "ingen"
    history.note(
        session,
        actor=actor,
        action="agenda_item.authors",
        subject=item,
        sentence=f"ändrade medförfattare till ”{item.heading}”: {names}",
    )


def write_item(
    session: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item_id: int,
    version: int,
    background: str,
    clauses: Iterable[str],
    autosaved: bool = False,
) -> AgendaItem:
    """Save what a co-author may write of an item; everything else of it stays.

    Raises:
        DomainError: ``meeting.agenda_closed``.
        EditConflict: with both texts, when somebody else saved other ones since ``version``.
    """
    item = queries.item(session, meeting_id=meeting.id, item_id=item_id)
    return edit_item(
        session,
        actor=actor,
        meeting=meeting,
        item_id=item.id,
        version=version,
        heading=item.heading,
        kind=item.kind,
        background=background,
        presenter=item.presenter,
        clauses=clauses,
        case_id=item.case_id,
        subordinate=item.subordinate,
        autosaved=autosaved,
    )


def copy_item(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    item_id: int,
    with_annexes: bool = False,
) -> AgendaItem:
    """Copy an item of another meeting of the same body to a meeting's agenda.

    Heading, kind, background, proposal, presenter, case and details go along; the annexes, which
    stay the same stored files, only when that is asked for.

    Raises:
        NotFound: when there is no such item in the meetings of the body.
        DomainError: ``meeting.agenda_closed``.
    """
    source = queries.item_of_body(session, body_id=meeting.body_id, item_id=item_id)
    made = add_item(
        session,
        actor=actor,
        meeting=meeting,
        heading=source.heading,
        kind=source.kind,
        background=source.background,
        presenter=source.presenter,
        clauses=[clause.text for clause in source.clauses],
        case_id=source.case_id,
        standing=Standing.NONE,
        details=ItemDetails(
            planned_minutes=source.planned_minutes,
            election_of=source.election_of,
            election_count=source.election_count,
            election_term=source.election_term,
        ),
    )
    if with_annexes:
        _copy_annexes(session, actor, meeting, source, made)
    return made


def _copy_annexes(
    session: Session, actor: Actor | None, meeting: Meeting, source: AgendaItem, made: AgendaItem
) -> None:
    for paper in queries.annexes(session, source.meeting_id):
        if paper.item_id == source.id:
            annex_stored(
                session,
                actor=actor,
                meeting=meeting,
                item_id=made.id,
                title=paper.title,
                file_version_id=paper.file_version_id,
            )
