"""Signing on paper: printed, signed, scanned, and told by the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents import services as documents
from app.documents.domain import JPEG, PDF, PNG
from app.kernel.errors import DomainError
from app.minutes.domain import AttestationMethod
from app.signing.domain import Begun, Evidence, Order, Proven, SigningState

SCANS = frozenset({PDF, JPEG, PNG})


@dataclass(frozen=True, slots=True)
class OnPaper:
    """One scan holds the signatures of one or several (rule ATT)."""

    method: AttestationMethod = AttestationMethod.ON_PAPER

    def start(self, order: Order) -> Begun:  # noqa: ARG002 -- the port
        """Ask who has signed, when, and for the scan."""
        return Begun(SigningState.STARTED, fields=("person_ids", "attested_on", "file"))

    def callback(self, order: Order, answer: Mapping[str, Any]) -> Proven:  # noqa: ARG002
        """Check the scan and that somebody has signed; that they are to sign, ``sign`` checks.

        Raises:
            DomainError: on ``file`` or ``person_ids``.
        """
        media_type = documents.check_upload(answer["filename"], answer["content"])
        if media_type not in SCANS:
            raise DomainError("attest.scan_kind", field="file")
        chosen = tuple(dict.fromkeys(answer["person_ids"]))
        if not chosen:
            raise DomainError("signing.nobody_chosen", field="person_ids")
        scan = Evidence(answer["filename"], media_type, answer["content"])
        return Proven(dict.fromkeys(chosen, answer["attested_on"]), evidence=scan)

    def status(self, order: Order) -> SigningState:  # noqa: ARG002 -- the port
        """Nothing waits anywhere but on a desk."""
        return SigningState.STARTED

    def fetch(self, order: Order) -> Proven:
        """Nothing can be fetched from a desk.

        Raises:
            DomainError: ``signing.nothing_to_fetch``.
        """
        raise DomainError("signing.nothing_to_fetch", title=order.title)
