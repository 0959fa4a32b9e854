"""Questions about §§ that are frozen and attested by themselves (rule IMM)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.documents.models import FileVersion
from app.minutes.models import MinutesVersion, Paragraph


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
