"""One paper at a time to PDF: by LibreOffice, as it is, drawn, or a page that says why not."""

from __future__ import annotations

import hashlib
import logging
from datetime import date
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from app.documents import services as documents
from app.documents.domain import extension_of
from app.documents.pdf import PdfUnavailable, to_pdf
from app.kernel import db, errors
from app.kernel.cli import settings
from app.kernel.storage import storage
from app.packets import documents as pdf
from app.packets import queries
from app.packets.documents import Part, Unreadable
from app.packets.domain import Paper, Way, way_of
from app.packets.models import PdfCopy

log = logging.getLogger(__name__)

NO_PROGRAM = "documents.pdf_no_program"
ANNEX_PATH = "/sammantraden/{day}/bilaga/{number}"

_LOCKED = "Filen är skyddad med lösenord och kan därför inte tas med här."
_DAMAGED = "Filen är skadad och kan inte läsas."
_PICTURE = "Bilden är skadad, eller för stor för att tas med här."
_GONE = "Filen kan inte läsas från lagringen. Be kansliet att lägga till den igen."
_UNKNOWN = "Filer av det här slaget kan inte visas i en PDF."
WHERE = "Öppna den från sammanträdets sida i Klubba:"


def summons_part(word: bytes, folder: Path) -> Part:
    """Return the summons as PDF in the folder; raises PdfUnavailable."""
    return _part(office_pdf(word, ".docx"), "", folder / "kallelse.pdf")


def part_of(paper: Paper, held_on: date, folder: Path) -> Part:
    """Return one annex as PDF in the folder; what cannot become one gets a page that says so.

    Raises:
        PdfUnavailable: only when LibreOffice is not installed, since then no packet is worth
            anything.
    """
    path = folder / f"{paper.number}.pdf"
    try:
        return _part(_pdf(paper), paper.stamp, path)
    except PdfUnavailable as error:
        if error.code == NO_PROGRAM:
            raise
        reason = errors.sentence(error)
    except Unreadable as error:
        reason = _LOCKED if error.locked else _DAMAGED
    except _CannotShow as error:
        reason = str(error)
    except (OSError, ValueError):
        log.exception("the file of %s could not be read from the storage", paper.stamp)
        reason = _GONE
    address = ANNEX_PATH.format(day=held_on.isoformat(), number=paper.number)
    base: str = settings().base_url
    sheet = pdf.notice_sheet(paper.name, reason, where=WHERE, address=base.rstrip("/") + address)
    return _part(sheet, paper.stamp, path, left_out=True)


class _CannotShow(Exception):  # noqa: N818 -- an answer: the Swedish reason on the page
    """The paper cannot be shown as pages."""


def _part(content: bytes, stamp: str, path: Path, *, left_out: bool = False) -> Part:
    pages = len(pdf.opened(content).pages)
    path.write_bytes(content)
    return Part(stamp, path, pages, left_out)


def _pdf(paper: Paper) -> bytes:
    way = way_of(paper.media_type)
    if way is Way.NONE:
        raise _CannotShow(_UNKNOWN)
    content = documents.content(paper)
    if way is Way.OFFICE:
        return office_pdf(content, f".{extension_of(paper.filename)}")
    if way is Way.TEXT:
        return pdf.text_sheets(content)
    if way is Way.AS_IT_IS:
        return content
    try:
        return pdf.image_sheet(content)
    except ValueError:
        raise _CannotShow(_PICTURE) from None


def office_pdf(content: bytes, suffix: str) -> bytes:
    """Return an office file as PDF; one that has become PDF before is not made again."""
    sha256 = hashlib.sha256(content).hexdigest()
    with db.new_session(read_only=True) as session:
        kept = queries.copy_of(session, sha256)
    if kept is not None:
        return storage().get(kept)
    made = to_pdf(content, suffix=suffix)
    _keep(sha256, storage().put(made))
    return made


def _keep(source: str, made: str) -> None:
    try:
        with db.new_session() as session, db.committing(session):
            session.add(PdfCopy(source_sha256=source, pdf_sha256=made))
    except IntegrityError:
        log.info("another worker made the same file at the same time")
