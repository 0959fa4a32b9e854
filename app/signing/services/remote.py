"""A service that signs the digest, shaped like Sweden Connect's signature service.

We send a request through the person's browser (request id, SHA-256, who is to sign, return
address), signed by us; the service makes sure who the person is and sends back, signed by itself, a
detached CMS signature over the digest with the person's certificate. The document stays here.
"""

from __future__ import annotations

import binascii
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.kernel import clock
from app.kernel.errors import DomainError
from app.minutes.domain import AttestationMethod
from app.signing.domain import Begun, Evidence, Order, Proven, SigningState
from app.signing.domain.checked import Unreadable, refuse_faulty
from app.signing.domain.offered import RemoteSettings

CMS = "application/pkcs7-signature"
_LATEST = timedelta(minutes=10)  # how old an answer may be, and how far clocks may differ
_ATTRIBUTES = ("name", "personIdentifier")


@dataclass(frozen=True, slots=True)
class Remote:
    """The service is asked by form and answers by form; there is nothing to poll."""

    settings: RemoteSettings
    method: AttestationMethod = AttestationMethod.REMOTE

    def start(self, order: Order) -> Begun:
        """Return the form that the browser takes to the service; the same order, the same request.

        The digest is hexadecimal, the moment ISO 8601 in UTC.
        """
        [signer] = order.signers
        request = json.dumps(
            {
                "version": 1,
                "request": order.reference,
                "requester": self.settings.entity,
                "issuedAt": clock.now().isoformat(),
                "document": order.title,
                "digest": {"algorithm": "SHA-256", "value": order.sha256},
                "signer": {"name": signer.name},
                "attributes": list(_ATTRIBUTES),
                "returnAddress": order.return_to,
            },
            sort_keys=True,
        ).encode()
        from app.signing.services import cms  # noqa: PLC0415 -- large libraries, seldom used

        own = {"key": Path(self.settings.key), "certificate": Path(self.settings.certificate)}
        form = {
            "request": b64encode(request).decode(),
            "signature": b64encode(cms.sign_detached(request, **own)).decode(),
        }
        return Begun(SigningState.WAITING, send_to=self.settings.address, form=form)

    def callback(self, order: Order, answer: Mapping[str, Any]) -> Proven:
        """Verify what the service sent back (rule ATT).

        The service itself has answered this very request, just now; the signature is over our
        bytes, by the person who is to sign, with a certificate that we trust and that is in force.

        Raises:
            DomainError: ``signing.…`` naming what is wrong.
        """
        from app.signing.services import cms  # noqa: PLC0415

        told = self._told(order, answer)
        if told.get("status") != "signed":
            raise self._no("refused_there", message=str(told.get("message") or "inget skäl angavs"))
        if told.get("digest") != {"algorithm": "SHA-256", "value": order.sha256}:
            raise self._no("other_bytes")
        signature = self._decoded(told.get("signature"))
        try:
            checked = cms.check_detached(
                order.content, signature, trust=Path(self.settings.trust), moment=clock.now()
            )
        except Unreadable as error:
            raise self._no("unreadable") from error
        [signer] = order.signers
        refuse_faulty(checked, wanted=signer.name, service=self.settings.name)
        evidence = Evidence(f"underskrift-{order.reference[:8]}.p7s", CMS, signature)
        return Proven({signer.person_id: clock.today()}, "certificate", evidence)

    def status(self, order: Order) -> SigningState:  # noqa: ARG002 -- the port
        """The service cannot be asked; it answers through the browser."""
        return SigningState.WAITING

    def fetch(self, order: Order) -> Proven:
        """Nothing is kept there for us.

        Raises:
            DomainError: ``signing.nothing_to_fetch``.
        """
        raise DomainError("signing.nothing_to_fetch", title=order.title)

    def _told(self, order: Order, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return the service's answer, when it is the service's, about this request, and fresh."""
        from app.signing.services import cms  # noqa: PLC0415

        content = self._decoded(answer.get("response"))
        signature = self._decoded(answer.get("signature"))
        trust = Path(self.settings.service)
        try:
            seal = cms.check_detached(content, signature, trust=trust, moment=clock.now())
            told = json.loads(content)
            issued = datetime.fromisoformat(told["issuedAt"])
            age = abs(clock.now() - issued)
        except (Unreadable, ValueError, TypeError, KeyError) as error:
            raise self._no("unreadable") from error
        if not (seal.whole and seal.valid and seal.trusted and seal.in_force):
            raise self._no("not_from_service")
        if told.get("request") != order.reference:
            raise self._no("other_request")
        if age > _LATEST:
            raise self._no("too_old")
        return dict(told)

    def _decoded(self, text: object) -> bytes:
        try:
            return b64decode(str(text or ""), validate=True)
        except (binascii.Error, ValueError) as error:
            raise self._no("unreadable") from error

    def _no(self, code: str, **details: str) -> DomainError:
        return DomainError(f"signing.{code}", service=self.settings.name, **details)
