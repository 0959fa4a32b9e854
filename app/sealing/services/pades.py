"""One PAdES seal on a PDF, and the check of it, by pyHanko.

Baseline B-B; B-T when a timestamp authority is configured. What long-term validation needs
(B-LT, B-LTA: revocation lists and renewed timestamps in the file) is left out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from typing import TypeVar

from asn1crypto import keys as asn1_keys  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from asn1crypto.parser import peek  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pikepdf import PdfError as PikepdfError
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.kernel.errors import DomainError
from app.sealing.domain import SealCheck
from app.sealing.services.field import FIELD, with_field
from app.sealing.services.keys import SealKey, holder_of

R = TypeVar("R")

# A file from outside may have any fault: the answer tells which, and nobody needs the traceback.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)

# A seal is made by an organisation; some issuers mark such keys for one use, some for the other.
_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


class _AsItIs(IncrementalPdfFileWriter):
    """Adds to a file without writing its metadata anew, which PDF/A would no longer hold for."""

    def _update_meta(self) -> None:
        pass


class _Sealer(PdfSigner):
    """Seals at a moment of the application's clock."""

    moment: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 -- as in the library
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


def seal(content: bytes, *, key: SealKey, moment: datetime, timestamp_url: str = "") -> bytes:
    """Return the PDF with an invisible seal over all of it; nothing may be added afterwards.

    Raises:
        DomainError: ``sealing.no_timestamp`` when the timestamp authority does not answer,
            ``sealing.not_sealed`` when the file is not tagged or has a seal already.
    """
    sealer = _Sealer(
        PdfSignatureMetadata(
            field_name=FIELD,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=key.holder,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        signer_of(key),
        timestamper=HTTPTimeStamper(timestamp_url, timeout=20) if timestamp_url else None,
    )
    sealer.moment = moment
    try:
        writer = _AsItIs(BytesIO(with_field(content)))
        sealed = _apart(lambda: sealer.sign_pdf(writer, existing_fields_only=True))
    except (TimestampRequestError, OSError) as error:
        raise DomainError("sealing.no_timestamp") from error
    except (SigningError, PdfError, ValueError, PikepdfError) as error:
        raise DomainError("sealing.not_sealed") from error
    return bytes(sealed.getvalue())


def signer_of(key: SealKey) -> SimpleSigner:
    """Return the key as pyHanko uses it."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([asn1(other) for other in key.others])
    private = key.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=asn1(key.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=store,
        embed_roots=False,  # whoever trusts them has them, and nothing in the seal hangs loose
    )


def asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """Return a certificate as pyHanko reads it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def examine(content: bytes, *, roots: tuple[x509.Certificate, ...], holder: str = "") -> SealCheck:
    """Return what the seal of a PDF says; ``holder`` is whose seals count, empty for anyone's.

    The certificate has to be valid when the file was sealed; that is the timestamp's moment, or
    without one the moment that the sealer gave. Whether it has been revoked since is not asked.
    """
    try:
        found = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        if not found:
            return SealCheck(valid=False, fault="Filen har inget sigill.")
        if len(found) > 1:
            return SealCheck(valid=False, fault="Filen har mer än ett sigill eller underskrift.")
        return _examine(found[0], roots, holder)
    # A file from outside may be wrong in ways that the library does not foresee.
    except Exception:  # noqa: BLE001
        return SealCheck(valid=False, fault="Filen går inte att läsa som en hel PDF.")


def _examine(
    found: EmbeddedPdfSignature, roots: tuple[x509.Certificate, ...], holder: str
) -> SealCheck:
    found.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
    whole = found.coverage is SignatureCoverageLevel.ENTIRE_FILE
    signer = holder_of(x509.load_der_x509_certificate(found.signer_cert.dump()))
    at = _moment(found)

    def answer(fault: str) -> SealCheck:
        return SealCheck(valid=not fault, signer=signer, at=at, whole=whole, fault=fault)

    if any(found.pkcs7_content[peek(found.pkcs7_content) :]):
        return answer("Något har lagts till i sigillet efter att filen förseglades.")
    if at is None:
        return answer("Sigillet säger inte när filen förseglades.")
    try:
        status = _validated(found, roots, at)
    except (SignatureValidationError, ValueError):
        return answer("Sigillet är skadat.")
    return answer(_fault(status, whole=whole, own=holder in {"", signer}))


def _moment(found: EmbeddedPdfSignature) -> datetime | None:
    """Return the timestamp's moment, else the sealer's own; without both there is none."""
    stamp = next(extract_tst_data_iter(found.signer_info, signed=False), None)
    if stamp is not None:
        given = stamp["encap_content_info"]["content"].parsed["gen_time"].native
    else:
        given = found.self_reported_timestamp
    return given.astimezone(UTC) if isinstance(given, datetime) else None


def _validated(
    found: EmbeddedPdfSignature, roots: tuple[x509.Certificate, ...], at: datetime
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=[asn1(root) for root in roots], allow_fetching=False, moment=at
    )
    return _apart(
        lambda: validate_pdf_signature(found, context, key_usage_settings=_USAGE, skip_diff=True)
    )


def _apart(work: Callable[[], R]) -> R:
    """Do something in a thread of its own: pyHanko runs an event loop, and a thread has one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def _fault(status: PdfSignatureStatus, *, whole: bool, own: bool) -> str:
    """Return in Swedish the worst that is wrong, or nothing."""
    if not status.intact:
        return "Filen har ändrats efter att den förseglades."
    if not status.valid:
        return "Sigillet är inte äkta."
    if not whole:
        return "Något har lagts till i filen efter att den förseglades."
    if not status.trusted or not own:
        return "Sigillet är gjort av någon annan än förbundet, eller gällde inte då."
    if not status.bottom_line:
        return "Sigillets tidsstämpel kommer från någon som inte är känd här."
    return ""
