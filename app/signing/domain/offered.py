"""Which ways of signing an association offers, read from its file of settings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from app.minutes.domain import AttestationMethod
from app.signing.domain.terms import OUTSIDE

_HERE = (AttestationMethod.IN_TOOL, AttestationMethod.ON_PAPER)
S = TypeVar("S")

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """A service that signs the digest: where it is, who we are to it, and whom we trust.

    The files are PEM: ``trust`` holds the issuers of the signers' certificates, ``service`` those
    of the service's own answers, ``key`` and ``certificate`` are what we sign requests with.
    """

    name: str
    address: str
    entity: str
    trust: str
    service: str
    key: str
    certificate: str


@dataclass(frozen=True, slots=True)
class UploadSettings:
    """A service that is sent the document; ``ca`` is the issuer of its web certificate, if own."""

    name: str
    address: str
    trust: str
    ca: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """The ways that are offered, in the order that they are shown."""

    methods: tuple[AttestationMethod, ...] = _HERE
    remote: RemoteSettings | None = None
    upload: UploadSettings | None = None
    faults: tuple[str, ...] = field(default=(), compare=False)

    @property
    def asks_outside(self) -> bool:
        """Say whether any outside service is offered."""
        return any(method in self.methods for method in OUTSIDE)

    def __contains__(self, method: str) -> bool:
        return method in self.methods


def offered_from(table: Mapping[str, Any]) -> Offered:
    """Return what a file of settings offers; ``faults`` says in English what is wrong with it.

    Without ``methods`` the tool and paper are offered, and every service that is described.
    """
    remote = _described(RemoteSettings, table.get("remote"))
    upload = _described(UploadSettings, table.get("uploaded"))
    described = {AttestationMethod.REMOTE: remote, AttestationMethod.UPLOADED: upload}
    usual = [*_HERE, *(method for method, found in described.items() if found)]
    words = table.get("methods", usual)
    known = [method for method in AttestationMethod if method in words]
    faults = (
        *(f"methods: {word!r} is no way of signing" for word in words if word not in known),
        *(
            f"[{method}] lacks a setting, or has one too many"
            for method in known
            if method in described and not described[method]
        ),
        *_addresses(remote, upload),
    )
    return Offered(tuple(known), remote, upload, faults)


def _described(kind: Callable[..., S], table: object) -> S | None:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        return None
    try:
        return kind(**table)
    except TypeError:
        return None


def _addresses(*services: RemoteSettings | UploadSettings | None) -> Iterator[str]:
    """Nothing is sent in the clear but to the machine itself."""
    for one in (service for service in services if service):
        parts = urlsplit(one.address)
        if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in _LOOPBACK):
            yield f"{one.address!r} must be an address that starts with https"
