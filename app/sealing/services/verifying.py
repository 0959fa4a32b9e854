"""What can be verified of the PDFs afterwards (rule O4)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.kernel.audit import Finding, Verified
from app.sealing import queries
from app.sealing.queries import FinishedPdf
from app.sealing.services.checking import check_seal


def verify_pdfs(session: Session) -> list[Verified]:
    """Return what is wrong with the PDFs: their bytes, their seals, what they are made of."""
    found = queries.finished(session)
    sealed = sum(pdf.sealed for pdf in found)
    findings = tuple(
        Finding(f"pdf_export {pdf.id}", sentence) for pdf in found for sentence in _faults(pdf)
    )
    return [Verified(f"{len(found)} PDF-filer för arkivet, varav {sealed} med sigill", findings)]


def _faults(pdf: FinishedPdf) -> Iterator[str]:
    name = pdf.stored.filename
    try:
        content = documents.content(pdf.stored)
    except FileNotFoundError:
        yield f"Filen {name} finns inte längre."
        return
    except ValueError:
        yield f"Filen {name} har ändrats sedan den sparades."
        return
    if pdf.sealed:
        yield from _seal_faults(content, name)
    if (pdf.stored.data or {}).get("source_sha256") != pdf.source.sha256:
        yield f"Filen {name} är inte gjord av det dokument som den hör till."
    elif not made_of(content, pdf.source.sha256):
        yield f"Filen {name} säger själv att den är gjord av ett annat dokument."


def _seal_faults(content: bytes, name: str) -> Iterator[str]:
    check = check_seal(content)
    if not check.valid:
        yield f"Sigillet på {name} håller inte. {check.fault}"


def made_of(content: bytes, source_sha256: str) -> bool:
    """Say whether a PDF names the document that it was made of; the seal covers the name.

    The first half of the file's identifier is the beginning of the document's SHA-256
    (``documents.pdf.to_archival_pdf``).
    """
    import pikepdf  # noqa: PLC0415 -- only the worker and commands read PDFs

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return bytes(pdf.trailer.ID[0]).hex() == source_sha256[:32]
    except pikepdf.PdfError:
        return False
