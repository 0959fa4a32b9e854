"""Questions about who is called, what was sent, and what has happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Date, Integer, Select, and_, bindparam, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import Person
from app.association import queries as association_queries
from app.association.domain import REGULAR_SEATS, ROLE_WORDS
from app.association.models import Seat
from app.association.queries import SeatRow
from app.documents.models import FileVersion
from app.kernel.actor import OFFICE, Role
from app.kernel.errors import NotFound
from app.kernel.history import AuditEntry, StateChange
from app.kernel.outbox import OutboxMessage
from app.kernel.prepared import prepared
from app.meetings.domain import InviteePart, MeetingEvent, MeetingState
from app.meetings.models import AgendaItem, Invitee, Meeting, Summons, SummonsRecipient
from app.meetings.queries.agenda import AUTOSAVED, agenda, annexes
from app.meetings.queries.rows import (
    Convened,
    Convenee,
    InvitedRow,
    MeetingWhole,
    RecipientRow,
    Story,
    StoryRow,
    SummonsRow,
)

EVENTS_SHOWN = 60
_UNSENT = {MeetingState.PLANNED, MeetingState.DRAFTING}


def convened(session: Session, meeting: Meeting) -> Convened:
    """Return who is called to the meeting: the body's seats of that day and the invited."""
    seats = association_queries.seats_at(session, body_id=meeting.body_id, day=meeting.held_on)
    called: set[int] = set()
    regulars = tuple(_seated(seats, called, regular=True))
    substitutes = tuple(_seated(seats, called, regular=False))
    invited = invitees(session, meeting)
    others = tuple(_invited(invited, called, InviteePart.OTHER))
    informed = tuple(_invited(invited, called, InviteePart.FOR_INFORMATION))
    return Convened(regulars, substitutes, others, informed)


def _seated(seats: Iterable[SeatRow], called: set[int], *, regular: bool) -> Iterator[Convenee]:
    """Yield each person once; members of a preparatory body count as its regulars."""
    for seat in seats:
        sits = seat.role in REGULAR_SEATS or seat.role is Role.MEMBER
        if sits is not regular or seat.person_id in called:
            continue
        called.add(seat.person_id)
        plain = seat.role in {Role.REGULAR, Role.SUBSTITUTE, Role.MEMBER}
        role = "" if plain else seat.role_word
        organisation = seat.member_organisation or ""
        yield Convenee(seat.person_id, seat.name, role, organisation, seat.email, regular)


def _invited(
    invited: Iterable[InvitedRow], called: set[int], part: InviteePart
) -> Iterator[Convenee]:
    for row in invited:
        if row.part is not part or row.person_id in called:
            continue
        called.add(row.person_id)
        role = row.title or (ROLE_WORDS[row.office] if row.office else "")
        required = part is InviteePart.OTHER
        yield Convenee(row.person_id, row.name, role, row.organisation, row.email, required)


@prepared
def _invitees() -> Select[*tuple[Any, ...]]:
    held_on = bindparam("held_on", type_=Date)
    ended = Seat.valid_to
    office = (
        select(func.max(Seat.role))  # the director before the administrators
        .where(
            Seat.person_id == Person.id,
            Seat.role.in_(sorted(OFFICE)),
            Seat.valid_from <= held_on,
            or_(ended.is_(None), ended >= held_on),
        )
        .scalar_subquery()
    )
    return (
        select(
            Invitee.part,
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.title,
            Person.organisation,
            Person.email,
            office,
        )
        .join(Person, Person.id == Invitee.person_id)
        .where(Invitee.meeting_id == bindparam("meeting_id"))
        .order_by(Invitee.id)
    )


def invitees(session: Session, meeting: Meeting) -> list[InvitedRow]:
    """Return who outside the body gets the summons, in the order they were added."""
    rows = _invitees.rows(session, meeting_id=meeting.id, held_on=meeting.held_on)
    return [InvitedRow(InviteePart(part), *rest) for part, *rest in rows]


def invitee_rows(session: Session, meeting_id: int) -> Sequence[Invitee]:
    """Return the invitees as rows that can be changed."""
    return session.scalars(
        select(Invitee).where(Invitee.meeting_id == meeting_id).order_by(Invitee.id)
    ).all()


@prepared
def _summonses() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Summons.id,
            Summons.version,
            Summons.kind,
            Summons.sent_at,
            Summons.sent_by,
            Summons.late,
            Summons.file_version_id,
            FileVersion.filename,
            FileVersion.sha256,
            SummonsRecipient.name,
            SummonsRecipient.email,
            OutboxMessage.sent_at,
            OutboxMessage.failed_at,
            OutboxMessage.attempts,
        )
        .outerjoin(FileVersion, FileVersion.id == Summons.file_version_id)
        .outerjoin(SummonsRecipient, SummonsRecipient.summons_id == Summons.id)
        .outerjoin(OutboxMessage, OutboxMessage.id == SummonsRecipient.outbox_message_id)
        .where(Summons.meeting_id == bindparam("meeting_id"))
        .order_by(Summons.version.desc(), SummonsRecipient.id)
    )


def summonses(session: Session, meeting_id: int) -> tuple[SummonsRow, ...]:
    """Return every sending with its recipients and how far each mail has come, newest first."""
    rows = _summonses.rows(session, meeting_id=meeting_id)
    recipients: dict[int, list[RecipientRow]] = {}
    heads = {row[0]: row[:9] for row in rows}
    for row in rows:
        if row[9] is not None:
            recipients.setdefault(row[0], []).append(
                RecipientRow(row[9], row[10], row[11], row[12], row[13] or 0)
            )
    return tuple(_summons_row(head, recipients.get(key, [])) for key, head in heads.items())


def _summons_row(head: tuple[object, ...], recipients: list[RecipientRow]) -> SummonsRow:
    number, version, kind, sent_at, sent_by, late, file_id, filename, sha256 = head
    return SummonsRow(
        number,  # type: ignore[arg-type]
        version,  # type: ignore[arg-type]
        kind,  # type: ignore[arg-type]
        sent_at,  # type: ignore[arg-type]
        str(sent_by),
        bool(late),
        file_id,  # type: ignore[arg-type]
        str(filename or ""),
        str(sha256 or ""),
        tuple(recipients),
    )


def last_summons(session: Session, meeting_id: int, version: int | None = None) -> Summons | None:
    """Return the newest sending with its document, or the one with this version."""
    statement = select(Summons).where(Summons.meeting_id == meeting_id)
    if version is not None:
        statement = statement.where(Summons.version == version)
    return session.scalar(
        statement.order_by(Summons.version.desc())
        .limit(1)
        .options(joinedload(Summons.file_version))
    )


def last_document(session: Session, meeting_id: int) -> Summons | None:
    """Return the newest sending that had a document, cancellations left out."""
    return session.scalar(
        select(Summons)
        .where(Summons.meeting_id == meeting_id, Summons.file_version_id.is_not(None))
        .order_by(Summons.version.desc())
        .limit(1)
        .options(joinedload(Summons.file_version))
    )


def summons(session: Session, *, meeting_id: int, version: int) -> Summons:
    """Return one sending of the meeting; raises NotFound."""
    found = last_summons(session, meeting_id, version)
    if found is None:
        raise NotFound
    return found


def recipients(session: Session, summons_id: int) -> Sequence[SummonsRecipient]:
    """Return who got one sending, in the order of the document."""
    return session.scalars(
        select(SummonsRecipient)
        .where(SummonsRecipient.summons_id == summons_id)
        .order_by(SummonsRecipient.id)
    ).all()


@prepared
def _story() -> Select[*tuple[Any, ...]]:
    meeting_id = bindparam("meeting_id", type_=Integer)
    own_items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
    about_items = and_(
        AuditEntry.subject_type == AgendaItem.__tablename__,
        AuditEntry.subject_id.in_(own_items),
        AuditEntry.action != AUTOSAVED,
    )
    about_meeting = and_(
        AuditEntry.subject_type == Meeting.__tablename__, AuditEntry.subject_id == meeting_id
    )
    events = (
        select(
            literal(0).label("step"),
            AuditEntry.id.label("id"),
            AuditEntry.at.label("at"),
            AuditEntry.actor_name.label("who"),
            AuditEntry.action.label("action"),
            AuditEntry.sentence.label("sentence"),
        )
        .where(or_(about_meeting, about_items))
        .order_by(AuditEntry.id.desc())
        .limit(EVENTS_SHOWN)
        .subquery()
    )
    steps = select(
        literal(1),
        StateChange.id,
        StateChange.at,
        literal(""),
        StateChange.event,
        literal(""),
    ).where(StateChange.subject_type == Meeting.__tablename__, StateChange.subject_id == meeting_id)
    both = union_all(select(events), steps).subquery()
    return select(both).order_by(both.c.step, both.c.id.desc())


def story(session: Session, meeting: Meeting) -> Story:
    """Return what has happened and the last moment of every event, in one statement."""
    happened: list[StoryRow] = []
    taken: dict[MeetingEvent, datetime] = {}
    for step, _id, at, who, action, sentence in _story.rows(session, meeting_id=meeting.id):
        if step:
            taken.setdefault(MeetingEvent(action), at)
        else:
            happened.append(StoryRow(at, who, action, sentence))
    return Story(tuple(happened), taken)


def last_change(session: Session, item: AgendaItem) -> tuple[str, datetime] | None:
    """Return who last changed an item and when, for the page that shows two texts."""
    row = session.execute(
        select(AuditEntry.actor_name, AuditEntry.at)
        .where(
            AuditEntry.subject_type == AgendaItem.__tablename__, AuditEntry.subject_id == item.id
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def meeting_whole(session: Session, meeting: Meeting) -> MeetingWhole:
    """Return everything that the meeting's page needs, in at most seven statements."""
    papers = annexes(session, meeting.id)
    return MeetingWhole(
        meeting=meeting,
        items=agenda(session, meeting.id, papers),
        annexes=papers,
        convened=convened(session, meeting),
        summonses=summonses(session, meeting.id) if meeting.state not in _UNSENT else (),
        story=story(session, meeting),
    )
