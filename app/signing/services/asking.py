"""Asking an outside service: one person's signature over the digest, or all who wait by upload."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app.kernel import clock, errors, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes import queries as minutes
from app.minutes.domain import AttestationMethod
from app.sealing import services as sealing
from app.signing import queries
from app.signing.domain import Begun, SigningState
from app.signing.domain.offered import RemoteSettings
from app.signing.domain.terms import OPEN
from app.signing.models import SigningRequest
from app.signing.services.configured import configured
from app.signing.services.finishing import end
from app.signing.services.recording import (
    open_version,
    order_of,
    record,
    refuse_while_sent,
    waiting,
)
from app.signing.services.remote import Remote

if TYPE_CHECKING:
    from app.minutes.models import MinutesVersion


def ask_remote(session: Session, *, actor: Actor, version_id: int, sha256: str) -> SigningRequest:
    """Begin a signature over the digest at a service, by the one who acts (rule ATT).

    Asked again, the request that is open goes on.

    Raises:
        DomainError: ``signing.not_offered``, ``signing.sent_to_service``, ``attest.…``.
        NotFound: when there is no such version.
    """
    _remote_settings()
    version = open_version(session, version_id)
    refuse_while_sent(session, version.id)
    _check_sha(version, sha256)
    if all(one.person_id != actor.person_id for one in waiting(version)):
        raise DomainError("attest.not_signer", name=actor.name)
    for one in queries.open_requests(session, version.id):
        if one.person_id == actor.person_id:
            return one
    made = _request(version, actor, AttestationMethod.REMOTE, [actor.person_id], clock.now())
    made.person_id, made.state = actor.person_id, SigningState.WAITING
    return _add(session, actor, made, "begärde underskrift hos en underskriftstjänst")


def remote_form(session: Session, request: SigningRequest, *, return_to: str) -> Begun:
    """Return the form that the person's browser takes to the service.

    Raises:
        DomainError: ``signing.not_offered``, ``signing.not_open``.
    """
    if request.state not in OPEN:
        raise DomainError("signing.not_open")
    version = minutes.version(session, request.minutes_version_id)
    order = order_of(
        version,
        reference=request.reference,
        return_to=return_to,
        people=request.people,
    )
    return Remote(_remote_settings()).start(order)


def answer_remote(session: Session, *, reference: str, answer: Mapping[str, Any]) -> SigningRequest:
    """Take the service's answer: a verified signature, or a failure that says why (rule ATT).

    An answer to what is finished changes nothing, so it may come twice.

    Raises:
        NotFound: when no request has the reference.
    """
    request = queries.request_by_reference(session, reference)
    if request.state not in OPEN:
        return request
    try:
        with session.begin_nested():
            _accept(session, request, answer)
    except DomainError as error:
        session.refresh(request)
        end(session, request, SigningState.FAILED, errors.sentence(error))
    return request


def _accept(session: Session, request: SigningRequest, answer: Mapping[str, Any]) -> None:
    version = open_version(session, request.minutes_version_id)
    order = order_of(version, reference=request.reference, people=request.people)
    if not order.signers:
        raise DomainError("signing.not_open")
    proven = Remote(_remote_settings()).callback(order, answer)
    record(
        session,
        actor=None,
        version_id=version.id,
        sha256=order.sha256,
        method=AttestationMethod.REMOTE,
        proven=proven,
        request=request,
    )


def ask_upload(session: Session, *, actor: Actor, version_id: int, sha256: str) -> SigningRequest:
    """Have the document sent to a service where all who have not signed do it (rule ATT).

    The worker sends it when its PDF has been made. Asked again, the open request goes on.

    Raises:
        DomainError: ``signing.not_offered``, ``signing.already_open`` while somebody signs at
            the other service, ``attest.…``.
        NotFound: when there is no such version.
    """
    if configured().offered.upload is None:
        raise DomainError("signing.not_offered")
    version = open_version(session, version_id)
    _check_sha(version, sha256)
    found = queries.open_requests(session, version.id)
    if any(one.person_id is not None for one in found):
        raise DomainError("signing.already_open")
    if found:
        return found[0]
    sealing.ask(session, source=version.file_version, sealed=False)
    people = [one.person_id for one in waiting(version)]
    made = _request(version, actor, AttestationMethod.UPLOADED, people, clock.now())
    return _add(session, actor, made, "skickade protokollet till en signeringstjänst")


def _request(
    version: MinutesVersion,
    actor: Actor,
    method: AttestationMethod,
    people: list[int],
    now: datetime,
) -> SigningRequest:
    return SigningRequest(
        minutes_version_id=version.id,
        person_id=None,
        people=people,
        method=method,
        state=SigningState.STARTED,
        reference=secrets.token_urlsafe(24),
        started_at=now,
        started_by=actor.name,
        started_by_id=actor.person_id,
        sent_id=None,
        links={},
        next_at=now,
        finished_at=None,
        evidence_id=None,
    )


def _add(session: Session, actor: Actor, made: SigningRequest, sentence: str) -> SigningRequest:
    session.add(made)
    session.flush()
    history.note(
        session,
        actor=actor,
        action="signing.asked",
        subject=minutes.version(session, made.minutes_version_id).meeting,
        sentence=sentence,
        reference=made.reference,
    )
    return made


def _check_sha(version: MinutesVersion, sha256: str) -> None:
    if sha256 != version.sha256:
        raise DomainError("attest.other_bytes")


def _remote_settings() -> RemoteSettings:
    found = configured().offered.remote
    if found is None:
        raise DomainError("signing.not_offered")
    return found
