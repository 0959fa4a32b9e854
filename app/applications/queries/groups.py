"""The preparatory groups' meetings: when, which matters, in which cases their reports lie."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.applications.domain import ApplicationState
from app.applications.models import Application, GroupMeeting, Preparation
from app.documents.models import FileVersion
from app.kernel.errors import NotFound
from app.registry.models import Case, Record, RecordFile


def group_meetings(
    session: Session, body_ids: Collection[int] | None = None
) -> Sequence[GroupMeeting]:
    """Return the groups' meetings, the latest first; of some bodies when they are given."""
    statement = _meetings().order_by(GroupMeeting.held_on.desc(), GroupMeeting.id.desc())
    if body_ids is not None:
        statement = statement.where(GroupMeeting.body_id.in_(body_ids))
    return session.scalars(statement).all()


def _meetings() -> Select[GroupMeeting]:
    return select(GroupMeeting).options(
        joinedload(GroupMeeting.body), joinedload(GroupMeeting.file_version)
    )


def matters_by_meeting(session: Session) -> dict[int, int]:
    """Return how many matters each group meeting has treated, by meeting id."""
    rows = session.execute(
        select(Preparation.meeting_id, func.count())
        .where(Preparation.meeting_id.is_not(None))
        .group_by(Preparation.meeting_id)
    )
    return {meeting_id: number for meeting_id, number in rows if meeting_id is not None}


def group_meeting(session: Session, meeting_id: int) -> GroupMeeting:
    """Return one group meeting with its body; raises NotFound."""
    found = session.scalar(_meetings().where(GroupMeeting.id == meeting_id))
    if found is None:
        raise NotFound
    return found


def group_meeting_of(session: Session, *, body_id: int, held_on: date) -> GroupMeeting | None:
    """Return a group's meeting of a day, or None."""
    return session.scalar(
        select(GroupMeeting).where(GroupMeeting.body_id == body_id, GroupMeeting.held_on == held_on)
    )


@dataclass(frozen=True, slots=True)
class MatterRow:
    """An application as a matter of a group: what the report says of it."""

    application_id: int
    name: str
    applicant: str
    applied_ore: int
    case_id: int | None
    case_number: str


def matters(session: Session, application_ids: Collection[int]) -> dict[int, MatterRow]:
    """Return what the groups' reports say of some applications, by application id."""
    rows = session.execute(
        select(
            Application.id,
            Application.name,
            Application.organisation,
            Application.applied_ore,
            Application.case_id,
            func.coalesce(Case.number, ""),
        )
        .outerjoin(Case, Case.id == Application.case_id)
        .where(Application.id.in_(application_ids))
    )
    return {row[0]: MatterRow(*row) for row in rows}


def addable(session: Session, meeting: GroupMeeting) -> list[tuple[int, str]]:
    """Return the group's open rounds outside a meeting, as (preparation id, application's name)."""
    rows = session.execute(
        select(Preparation.id, Application.name)
        .join(Application, Application.id == Preparation.application_id)
        .where(
            Preparation.body_id == meeting.body_id,
            Preparation.closed_at.is_(None),
            Application.state == ApplicationState.IN_PREPARATION,
            or_(Preparation.meeting_id.is_(None), Preparation.meeting_id != meeting.id),
        )
        .order_by(Preparation.id)
    )
    return [(preparation_id, name) for preparation_id, name in rows]


def cases_holding(session: Session, document_id: int) -> list[int]:
    """Return the ids of the cases in which a version of a document is registered."""
    rows = session.scalars(
        select(Record.case_id)
        .join(RecordFile, RecordFile.record_id == Record.id)
        .join(FileVersion, FileVersion.id == RecordFile.file_version_id)
        .where(FileVersion.document_id == document_id)
        .distinct()
        .order_by(Record.case_id)
    )
    return list(rows)
