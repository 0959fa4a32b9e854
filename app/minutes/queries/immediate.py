"""Questions about §§ that are frozen and attested by themselves (rule IMM)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.documents.models import FileVersion
from app.minutes.domain.facts import Alone
from app.minutes.models import Attestation, MinutesVersion, Paragraph, Signer


def immediate_versions(session: Session, meeting_id: int) -> Sequence[MinutesVersion]:
    """Return the holding versions of the §§ attested at once, in the order of the §§ (IMM)."""
    return session.scalars(
        select(MinutesVersion)
        .join(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .where(MinutesVersion.meeting_id == meeting_id, MinutesVersion.voided_at.is_(None))
        .order_by(Paragraph.position, Paragraph.id)
        .options(
            joinedload(MinutesVersion.file_version).joinedload(FileVersion.document),
            selectinload(MinutesVersion.signers),
            selectinload(MinutesVersion.attestations),
        )
        .execution_options(populate_existing=True)
    ).all()


def frozen_alone(session: Session, paragraph_id: int) -> bool:
    """Say whether a § is frozen by itself right now, signed by all or not."""
    held = select(MinutesVersion.id).where(
        MinutesVersion.paragraph_id == paragraph_id, MinutesVersion.voided_at.is_(None)
    )
    return session.scalar(held.limit(1)) is not None


def alone_versions(session: Session, meeting_id: int) -> dict[int, Alone]:
    """Return the holding version of each § that is frozen by itself, in one statement."""
    signed = and_(
        Attestation.minutes_version_id == Signer.minutes_version_id,
        Attestation.person_id == Signer.person_id,
    )
    rows = session.execute(
        select(
            MinutesVersion.paragraph_id,
            MinutesVersion.id,
            func.count(Signer.id) == func.count(Attestation.id),
            func.max(Attestation.attested_on),
        )
        .join(Signer, Signer.minutes_version_id == MinutesVersion.id)
        .outerjoin(Attestation, signed)
        .where(
            MinutesVersion.meeting_id == meeting_id,
            MinutesVersion.paragraph_id.is_not(None),
            MinutesVersion.voided_at.is_(None),
        )
        .group_by(MinutesVersion.paragraph_id, MinutesVersion.id)
    )
    return {
        paragraph_id: Alone(version_id, attested_on if done else None)
        for paragraph_id, version_id, done, attested_on in rows
        if paragraph_id is not None
    }
