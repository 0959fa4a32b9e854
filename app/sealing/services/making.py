"""Making archival PDFs in the background: claimed, made, sealed, checked, stored.

No lock is held while LibreOffice works. A worker that is killed leaves the claim, and the next one
takes it over when the lease has run out; what is stored is stored in the commit that makes it done.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.documents.domain import PDF
from app.documents.pdf import to_archival_pdf
from app.kernel import clock, db, errors, history
from app.kernel.errors import DomainError
from app.kernel.settings import settings
from app.sealing import queries
from app.sealing.domain import AGAIN_AFTER, FAILED_WORDS, LEASE, PdfState, last_try
from app.sealing.models import PdfExport
from app.sealing.services import pades
from app.sealing.services.checking import check_seal
from app.sealing.services.hooks import sealed_now
from app.sealing.services.keys import seal_key
from app.sealing.services.renewing import name_of_association

if TYPE_CHECKING:
    from app.documents.models import FileVersion

log = logging.getLogger(__name__)


class _TakenOver(Exception):  # noqa: N818 -- an answer: another worker does it now
    """The claim has run out and somebody else has it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to make one PDF; ``tries`` tells it from a later one."""

    export_id: int
    tries: int


@dataclass(frozen=True, slots=True)
class _Made:
    """The bytes of a PDF and whose seal it has, if any."""

    content: bytes
    sealed_by: str = ""


def make_next() -> bool:
    """Make one PDF that is due; returns False when there was none.

    Two workers never make the same one. What fails by chance is tried again after a while and given
    up after the last try; what will not be better by itself is given up at once. Either way a
    sentence says why, and somebody may ask again.
    """
    claim = claim_next()
    if claim is None:
        return False
    try:
        _make(claim)
    except _TakenOver:
        log.warning("PDF %s was taken over by another worker", claim.export_id)
    except DomainError as error:
        _give_up(claim, errors.sentence(error))
    except Exception:
        log.exception("PDF %s was not made and is tried again", claim.export_id)
        _try_again(claim)
    return True


def claim_next() -> Claim | None:
    """Take the PDF that has waited longest, under a lease."""
    with db.new_session() as session, db.committing(session):
        now = clock.now()
        for export in queries.worn_out(session, now):
            _fail(export, FAILED_WORDS)
        found = queries.next_due(session, now)
        if found is None:
            return None
        export = session.get_one(PdfExport, found)
        export.state = PdfState.RUNNING
        export.tries += 1
        export.claimed_until = now + LEASE
        return Claim(export.id, export.tries)


def _make(claim: Claim) -> None:
    with db.new_session(read_only=True) as session:
        export = queries.export(session, claim.export_id)
        name = name_of_association(session)
        sealed, suffix = export.sealed, PurePath(export.source.filename).suffix
        content, title = documents.content(export.source), export.source.document.title
    made = _Made(to_archival_pdf(content, suffix=suffix or ".docx", title=title))
    if sealed:
        made = _sealed(made.content, name)
    _finish(claim, made)


def _sealed(content: bytes, name: str) -> _Made:
    """Seal the PDF and look at it as anybody else would, before it is kept."""
    key = seal_key(name)
    found = pades.seal(
        content, key=key, moment=clock.now(), timestamp_url=settings().seal.timestamp_url
    )
    check = check_seal(found)
    if not check.valid:
        log.error("a new seal did not hold: %s", check.fault)
        raise DomainError("sealing.not_sealed")
    return _Made(found, key.holder)


def _finish(claim: Claim, made: _Made) -> None:
    """Store the PDF and tell those who wait, in the same commit as DONE."""
    with db.new_session() as session, db.committing(session):
        export = queries.claimed(session, claim.export_id, claim.tries)
        if export is None:
            raise _TakenOver
        source = export.source
        stored = documents.store(
            session,
            actor=None,
            kind=f"{source.document.kind}_pdf",
            title=source.document.title,
            filename=f"{PurePath(source.filename).stem}.pdf",
            media_type=PDF,
            content=made.content,
            data={"source_sha256": source.sha256, "sealed_by": made.sealed_by},
        )
        session.flush()
        export.state = PdfState.DONE
        export.file_version_id = stored.id
        export.file_version = stored
        export.finished_at = clock.now()
        if made.sealed_by:
            _note_seal(session, export, stored, made.sealed_by)
        session.flush()
        sealed_now(session, export)


def _note_seal(session: Session, export: PdfExport, stored: FileVersion, holder: str) -> None:
    history.note(
        session,
        actor=None,
        action="sealing.sealed",
        subject=export,
        sentence=f"förseglade {stored.filename} med sigill av {holder}",
        sha256=stored.sha256,
        source_sha256=export.source.sha256,
    )


def _try_again(claim: Claim) -> None:
    with _held_if(claim) as export:
        if export is None:
            return
        if last_try(claim.tries):
            _fail(export, FAILED_WORDS)
        else:
            export.claimed_until = clock.now() + AGAIN_AFTER


def _give_up(claim: Claim, because: str) -> None:
    with _held_if(claim) as export:
        if export is not None:
            _fail(export, because)


@contextmanager
def _held_if(claim: Claim) -> Iterator[PdfExport | None]:
    with db.new_session() as session, db.committing(session):
        yield queries.claimed(session, claim.export_id, claim.tries)


def _fail(export: PdfExport, because: str) -> None:
    export.state = PdfState.FAILED
    export.failed_because = because
    export.finished_at = clock.now()
