"""Asking for an archival PDF of a stored document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import clock
from app.sealing import queries
from app.sealing.domain import PdfState
from app.sealing.models import PdfExport

if TYPE_CHECKING:
    from app.documents.models import FileVersion


def ask(session: Session, *, source: FileVersion, sealed: bool) -> PdfExport:
    """Ask the worker for a PDF/A of a file version; asking again returns the same row."""
    session.flush()
    found = queries.export_of(session, source.id, sealed=sealed)
    if found is not None:
        return found
    made = PdfExport(
        source_id=source.id,
        sealed=sealed,
        state=PdfState.QUEUED,
        asked_at=clock.now(),
        claimed_until=clock.now(),
        finished_at=None,
        file_version_id=None,
    )
    session.add(made)
    session.flush()
    return made
