"""A certificate authority of the association's own, for trying out and for small needs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_CURVE = ec.SECP256R1()
_VALID = timedelta(days=2 * 365)
# The authority is older than any clock that a test or a demonstration stops at.
_SINCE, _UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2080, 1, 1, tzinfo=UTC)
_MOST_NAME = 64  # letters of an organisation's or a common name (X.520)
_AUTHORITY = "authority.pem"
_SEAL = "seal.pem"


@dataclass(frozen=True, slots=True)
class OwnSeal:
    """A key with its certificate, and the authority that has issued it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    authority: x509.Certificate


def existing(folder: Path) -> x509.Certificate | None:
    """Return the authority that has been made, if one has."""
    file = folder / _AUTHORITY
    return _load(file)[1] if file.exists() else None


def seal_of(folder: Path, name: str, now: datetime, ahead: timedelta) -> OwnSeal:
    """Return the seal; makes the authority, and a new seal when the last one is not valid.

    A new one is made ``ahead`` of the last day of the old one. Two processes may do it at once.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority_key, authority = _kept(folder / _AUTHORITY, lambda: _new_authority(name))
    file = folder / _SEAL

    def issue() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        return _new_seal(name, authority_key, authority, now)

    key, certificate = _kept(file, issue)
    if not certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc - ahead:
        key, certificate = issue()
        _write(file, key, certificate).replace(file)
    return OwnSeal(key, certificate, authority)


def _kept(
    file: Path, make: Callable[[], tuple[ec.EllipticCurvePrivateKey, x509.Certificate]]
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Return what the file holds; the first process that makes it decides for all."""
    if not file.exists():
        made = _write(file, *make())
        try:
            os.link(made, file)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return _load(file)


def _write(file: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> Path:
    """Write a key and its certificate to a new file beside, readable by the owner only."""
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as kept:
        kept.write(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        kept.write(certificate.public_bytes(serialization.Encoding.PEM))
        kept.flush()
        os.fsync(kept.fileno())
    return Path(name)


def _load(file: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    content = file.read_bytes()
    key = serialization.load_pem_private_key(content, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file.name} holds another kind of key")
    return key, x509.load_pem_x509_certificate(content)


def _named(organisation: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:_MOST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:_MOST_NAME]),
        ]
    )


def _new_authority(name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(_CURVE)
    subject = _named(name, f"Egen utfärdare för {name}")
    certificate = (
        _begun(subject, subject, key, _SINCE, _UNTIL)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def _new_seal(
    name: str, authority_key: ec.EllipticCurvePrivateKey, authority: x509.Certificate, now: datetime
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(_CURVE)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    begins = now - timedelta(days=1)  # clocks of those who check may be a little slow
    certificate = (
        _begun(_named(name, f"{name}, sigill"), authority.subject, key, begins, begins + _VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(issuer, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return key, certificate


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    since: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
