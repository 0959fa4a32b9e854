"""Every question about stored files, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.documents.models import Document, FileVersion
from app.kernel.errors import NotFound
from app.kernel.history import AuditEntry


def file_version(session: Session, file_version_id: int) -> FileVersion:
    """Return one version with its document; raises NotFound."""
    found = session.get(FileVersion, file_version_id, options=[joinedload(FileVersion.document)])
    if found is None:
        raise NotFound
    return found


def versions(session: Session, document_id: int) -> Sequence[FileVersion]:
    """Return every version of a document, the oldest first."""
    return session.scalars(
        select(FileVersion)
        .where(FileVersion.document_id == document_id)
        .order_by(FileVersion.number)
    ).all()


def document_for_update(session: Session, document_id: int) -> Document:
    """Return a document, locked until the commit; raises NotFound."""
    found = session.get(Document, document_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def last_number(session: Session, document_id: int) -> int:
    """Return the number of the newest version, or 0."""
    statement = select(func.max(FileVersion.number)).where(FileVersion.document_id == document_id)
    return session.scalar(statement) or 0


class KeptRow(NamedTuple):
    """What a file version says of its bytes, and what the log said when they were kept."""

    id: int
    filename: str
    sha256: str
    size: int
    logged: str | None


def kept(session: Session) -> list[KeptRow]:
    """Return every file version there is, the oldest first."""
    logged = {
        row_id: details.get("sha256")
        for row_id, details in session.execute(
            select(AuditEntry.subject_id, AuditEntry.details).where(
                AuditEntry.subject_type == FileVersion.__tablename__,
                AuditEntry.action == "documents.stored",
            )
        )
    }
    rows = session.execute(
        select(FileVersion.id, FileVersion.filename, FileVersion.sha256, FileVersion.size).order_by(
            FileVersion.id
        )
    )
    return [KeptRow(*row, logged=logged.get(row.id)) for row in rows]
