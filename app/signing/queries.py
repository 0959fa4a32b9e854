"""Questions about signing: documents with signatures, and what services have been asked."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.documents.models import FileVersion
from app.signing.models import AttestedDocument


def attested_file(session: Session, version_id: int) -> FileVersion | None:
    """Return the Word file of a frozen version with its signatures; None before all have signed."""
    return session.scalar(
        select(FileVersion)
        .join(AttestedDocument, AttestedDocument.file_version_id == FileVersion.id)
        .where(AttestedDocument.minutes_version_id == version_id)
        .options(joinedload(FileVersion.document))
    )
