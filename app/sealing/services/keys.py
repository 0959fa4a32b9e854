"""The key that seals, and the roots that seals are checked against.

A key file is configured by whoever runs the installation. Without one a certificate authority of
the association's own is made on first use, in the folder "seal" beside the stored files: enough to
try everything, and to see that a file is unchanged, but known to nobody else. In production it is
refused unless it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from app.kernel import clock
from app.kernel.errors import DomainError
from app.kernel.settings import settings
from app.sealing.services import own_authority

RENEWED_BEFORE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SealKey:
    """What seals: the private key, its certificate and those that vouch for it."""

    key: PrivateKeyTypes
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]

    @property
    def holder(self) -> str:
        """Return whose seal it is: the organisation, or the name when there is none."""
        return holder_of(self.certificate)

    @property
    def expires_at(self) -> datetime:
        """Return when the certificate stops being valid (UTC)."""
        return self.certificate.not_valid_after_utc


def holder_of(certificate: x509.Certificate) -> str:
    """Return the organisation that a certificate names, else its common name."""
    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        found = certificate.subject.get_attributes_for_oid(kind)
        if found:
            return str(found[0].value)
    return ""


def seal_key(name: str) -> SealKey:
    """Return the configured key, or one made here for the association called ``name``.

    Raises:
        DomainError: ``sealing.no_key`` in production without a key, ``sealing.key_unreadable``
            when the file or its password is wrong, ``sealing.key_expired`` outside its validity.
    """
    file = settings().seal.key_file
    found = _read(file) if file else _made_here(name)
    if not found.certificate.not_valid_before_utc <= clock.now() < found.expires_at:
        raise DomainError("sealing.key_expired")
    return found


def expires_on() -> datetime | None:
    """Return when the configured certificate stops being valid; None for one made here."""
    file = settings().seal.key_file
    return _read(file).expires_at if file else None


def trusted() -> tuple[x509.Certificate, ...]:
    """Return the certificates that a seal of the association leads back to.

    They are those of the trust file, else the last of the key file's chain, else the authority
    made here, if it has been made.
    """
    found = settings().seal
    if found.trust_file:
        return tuple(x509.load_pem_x509_certificates(found.trust_file.read_bytes()))
    if found.key_file:
        key = _read(found.key_file)
        return (_root_of(key),)
    authority = own_authority.existing(_folder())
    return (authority,) if authority else ()


def known_holder() -> str:
    """Return whose seals are the association's own; empty when all that is trusted is."""
    file = settings().seal.key_file
    return _read(file).holder if file else ""


def _made_here(name: str) -> SealKey:
    found = settings()
    if found.production and not found.seal.self_made:
        raise DomainError("sealing.no_key")
    made = own_authority.seal_of(_folder(), name, clock.now(), RENEWED_BEFORE)
    return SealKey(made.key, made.certificate, (made.authority,))


def _folder() -> Path:
    return settings().storage_dir.parent / "seal"


def _read(file: Path) -> SealKey:
    """Return the key of a file; read again only when the file has changed."""
    try:
        return _parsed(file, file.stat().st_mtime_ns, settings().seal.password)
    except (OSError, ValueError, TypeError) as error:
        raise DomainError("sealing.key_unreadable") from error


@lru_cache(maxsize=1)
def _parsed(file: Path, _changed: int, password: str) -> SealKey:
    content = file.read_bytes()
    read = _from_pem if b"-----BEGIN" in content else _from_p12
    return read(content, password.encode() or None)


def _from_pem(content: bytes, password: bytes | None) -> SealKey:
    key = serialization.load_pem_private_key(content, password)
    return _sorted_out(key, x509.load_pem_x509_certificates(content))


def _from_p12(content: bytes, password: bytes | None) -> SealKey:
    key, certificate, others = pkcs12.load_key_and_certificates(content, password)
    if key is None or certificate is None:
        raise ValueError("the file holds no key with a certificate")
    return SealKey(key, certificate, tuple(others))


def _sorted_out(key: PrivateKeyTypes, certificates: list[x509.Certificate]) -> SealKey:
    """Tell the key's own certificate from the others; raises ValueError when it is not there."""
    own = [found for found in certificates if found.public_key() == key.public_key()]
    if not own:
        raise ValueError("no certificate belongs to the key")
    return SealKey(key, own[0], tuple(found for found in certificates if found != own[0]))


def _root_of(key: SealKey) -> x509.Certificate:
    """Follow the issuers as far as the file holds them."""
    found = key.certificate
    for _ in key.others:
        if found.issuer == found.subject:
            break
        found = next((other for other in key.others if other.subject == found.issuer), found)
    return found
