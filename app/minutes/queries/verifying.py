"""Questions for the one who verifies: versions and signatures beside what the log says of them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents.models import FileVersion
from app.kernel.history import AuditEntry
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes.models import Attestation, MinutesVersion, Signer


class FrozenRow(NamedTuple):
    """A frozen version: what it says of its bytes, what its file says, and how many signed."""

    id: int
    meeting_id: int
    held_on: date
    number: int
    alone: bool  # one § attested at once
    sha256: str
    file_sha256: str
    holds: bool
    state: MeetingState
    signers: int
    signed: int


class SignedRow(NamedTuple):
    """A signature and the version it stands under."""

    id: int
    meeting_id: int
    held_on: date
    version_id: int
    version_sha256: str
    person_id: int
    name: str | None  # None when the person was not to sign
    sha256: str
    method: str
    attested_on: date


def frozen_versions(session: Session) -> list[FrozenRow]:
    """Return every frozen version, the oldest first."""
    rows = session.execute(
        select(
            MinutesVersion.id,
            MinutesVersion.meeting_id,
            Meeting.held_on,
            MinutesVersion.number,
            MinutesVersion.paragraph_id.is_not(None),
            MinutesVersion.sha256,
            FileVersion.sha256,
            MinutesVersion.voided_at.is_(None),
            Meeting.state,
            _number_of(Signer),
            _number_of(Attestation),
        )
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .join(FileVersion, FileVersion.id == MinutesVersion.file_version_id)
        .order_by(MinutesVersion.id)
    )
    return [FrozenRow(*row) for row in rows]


def _number_of(model: type[Signer | Attestation]) -> Any:
    rows = select(func.count()).select_from(model)
    return rows.where(model.minutes_version_id == MinutesVersion.id).scalar_subquery()


def signatures(session: Session) -> list[SignedRow]:
    """Return every signature, the oldest first."""
    rows = session.execute(
        select(
            Attestation.id,
            MinutesVersion.meeting_id,
            Meeting.held_on,
            MinutesVersion.id,
            MinutesVersion.sha256,
            Attestation.person_id,
            Signer.name,
            Attestation.sha256,
            Attestation.method,
            Attestation.attested_on,
        )
        .join(MinutesVersion, MinutesVersion.id == Attestation.minutes_version_id)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .outerjoin(
            Signer,
            (Signer.minutes_version_id == Attestation.minutes_version_id)
            & (Signer.person_id == Attestation.person_id),
        )
        .order_by(Attestation.id)
    )
    return [SignedRow._make(row) for row in rows]


class LoggedRow(NamedTuple):
    """What the log says was frozen, or signed."""

    entry_id: int
    subject_id: int
    details: dict[str, Any]


def logged(session: Session, action: str) -> list[LoggedRow]:
    """Return what the log says of one action, the oldest first."""
    rows = session.execute(
        select(AuditEntry.id, AuditEntry.subject_id, AuditEntry.details)
        .where(AuditEntry.action == action)
        .order_by(AuditEntry.id)
    )
    return [LoggedRow(*row) for row in rows]
