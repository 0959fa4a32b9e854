"""Reads every row of a meeting, in a fixed order and few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.accounts.models import Person
from app.documents.models import FileVersion
from app.meetings.models import AgendaItem, Invitee, Meeting, Summons
from app.minutes.domain import Deliberation
from app.minutes.models import (
    Adjournment,
    Attendance,
    Extract,
    Minutes,
    MinutesVersion,
    Paragraph,
)
from app.minutes.queries.deliberations import deliberations
from app.registry.models import Case

T = TypeVar("T", Person, Case, FileVersion)


@dataclass(frozen=True, slots=True)
class MeetingRows:
    """The rows of one meeting; people, cases and files are looked up by id."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    invitees: Sequence[Invitee]
    summonses: Sequence[Summons]
    minutes: Minutes | None
    attendances: Sequence[Attendance]
    paragraphs: Sequence[Paragraph]
    versions: Sequence[MinutesVersion]
    extracts: Sequence[Extract]
    adjournments: Sequence[Adjournment]
    happened: dict[int, Deliberation]  # by the paragraph's id
    people: dict[int, Person]
    cases: dict[int, Case]
    files: dict[int, FileVersion]


def load(session: Session, meeting: Meeting) -> MeetingRows:
    """Return the rows of a meeting."""
    own = meeting.id
    items = _items(session, own)
    summonses = _summonses(session, own)
    attendances = _attendances(session, own)
    paragraphs = _paragraphs(session, own)
    versions = _versions(session, own)
    extracts = _extracts(session, own)
    invitees = session.scalars(select(Invitee).where(Invitee.meeting_id == own)).all()
    people = {
        meeting.convener_id,
        *(row.person_id for row in invitees),
        *(row.person_id for row in attendances),
        *(row.person_id for summons in summonses for row in summons.recipients),
        *(row.person_id for version in versions for row in version.signers),
    }
    cases = {
        meeting.case_id,
        *(row.case_id for row in items),
        *(row.case_id for row in paragraphs),
    }
    files = {
        *(row.file_version_id for row in meeting.annexes),
        *(row.file_version_id for row in summonses),
        *(row.file_version_id for row in versions),
        *(row.file_version_id for row in extracts),
        *(row.scan_id for version in versions for row in version.attestations),
        *(row.evidence_id for version in versions for row in version.attestations),
    }
    return MeetingRows(
        meeting=meeting,
        items=items,
        invitees=invitees,
        summonses=summonses,
        minutes=session.scalar(select(Minutes).where(Minutes.meeting_id == own)),
        attendances=attendances,
        paragraphs=paragraphs,
        versions=versions,
        extracts=extracts,
        adjournments=_adjournments(session, own),
        happened=deliberations(session, own),
        people=_by_id(session, Person, people),
        cases=_by_id(session, Case, cases),
        files=_by_id(session, FileVersion, files),
    )


def _items(session: Session, own: int) -> Sequence[AgendaItem]:
    return session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == own)
        .order_by(AgendaItem.position, AgendaItem.id)
        .options(selectinload(AgendaItem.clauses))
    ).all()


def _summonses(session: Session, own: int) -> Sequence[Summons]:
    return session.scalars(
        select(Summons)
        .where(Summons.meeting_id == own)
        .order_by(Summons.version)
        .options(selectinload(Summons.recipients))
    ).all()


def _attendances(session: Session, own: int) -> Sequence[Attendance]:
    return session.scalars(
        select(Attendance)
        .where(Attendance.meeting_id == own)
        .order_by(Attendance.position, Attendance.id)
        .options(selectinload(Attendance.changes), selectinload(Attendance.member_organisation))
    ).all()


def _paragraphs(session: Session, own: int) -> Sequence[Paragraph]:
    return session.scalars(
        select(Paragraph)
        .where(Paragraph.meeting_id == own)
        .order_by(Paragraph.position, Paragraph.id)
        .options(selectinload(Paragraph.clauses))
    ).all()


def _versions(session: Session, own: int) -> Sequence[MinutesVersion]:
    return session.scalars(
        select(MinutesVersion)
        .where(MinutesVersion.meeting_id == own, MinutesVersion.paragraph_id.is_(None))
        .order_by(MinutesVersion.number)
        .options(selectinload(MinutesVersion.signers), selectinload(MinutesVersion.attestations))
    ).all()


def _adjournments(session: Session, own: int) -> Sequence[Adjournment]:
    return session.scalars(
        select(Adjournment)
        .where(Adjournment.meeting_id == own)
        .order_by(Adjournment.starts_at, Adjournment.id)
    ).all()


def _extracts(session: Session, own: int) -> Sequence[Extract]:
    return session.scalars(
        select(Extract)
        .join(MinutesVersion, MinutesVersion.id == Extract.minutes_version_id)
        .where(MinutesVersion.meeting_id == own)
        .order_by(Extract.id)
    ).all()


def _by_id(session: Session, kind: type[T], ids: Iterable[int | None]) -> dict[int, T]:
    wanted = [number for number in ids if number is not None]
    return {row.id: row for row in session.scalars(select(kind).where(kind.id.in_(wanted)))}
