"""Signatures made elsewhere: over a digest (detached CMS) and inside a PDF (PAdES), verified.

Nothing is fetched from the network: an issuer is trusted when its certificate lies in a file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import cms, pem  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7Options,
    PKCS7SignatureBuilder,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_detached_cms, async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from app.signing.domain.checked import Checked, Unreadable

_DIGEST = "message_digest"
_ANY_USE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, PdfError, SigningError)


def sign_detached(content: bytes, *, key: Path, certificate: Path) -> bytes:
    """Return a detached signature (CMS, DER) over the content by a key of our own."""
    private = load_pem_private_key(key.read_bytes(), password=None)
    if not isinstance(private, (RSAPrivateKey, EllipticCurvePrivateKey)):
        raise TypeError("the key must be RSA or an elliptic curve")
    own = x509.load_pem_x509_certificate(certificate.read_bytes())
    builder = PKCS7SignatureBuilder().set_data(content).add_signer(own, private, SHA256())
    options = [PKCS7Options.DetachedSignature, PKCS7Options.Binary]
    return builder.sign(Encoding.DER, options)


def check_detached(content: bytes, signature: bytes, *, trust: Path, moment: datetime) -> Checked:
    """Check a detached signature (CMS, DER) of one signer over the content.

    Raises:
        Unreadable: when it is no such signature.
    """
    try:
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        status = _run(
            async_validate_detached_cms(
                content,
                signed,
                signer_validation_context=_context(trust, moment),
                key_usage_settings=_ANY_USE,
            )
        )
    except (*_UNREADABLE, SignatureValidationError) as error:
        raise Unreadable(str(error)) from error
    return _checked(status, moment)


def signed_digest(signature: bytes) -> str:
    """Return the SHA-256 in hex that a detached signature (CMS, DER) is over; or nothing."""
    try:
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        [signer] = signed["signer_infos"]
        found = [a["values"][0] for a in signer["signed_attrs"] if a["type"].native == _DIGEST]
        return str(found[0].native.hex())
    except _UNREADABLE:
        return ""


def check_pdf(content: bytes, *, trust: Path, moment: datetime) -> list[Checked]:
    """Check every signature in a PDF, in the order they were made.

    A signature is ``whole`` when nothing but later signatures has been added after it.

    Raises:
        Unreadable: when it is no PDF that can be read.
    """
    try:
        found = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        return [
            _checked(_pdf_status(one, _context(trust, moment)), moment, in_pdf=True)
            for one in found
        ]
    except (*_UNREADABLE, SignatureValidationError) as error:
        raise Unreadable(str(error)) from error


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Return what a coroutine gives, run in a thread of its own: the caller may have a loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def _pdf_status(embedded: Any, context: ValidationContext) -> Any:
    return _run(
        async_validate_pdf_signature(
            embedded, signer_validation_context=context, key_usage_settings=_ANY_USE
        )
    )


def _checked(status: Any, moment: datetime, *, in_pdf: bool = False) -> Checked:
    certificate: asn1_x509.Certificate = status.signing_cert
    whole = bool(status.intact)
    if in_pdf:
        allowed = status.modification_level in {
            ModificationLevel.NONE,
            ModificationLevel.LTA_UPDATES,
            ModificationLevel.FORM_FILLING,
        }
        whole = whole and allowed
    return Checked(
        name=_name(certificate),
        whole=whole,
        valid=bool(status.valid and status.intact),
        trusted=bool(status.trusted),
        in_force=certificate.not_valid_before <= moment <= certificate.not_valid_after,
        at=status.signer_reported_dt,
    )


def _name(certificate: asn1_x509.Certificate) -> str:
    """Return the person's name: given name and surname, or else the common name."""
    subject: dict[str, Any] = certificate.subject.native
    parts = [subject.get("given_name", ""), subject.get("surname", "")]
    return " ".join(parts) if all(parts) else str(subject.get("common_name", ""))


def _context(trust: Path, moment: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(_certificates(trust)), moment=moment, allow_fetching=False
    )


def _certificates(file: Path) -> Iterator[asn1_x509.Certificate]:
    for kind, _, der in pem.unarmor(file.read_bytes(), multiple=True):
        if kind == "CERTIFICATE":
            yield asn1_x509.Certificate.load(der)
