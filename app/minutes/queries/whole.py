"""The whole minutes of a meeting as frozen facts, in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.association import queries as association_queries
from app.association.domain import BodyKind, Charter
from app.association.models import Body, MemberOrganisation
from app.documents.models import FileVersion
from app.kernel import counters, history
from app.kernel.errors import NotFound
from app.meetings.domain import item_labels
from app.meetings.models import AgendaItem, Annex, Meeting, ProposalClause
from app.minutes.domain import (
    AnnexFacts,
    Attendee,
    Break,
    Change,
    Deliberation,
    MinutesFacts,
    ParagraphFacts,
    counter_name,
    label,
    series_of,
)
from app.minutes.models import (
    Adjournment,
    Attendance,
    AttendanceChange,
    DecisionClause,
    Minutes,
    Paragraph,
)
from app.minutes.queries.deliberations import deliberations
from app.minutes.queries.immediate import alone_versions
from app.registry.models import Case


def minutes_of(session: Session, meeting_id: int) -> Minutes | None:
    """Return the minutes row of a meeting, or None before the meeting has been opened."""
    return session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id))


def paragraph_events(session: Session, paragraph_id: int) -> Sequence[history.AuditEntry]:
    """Return what has been done to a §, newest first."""
    return history.events_of(session, Paragraph.__tablename__, paragraph_id)


def minutes_whole(session: Session, meeting_id: int) -> MinutesFacts:
    """Return everything that the minutes of a meeting say; raises NotFound before it is opened.

    Ten statements, whatever the number of people and §§; one more while §§ lack numbers, one if
    items were taken out of order, one if a § is attested at once, some if there were motions,
    ballots, dissents or statements.
    """
    charter = association_queries.charter(session)
    head = _head(session, meeting_id)
    meeting, minutes, body_name, body_kind, case_number = head
    series = series_of(meeting.body_id, meeting.held_on.year)
    paragraphs = _paragraphs(session, meeting, charter, series)
    places = {paragraph.id: paragraph.place for paragraph in paragraphs}
    attendees = _attendees(session, meeting_id, places)
    seated = sum(person.seated for person in attendees)
    return MinutesFacts(
        meeting_id=meeting.id,
        minutes_id=minutes.id,
        version=minutes.version_id,
        state=meeting.state,
        body_id=meeting.body_id,
        body_name=body_name,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        opened_at=minutes.opened_at,
        closed_at=minutes.closed_at,
        place=minutes.place or meeting.place,
        case_id=meeting.case_id,
        case_number=case_number,
        charter=charter,
        seats=max(charter.board_seats, seated) if body_kind is BodyKind.BOARD else seated,
        series=series,
        attestation_place=minutes.attestation_place,
        attestation_on=minutes.attestation_on,
        attestation_time=minutes.attestation_time,
        kept_at=minutes.kept_at or charter.minutes_kept_at,
        distance_basis=minutes.distance_basis,
        breaks=_breaks(session, meeting_id, places),
        attendees=attendees,
        paragraphs=paragraphs,
    )


def _head(session: Session, meeting_id: int) -> Row[Meeting, Minutes, str, BodyKind, str]:
    found = session.execute(
        select(Meeting, Minutes, Body.name, Body.kind, Case.number)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(Body, Body.id == Meeting.body_id)
        .join(Case, Case.id == Meeting.case_id)
        .where(Meeting.id == meeting_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _attendees(session: Session, meeting_id: int, places: dict[int, int]) -> tuple[Attendee, ...]:
    changes = _changes(session, meeting_id, places)
    rows = session.execute(
        select(Attendance, Person.given_name, Person.family_name, MemberOrganisation.name)
        .join(Person, Person.id == Attendance.person_id)
        .outerjoin(MemberOrganisation, MemberOrganisation.id == Attendance.member_organisation_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.position, Attendance.id)
    )
    return tuple(
        Attendee(
            id=row.id,
            person_id=row.person_id,
            name=f"{given} {family}".strip(),
            capacity=row.capacity,
            present=row.present,
            position=row.position,
            title=row.title,
            organisation=row.organisation,
            member_organisation_id=row.member_organisation_id,
            member_organisation=member or "",
            replaces_id=row.replaces_id,
            mode=row.mode,
            mode_reason=row.mode_reason,
            chairs=row.chairs,
            takes_minutes=row.takes_minutes,
            attests=row.attests,
            changes=tuple(changes.get(row.id, ())),
        )
        for row, given, family, member in rows
    )


def _changes(session: Session, meeting_id: int, places: dict[int, int]) -> dict[int, list[Change]]:
    rows = session.scalars(
        select(AttendanceChange)
        .join(Attendance, Attendance.id == AttendanceChange.attendance_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(AttendanceChange.id)
    )
    found: dict[int, list[Change]] = {}
    for row in rows:
        change = Change(
            kind=row.kind,
            first=places[row.from_paragraph_id],
            last=places[row.to_paragraph_id] if row.to_paragraph_id else None,
            partly=row.partly,
            clock=row.clock,
            replaces_id=row.replaces_id,
            ground=row.ground,
            id=row.id,
            ground_kind=row.ground_kind,
            raised_by_id=row.raised_by_id,
            ruling=row.ruling,
        )
        found.setdefault(row.attendance_id, []).append(change)
    return found


def _breaks(session: Session, meeting_id: int, places: dict[int, int]) -> tuple[Break, ...]:
    rows = session.scalars(
        select(Adjournment)
        .where(Adjournment.meeting_id == meeting_id)
        .order_by(Adjournment.starts_at, Adjournment.id)
    )
    return tuple(
        Break(row.id, places[row.paragraph_id], row.starts_at, row.ends_at) for row in rows
    )


def _paragraphs(
    session: Session, meeting: Meeting, charter: Charter, series: str
) -> tuple[ParagraphFacts, ...]:
    rows = session.execute(
        select(
            Paragraph,
            AgendaItem.added_late,
            AgendaItem.presenter,
            Case.number,
            AgendaItem.position,
        )
        .outerjoin(AgendaItem, AgendaItem.id == Paragraph.agenda_item_id)
        .outerjoin(Case, Case.id == Paragraph.case_id)
        .where(Paragraph.meeting_id == meeting.id)
        .order_by(Paragraph.position, Paragraph.id)
    ).all()
    decisions = _texts(session, meeting.id)
    proposals = _proposals(session, meeting.id)
    annexes = _annexes(session, meeting.id)
    happened = deliberations(session, meeting.id)
    alone = alone_versions(session, meeting.id) if any(row.at_once for row, *_ in rows) else {}
    numbers = _numbers(session, series, [row.number for row, *_ in rows])
    on_agenda = _agenda_numbers(session, meeting.id, [row[-1] for row in rows])
    pattern = charter.pattern_of(meeting.body_id, meeting.held_on.year)
    return tuple(
        ParagraphFacts(
            id=row.id,
            place=place,
            kind=row.kind,
            heading=row.heading,
            number=number,
            numbered=row.number is not None,
            label=label(pattern, number, meeting.held_on.year),
            standing=row.standing,
            agenda_item_id=row.agenda_item_id,
            agenda_position=position,
            agenda_number=on_agenda.get(row.agenda_item_id, ""),
            added=row.agenda_item_id is None or bool(late),
            case_id=row.case_id,
            case_number=case_number or "",
            background=row.background,
            clauses=tuple(decisions.get(row.id, ())),
            proposal=tuple(proposals.get(row.agenda_item_id, ())),
            presenter=presenter or "",
            notes=row.notes,
            dispatch_to=row.dispatch_to,
            from_proposal=row.from_proposal,
            annexes=tuple(annexes.get(row.agenda_item_id, ())),
            version=row.version_id,
            outcome=row.outcome,
            outcome_reason=row.outcome_reason,
            tabled_until=row.tabled_until,
            behind_closed_doors=row.behind_closed_doors,
            at_once=row.at_once,
            alone=alone.get(row.id),
            deliberation=happened.get(row.id, Deliberation()),
        )
        for place, ((row, late, presenter, case_number, position), number) in enumerate(
            zip(rows, numbers, strict=True), start=1
        )
    )


def _numbers(session: Session, series: str, given: Iterable[int | None]) -> list[int]:
    """Return the final numbers, and preliminary ones after the series' last where they lack."""
    numbers = list(given)
    missing = any(number is None for number in numbers)
    following = counters.last(session, counter_name(series)) if missing else 0
    found = []
    for number in numbers:
        if number is None:
            following += 1
        found.append(following if number is None else number)
    return found


def _agenda_numbers(
    session: Session, meeting_id: int, positions: Iterable[int | None]
) -> dict[int | None, str]:
    """Return what each item is called on the agenda, by its id, if the §§ have another order."""
    taken_up = [position for position in positions if position is not None]
    if taken_up == sorted(taken_up):
        return {}
    items = session.execute(
        select(AgendaItem.id, AgendaItem.subordinate, AgendaItem.sent_as)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()
    labels = item_labels([row.subordinate for row in items], [row.sent_as for row in items])
    return {row.id: word for row, word in zip(items, labels, strict=True)}


def _texts(session: Session, meeting_id: int) -> dict[int | None, list[str]]:
    return _grouped(
        session.execute(
            select(DecisionClause.paragraph_id, DecisionClause.text)
            .join(Paragraph, Paragraph.id == DecisionClause.paragraph_id)
            .where(Paragraph.meeting_id == meeting_id)
            .order_by(DecisionClause.paragraph_id, DecisionClause.position)
        )
    )


def _proposals(session: Session, meeting_id: int) -> dict[int | None, list[str]]:
    return _grouped(
        session.execute(
            select(ProposalClause.agenda_item_id, ProposalClause.text)
            .join(AgendaItem, AgendaItem.id == ProposalClause.agenda_item_id)
            .where(AgendaItem.meeting_id == meeting_id)
            .order_by(ProposalClause.agenda_item_id, ProposalClause.position)
        )
    )


def _annexes(session: Session, meeting_id: int) -> dict[int | None, list[AnnexFacts]]:
    rows = session.execute(
        select(Annex, FileVersion.filename)
        .join(FileVersion, FileVersion.id == Annex.file_version_id)
        .where(Annex.meeting_id == meeting_id)
        .order_by(Annex.number)
    )
    return _grouped(
        (row.agenda_item_id, AnnexFacts(row.id, row.number, row.title, row.file_version_id, name))
        for row, name in rows
    )


def _grouped(rows: Iterable[Any]) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
