"""Every question about a year's attested documents, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import extract, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.documents.models import FileVersion
from app.kernel.history import AuditEntry
from app.meetings.models import Meeting
from app.minutes.domain.terms import ATTESTED
from app.minutes.models import MinutesVersion, Paragraph
from app.registry.models import Case


def attested_versions(session: Session, year: int) -> list[MinutesVersion]:
    """Return what everybody has signed of a year's meetings: whole minutes, then §§ alone."""
    found = session.scalars(
        select(MinutesVersion)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .outerjoin(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .where(
            MinutesVersion.voided_at.is_(None),
            Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(
            Meeting.held_on,
            Meeting.id,
            MinutesVersion.paragraph_id.is_not(None),
            Paragraph.position,
            MinutesVersion.id,
        )
        .options(
            joinedload(MinutesVersion.file_version).joinedload(FileVersion.document),
            joinedload(MinutesVersion.meeting).joinedload(Meeting.body),
            joinedload(MinutesVersion.meeting).joinedload(Meeting.case),
            selectinload(MinutesVersion.signers),
            selectinload(MinutesVersion.attestations),
        )
    ).all()
    return [one for one in found if len(one.attestations) >= len(one.signers)]


def marked_cases(session: Session, meeting_id: int) -> Sequence[Case]:
    """Return the cases of a meeting, its own or a §'s, that have a confidentiality mark."""
    treated = select(Paragraph.case_id).where(
        Paragraph.meeting_id == meeting_id, Paragraph.case_id.is_not(None)
    )
    own = select(Meeting.case_id).where(Meeting.id == meeting_id)
    return session.scalars(
        select(Case)
        .where(Case.id.in_(treated) | Case.id.in_(own), Case.confidentiality_provision != "")
        .order_by(Case.id)
    ).all()


def years(session: Session) -> list[int]:
    """Return the years that have attested minutes, the newest first."""
    year = extract("year", Meeting.held_on)
    found = session.scalars(select(year).where(Meeting.state.in_(sorted(ATTESTED))).distinct())
    return sorted((int(one) for one in found), reverse=True)


def exports(session: Session) -> Sequence[AuditEntry]:
    """Return the log's rows about packages that have been made, the newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.action == "archive.exported")
        .order_by(AuditEntry.id.desc())
        .limit(50)
    ).all()
