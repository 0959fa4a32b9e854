"""A service that is sent the document, shaped like the commercial signing services.

We upload the PDF with the list of signers under our own reference, so that sending it again is
the same sending; each signer gets a link; we ask for the status and fetch the signed PDF.
"""

from __future__ import annotations

import hashlib
import json
import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.documents.domain import PDF
from app.kernel import clock
from app.kernel.errors import DomainError
from app.minutes.domain import AttestationMethod
from app.signing.domain import (
    Begun,
    Evidence,
    Order,
    Proven,
    SigningState,
    ToSign,
    same_person,
)
from app.signing.domain.checked import Checked, Unreadable, refuse_faulty
from app.signing.domain.offered import UploadSettings

_TIMEOUT = 30  # seconds
_OK = range(200, 300)
_MOST = 100 * 1024 * 1024  # bytes of an answer
_STATES = {"waiting": SigningState.WAITING, "signed": SigningState.DONE}


class ServiceDown(DomainError):  # noqa: N818 -- an answer, like NotFound
    """The service could not be reached, or is not well; trying again later is right."""


@dataclass(frozen=True, slots=True)
class Upload:
    """The service is called by its interface; every call may be made again."""

    settings: UploadSettings
    token: str
    method: AttestationMethod = AttestationMethod.UPLOADED

    def start(self, order: Order) -> Begun:
        """Send the document with the list of signers, and return the link of each.

        Raises:
            ServiceDown: try again later.
            DomainError: ``signing.service_refused``, ``signing.unreadable``.
        """
        body = {
            "title": order.title,
            "filename": order.filename,
            "sha256": order.sha256,
            "content": b64encode(order.content).decode(),
            "returnAddress": order.return_to,
            "signers": [
                {"id": str(one.person_id), "name": one.name, "email": one.email}
                for one in order.signers
            ],
        }
        told = self._json("PUT", self._path(order), body)
        try:
            links = {int(one["id"]): str(one["link"]) for one in told["signers"]}
        except (KeyError, TypeError, ValueError) as error:
            raise self._no("unreadable") from error
        good = all(urlsplit(link).scheme in {"https", "http"} for link in links.values())
        if links.keys() != {one.person_id for one in order.signers} or not good:
            raise self._no("unreadable")
        return Begun(SigningState.WAITING, links=links)

    def callback(self, order: Order, answer: Mapping[str, Any]) -> Proven:  # noqa: ARG002
        """Somebody came back from the service: what is true is asked of the service itself."""
        return self.fetch(order)

    def status(self, order: Order) -> SigningState:
        """Ask how far it has come.

        Raises:
            ServiceDown: try again later.
            DomainError: ``signing.refused_there`` when somebody declined or the time went out.
        """
        told = self._json("GET", self._path(order))
        state = _STATES.get(str(told.get("status")))
        if state is None:
            message = str(told.get("message") or "inget skäl angavs")
            raise self._no("refused_there", message=message)
        return state

    def fetch(self, order: Order) -> Proven:
        """Fetch the signed PDF and verify it: our bytes, the right people, as many (rule ATT).

        Raises:
            ServiceDown: try again later.
            DomainError: ``signing.…`` naming what is wrong.
        """
        from app.signing.services import cms  # noqa: PLC0415 -- large libraries, seldom used

        content = self._call("GET", f"{self._path(order)}/signed")
        if hashlib.sha256(content[: len(order.content)]).hexdigest() != order.sha256:
            raise self._no("changed")
        try:
            found = cms.check_pdf(content, trust=Path(self.settings.trust), moment=clock.now())
        except Unreadable as error:
            raise self._no("unreadable") from error
        if len(found) != len(order.signers):
            raise self._no("wrong_number", found=str(len(found)), wanted=str(len(order.signers)))
        days = dict(self._matched(one, found) for one in order.signers)
        evidence = Evidence(_signed_name(order.filename), PDF, content)
        return Proven(days, "certificate", evidence)

    def _matched(self, wanted: ToSign, found: list[Checked]) -> tuple[int, date]:
        """Return the person with the day of the one signature that is theirs."""
        own = [one for one in found if same_person(wanted.name, one.name)]
        if len(own) != 1:
            raise self._no("missing_person", wanted=wanted.name)
        [checked] = own
        if not checked.whole:
            raise self._no("changed_after")
        refuse_faulty(checked, wanted=wanted.name, service=self.settings.name)
        return wanted.person_id, _day(checked)

    def _path(self, order: Order) -> str:
        return f"/documents/{order.reference}"

    def _json(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        try:
            told = json.loads(self._call(method, path, body))
        except ValueError as error:
            raise self._no("unreadable") from error
        if not isinstance(told, dict):
            raise self._no("unreadable")
        return told

    def _call(self, method: str, path: str, body: object = None) -> bytes:
        parts = urlsplit(self.settings.address)
        sent = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection = self._connection(parts.scheme, parts.netloc)
        try:
            connection.request(method, parts.path.rstrip("/") + path, body=sent, headers=headers)
            answer = connection.getresponse()
            content, status = answer.read(_MOST), answer.status
        except (OSError, HTTPException) as error:
            raise ServiceDown("signing.service_down", service=self.settings.name) from error
        finally:
            connection.close()
        if status in _OK:
            return content
        if status >= 500 or status == 429:  # noqa: PLR2004 -- not well, or too often
            raise ServiceDown("signing.service_down", service=self.settings.name)
        raise self._no("service_refused", message=f"svarskod {status}")

    def _connection(self, scheme: str, place: str) -> HTTPConnection:
        if scheme == "http":
            return HTTPConnection(place, timeout=_TIMEOUT)
        context = ssl.create_default_context(cafile=self.settings.ca or None)
        return HTTPSConnection(place, timeout=_TIMEOUT, context=context)

    def _no(self, code: str, **details: str) -> DomainError:
        return DomainError(f"signing.{code}", service=self.settings.name, **details)


def _day(checked: Checked) -> date:
    """Return the day that the signature says, unless it lies ahead."""
    told = checked.at.astimezone(clock.STOCKHOLM).date() if checked.at else clock.today()
    return min(told, clock.today())


def _signed_name(filename: str) -> str:
    return f"{filename.removesuffix('.pdf')}-undertecknat.pdf"
