"""Questions about archival PDFs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.sealing.models import PdfExport


def export_of(session: Session, source_id: int, *, sealed: bool) -> PdfExport | None:
    """Return the making of a file version's PDF, finished or not; None when nobody asked."""
    return session.scalar(
        select(PdfExport)
        .where(PdfExport.source_id == source_id, PdfExport.sealed.is_(sealed))
        .options(joinedload(PdfExport.file_version))
    )
