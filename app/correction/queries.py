"""Every question about rättelser, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from app.correction.models import Correction
from app.documents.models import FileVersion
from app.kernel import db
from app.kernel.errors import NotFound
from app.meetings.models import Meeting
from app.minutes.models import Paragraph


class CorrectionRow(NamedTuple):
    """One rättelse, as it is shown at its §."""

    id: int
    meeting_id: int
    paragraph_id: int
    minutes_version_id: int
    number: int
    was: str
    should_be: str
    reason: str
    made_by: str
    made_at: datetime
    sha256: str
    file_version_id: int
    paragraph_number: int
    held_on: date
    heading: str
    body_id: int


def _rows(condition: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    own = CorrectionRow._fields[:-4]
    return (
        select(
            *(getattr(Correction, name) for name in own),
            func.coalesce(Paragraph.number, 0),
            Meeting.held_on,
            Paragraph.heading,
            Meeting.body_id,
        )
        .join(Paragraph, Paragraph.id == Correction.paragraph_id)
        .join(Meeting, Meeting.id == Correction.meeting_id)
        .where(condition)
        .order_by(Correction.meeting_id, Correction.number)
    )


def of_paragraphs(session: Session, paragraph_ids: Iterable[int]) -> dict[int, list[CorrectionRow]]:
    """Return the rättelser of each of these §§ that has any, in one statement."""
    wanted = sorted(set(paragraph_ids))
    found: dict[int, list[CorrectionRow]] = {}
    if not wanted:
        return found
    for row in db.rows(session, _rows(Correction.paragraph_id.in_(wanted))):
        found.setdefault(row[2], []).append(CorrectionRow(*row))
    return found


def of_meeting(session: Session, meeting_id: int) -> list[CorrectionRow]:
    """Return the rättelser of a meeting's minutes."""
    rows = db.rows(session, _rows(Correction.meeting_id == meeting_id))
    return [CorrectionRow(*row) for row in rows]


def of_case(session: Session, case_id: int) -> list[CorrectionRow]:
    """Return the rättelser of the §§ about a case."""
    rows = db.rows(session, _rows(Paragraph.case_id == case_id))
    return [CorrectionRow(*row) for row in rows]


def correction(session: Session, *, meeting_id: int, number: int) -> Correction:
    """Return one rättelse of this very meeting; raises NotFound."""
    found = session.scalar(
        select(Correction)
        .where(Correction.meeting_id == meeting_id, Correction.number == number)
        .options(
            joinedload(Correction.paragraph),
            joinedload(Correction.file_version).joinedload(FileVersion.document),
        )
    )
    if found is None:
        raise NotFound
    return found


def last_number(session: Session, meeting_id: int) -> int:
    """Return the number of the meeting's latest rättelse, 0 without any."""
    newest = select(func.max(Correction.number)).where(Correction.meeting_id == meeting_id)
    return session.scalar(newest) or 0


def all_corrections(session: Session) -> Sequence[Correction]:
    """Return every rättelse with its file, for the verification of their bytes."""
    return session.scalars(
        select(Correction).order_by(Correction.id).options(joinedload(Correction.file_version))
    ).all()
