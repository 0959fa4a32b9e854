"""How long minutes of 20 §§ take to become an archival PDF, to be sealed, and to be checked.

The floors are what the libraries take by themselves: LibreOffice for a plain PDF, pyHanko for a
signature that neither prepares a field for screen readers nor keeps the metadata as it is, and
pyHanko's own validation.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.devtools import bench_documents
from app.documents.pdf import archival, to_archival_pdf, to_pdf
from app.sealing.services import own_authority, pades
from app.sealing.services.keys import SealKey

_ROUNDS = 5
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Measured:
    """One row: medians in milliseconds on the clock."""

    what: str
    floor_ms: float
    own_ms: float
    note: str


def measure() -> list[Measured]:
    """Measure the way of the minutes from Word to a checked seal."""
    word = bench_documents.minutes_of_twenty()
    made = to_archival_pdf(word)
    with tempfile.TemporaryDirectory() as folder:
        own = own_authority.seal_of(Path(folder), "Mätförbundet", _NOW, timedelta())
    key = SealKey(own.key, own.certificate, (own.authority,))
    sealed = pades.seal(made, key=key, moment=_NOW)
    return [_making(word, made), _sealing(made, sealed, key), _checking(sealed, key)]


def _making(word: bytes, made: bytes) -> Measured:
    plain = to_pdf(word, suffix=".docx", options=archival.OPTIONS)
    fixing = _median(lambda: archival.finish(plain, word))
    return Measured(
        "protokoll, 20 §§ → PDF/A-2b and PDF/UA-1",
        _median(lambda: to_pdf(word, suffix=".docx")),
        _median(lambda: to_archival_pdf(word)),
        f"of which metadata {fixing:.0f} ms; {len(made) / 1000:.0f} kB",
    )


def _sealing(made: bytes, sealed: bytes, key: SealKey) -> Measured:
    signer = PdfSigner(PdfSignatureMetadata(field_name="Sig"), pades.signer_of(key))
    return Measured(
        "protokoll, 20 §§: sealing",
        _median(lambda: signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(made)))),
        _median(lambda: pades.seal(made, key=key, moment=_NOW)),
        f"{(len(sealed) - len(made)) / 1000:.1f} kB more",
    )


def _checking(sealed: bytes, key: SealKey) -> Measured:
    roots = [pades.asn1(other) for other in key.others]

    def bare() -> None:
        found = PdfFileReader(BytesIO(sealed)).embedded_signatures[0]
        context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=_NOW)
        validate_pdf_signature(found, context)

    return Measured(
        "protokoll, 20 §§: checking the seal",
        _median(bare),
        _median(lambda: pades.examine(sealed, roots=key.others)),
        f"{len(sealed) / 1000:.0f} kB",
    )


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000
