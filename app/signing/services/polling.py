"""What the worker does about the upload service: send, ask, fetch; each may be done again.

Nothing is locked while the service answers. A worker that is killed leaves its claim, and when the
lease has run out the next one does the same again: the service knows the reference already, and
signatures that have been put are not put twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.documents import queries as files
from app.kernel import clock, db, errors
from app.kernel.errors import DomainError
from app.minutes import queries as minutes
from app.minutes.domain import AttestationMethod
from app.sealing import queries as sealing_queries
from app.sealing import services as sealing
from app.sealing.domain import PdfState
from app.signing import queries
from app.signing.domain import Order, Proven, SigningState, again_after
from app.signing.domain.terms import LEASE
from app.signing.models import SigningRequest
from app.signing.services.configured import configured
from app.signing.services.finishing import end
from app.signing.services.recording import open_version, order_of, record
from app.signing.services.upload import ServiceDown, Upload

if TYPE_CHECKING:
    from app.documents.models import FileVersion

log = logging.getLogger(__name__)


class _TakenOver(Exception):  # noqa: N818 -- an answer: somebody else has it, or it is finished
    """The claim no longer holds."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do the next thing about one request; ``claims`` tells it from a later one."""

    request_id: int
    claims: int
    state: SigningState


def work_on_next() -> bool:
    """Do the next thing about one request that is due; returns False when there was none."""
    claim = _claim_next()
    if claim is None:
        return False
    try:
        _work_and_tell(claim)
    except _TakenOver:
        log.warning("signing request %s was finished or taken over", claim.request_id)
    return True


def _work_and_tell(claim: Claim) -> None:
    """Do the next thing; whatever goes wrong is told on the page, or tried again."""
    try:
        _work(claim)
    except _TakenOver:
        raise
    except ServiceDown as error:
        _later(claim, errors.sentence(error))
    except DomainError as error:
        _fail(claim, errors.sentence(error))
    except Exception:
        log.exception("signing request %s is tried again", claim.request_id)
        _later(claim, "Något gick fel. Klubba försöker igen om en stund.")


def _claim_next() -> Claim | None:
    with db.new_session() as session, db.committing(session):
        found = queries.next_upload(session, clock.now())
        if found is None:
            return None
        found.claims += 1
        found.next_at = clock.now() + LEASE
        return Claim(found.id, found.claims, found.state)


def _work(claim: Claim) -> None:
    service = _service()
    with db.new_session(read_only=True) as session:
        order = _order(session, claim)
    if order is None:
        _wait_for_pdf(claim)
    elif claim.state is SigningState.STARTED:
        links = service.start(order).links
        with _held(claim) as (session, request):
            request.state = SigningState.WAITING
            request.links = {str(person): link for person, link in links.items()}
            request.sent_id = order.file_id
            _next(request, tries=0)
    elif service.status(order) is SigningState.DONE:
        _finish(claim, service.fetch(order))
    else:
        with _held(claim) as (_, request):
            _next(request, tries=0)


def _service() -> Upload:
    found = configured()
    if found.offered.upload is None:
        raise DomainError("signing.not_offered")
    return Upload(found.offered.upload, found.token)


def _order(session: Session, claim: Claim) -> Order | None:
    """Return what is sent; None while its PDF is being made."""
    request = queries.request(session, claim.request_id)
    sent = _pdf(session, request)
    if sent is None:
        return None
    version = minutes.version(session, request.minutes_version_id)
    return order_of(version, reference=request.reference, sent=sent, people=request.people)


def _pdf(session: Session, request: SigningRequest) -> FileVersion | None:
    if request.sent_id is not None:
        return files.file_version(session, request.sent_id)
    version = minutes.version(session, request.minutes_version_id)
    export = sealing_queries.export_of(session, version.file_version_id, sealed=False)
    return export.file_version if export else None


def _wait_for_pdf(claim: Claim) -> None:
    with _held(claim) as (session, request):
        version = minutes.version(session, request.minutes_version_id)
        export = sealing.ask(session, source=version.file_version, sealed=False)
        if export.state is PdfState.FAILED:
            end(session, request, SigningState.FAILED, export.failed_because)
        else:
            request.trouble = "Protokollet görs om till PDF innan det skickas."
            request.next_at = clock.now() + again_after(0)


def _finish(claim: Claim, proven: Proven) -> None:
    """Put every signature and finish the request in the same commit."""
    with _held(claim) as (session, request):
        version = open_version(session, request.minutes_version_id)
        record(
            session,
            actor=None,
            version_id=version.id,
            sha256=version.sha256,
            method=AttestationMethod.UPLOADED,
            proven=proven,
            request=request,
        )


def _next(request: SigningRequest, *, tries: int) -> None:
    request.tries = tries
    request.trouble = ""
    request.next_at = clock.now() + again_after(tries)


def _later(claim: Claim, trouble: str) -> None:
    with _held(claim) as (_, request):
        _next(request, tries=request.tries + 1)
        request.trouble = trouble


def _fail(claim: Claim, because: str) -> None:
    with _held(claim) as (session, request):
        end(session, request, SigningState.FAILED, because)


@contextmanager
def _held(claim: Claim) -> Iterator[tuple[Session, SigningRequest]]:
    """Give the request in a transaction of its own, while the claim holds."""
    with db.new_session() as session, db.committing(session):
        request = queries.claimed(session, claim.request_id, claim.claims)
        if request is None:
            raise _TakenOver
        yield session, request
