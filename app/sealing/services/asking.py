"""Asking for an archival PDF of a stored document, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.sealing import queries
from app.sealing.domain import PdfState
from app.sealing.models import PdfExport
from app.sealing.services.hooks import may_read_pdf

if TYPE_CHECKING:
    from app.documents.models import FileVersion


def ask(session: Session, *, source: FileVersion, sealed: bool) -> PdfExport:
    """Ask the worker for a PDF/A of a file version; asking again returns the same row."""
    session.flush()
    found = queries.export_of(session, source.id, sealed=sealed)
    if found is not None:
        return found
    now = clock.now()
    made = PdfExport(
        source_id=source.id,
        sealed=sealed,
        state=PdfState.QUEUED,
        asked_at=now,
        claimed_until=now,
        finished_at=None,
        file_version_id=None,
    )
    session.add(made)
    session.flush()
    return made


def ask_again(session: Session, *, actor: Actor | None, export: PdfExport) -> None:
    """Put a PDF that was given up back in the queue.

    Raises:
        DomainError: ``sealing.not_failed`` when it is under way or done.
    """
    export = queries.export_for_update(session, export.id)
    if export.state is not PdfState.FAILED:
        raise DomainError("sealing.not_failed")
    export.state = PdfState.QUEUED
    export.failed_because = ""
    export.finished_at = None
    export.claimed_until = clock.now()
    history.note(
        session,
        actor=actor,
        action="sealing.asked_again",
        subject=export,
        sentence=f"bad om PDF av {export.source.filename} på nytt",
    )


def may_read(session: Session, actor: Actor | None, export: PdfExport) -> bool:
    """Say whether somebody may read the PDF: only when the owner of its document says so."""
    return any(may_read_pdf(session, actor, export))
