"""Every question about archival PDFs, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from app.documents.models import FileVersion
from app.kernel.errors import NotFound
from app.sealing.domain import MOST_TRIES, PdfState
from app.sealing.models import PdfExport


class FinishedPdf(NamedTuple):
    """A PDF that has been made, and what it was made of."""

    id: int
    sealed: bool
    source: FileVersion
    stored: FileVersion


_WORN_OUT = PdfExport.tries % MOST_TRIES == 0


def export_of(session: Session, source_id: int, *, sealed: bool) -> PdfExport | None:
    """Return the making of a file version's PDF, finished or not; None when nobody asked."""
    return session.scalar(
        select(PdfExport)
        .where(PdfExport.source_id == source_id, PdfExport.sealed.is_(sealed))
        .options(joinedload(PdfExport.file_version))
    )


def export(session: Session, export_id: int) -> PdfExport:
    """Return one making with its document and its PDF; raises NotFound."""
    found = session.get(
        PdfExport,
        export_id,
        options=[
            joinedload(PdfExport.source).joinedload(FileVersion.document),
            joinedload(PdfExport.file_version),
        ],
    )
    if found is None:
        raise NotFound
    return found


def export_for_update(session: Session, export_id: int) -> PdfExport:
    """Return one making, locked until the commit; raises NotFound."""
    found = session.get(PdfExport, export_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def next_due(session: Session, now: datetime) -> int | None:
    """Return which PDF to make now: one that waits, or one that a dead worker left."""
    waits = PdfExport.state == PdfState.QUEUED
    left = (PdfExport.state == PdfState.RUNNING) & ~_WORN_OUT
    return session.scalar(
        select(PdfExport.id)
        .where(waits | left, PdfExport.claimed_until <= now)
        .order_by(PdfExport.claimed_until, PdfExport.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def worn_out(session: Session, now: datetime) -> Sequence[PdfExport]:
    """Return those that have been tried too many times."""
    return session.scalars(
        select(PdfExport)
        .where(PdfExport.state == PdfState.RUNNING, _WORN_OUT, PdfExport.claimed_until <= now)
        .order_by(PdfExport.id)
    ).all()


def claimed(session: Session, export_id: int, tries: int) -> PdfExport | None:
    """Return a making while this very claim holds; None once another worker has taken over."""
    return session.scalar(
        select(PdfExport)
        .where(
            PdfExport.id == export_id,
            PdfExport.tries == tries,
            PdfExport.state == PdfState.RUNNING,
        )
        .with_for_update()
    )


def failed(session: Session) -> Sequence[PdfExport]:
    """Return those that were given up, with their documents, the oldest first."""
    return session.scalars(
        select(PdfExport)
        .where(PdfExport.state == PdfState.FAILED)
        .order_by(PdfExport.id)
        .options(joinedload(PdfExport.source).joinedload(FileVersion.document))
    ).all()


def finished(session: Session) -> list[FinishedPdf]:
    """Return every PDF that has been made, the oldest first."""
    source, stored = aliased(FileVersion), aliased(FileVersion)
    rows = session.execute(
        select(PdfExport.id, PdfExport.sealed, source, stored)
        .join(source, PdfExport.source_id == source.id)
        .join(stored, PdfExport.file_version_id == stored.id)
        .order_by(PdfExport.id)
    )
    return [FinishedPdf(*row) for row in rows]
