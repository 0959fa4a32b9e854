"""From what a way of signing has proven to the signatures in the rows (rule ATT)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.domain import AttestationMethod
from app.minutes.services import Proof
from app.signing import queries
from app.signing.domain import Order, Proven, SigningState, ToSign
from app.signing.models import SigningRequest
from app.signing.services.finishing import cancel_of_person, end

if TYPE_CHECKING:
    from app.documents.models import FileVersion
    from app.minutes.models import Attestation, MinutesVersion, Signer

_TITLES = {
    AttestationMethod.ON_PAPER: "Underskriven sida",
    AttestationMethod.REMOTE: "Underskrift från underskriftstjänst",
    AttestationMethod.UPLOADED: "Undertecknat protokoll från signeringstjänst",
}


def order_of(
    version: MinutesVersion,
    *,
    reference: str = "",
    return_to: str = "",
    sent: FileVersion | None = None,
    people: Sequence[int] | None = None,
) -> Order:
    """Return what is to be signed, and by whom: ``people``, or all who have not signed yet.

    ``sent`` is the PDF for a service that is sent the document; otherwise it is the frozen file.
    """
    file = sent or version.file_version
    wanted = [s for s in waiting(version) if people is None or s.person_id in people]
    return Order(
        reference=reference,
        title=version.file_version.document.title,
        filename=file.filename,
        sha256=file.sha256,
        content=documents.content(file),
        file_id=file.id,
        signers=tuple(ToSign(s.person_id, s.name, s.person.email or "") for s in wanted),
        return_to=return_to,
    )


def waiting(version: MinutesVersion) -> list[Signer]:
    """Return those who have not signed yet."""
    signed = {one.person_id for one in version.attestations}
    return [one for one in version.signers if one.person_id not in signed]


def refuse_while_sent(session: Session, version_id: int) -> None:
    """Refuse other ways while the document lies with a signing service for all to sign.

    Raises:
        DomainError: ``signing.sent_to_service``.
    """
    if queries.open_for_all(session, version_id) is not None:
        raise DomainError("signing.sent_to_service")


def record(
    session: Session,
    *,
    actor: Actor | None,
    version_id: int,
    sha256: str,
    method: AttestationMethod,
    proven: Proven,
    request: SigningRequest | None = None,
) -> list[Attestation]:
    """Keep the evidence and put every proven signature on the version (rule ATT).

    ``request`` is what a service was asked; it is done with this.

    Raises:
        DomainError: what :func:`minutes_services.sign` raises; then nothing is kept.
    """
    evidence = keep_evidence(session, actor, method, proven)
    if request is not None and evidence is not None:
        request.evidence_id = evidence.id
        end(session, request, SigningState.DONE)
    on_paper = method is AttestationMethod.ON_PAPER
    made = []
    for person_id, day in proven.days.items():
        proof = Proof(
            method,
            day,
            assurance=proven.assurance,
            scan_id=evidence.id if evidence and on_paper else None,
            evidence_id=evidence.id if evidence and not on_paper else None,
        )
        made.append(
            minutes_services.sign(
                session,
                actor=actor,
                version_id=version_id,
                person_id=person_id,
                sha256=sha256,
                proof=proof,
            )
        )
        cancel_of_person(session, version_id, person_id)
    return made


def keep_evidence(
    session: Session, actor: Actor | None, method: AttestationMethod, proven: Proven
) -> FileVersion | None:
    """Store the file that shows a signature; None when the way leaves no file."""
    if proven.evidence is None:
        return None
    kept = documents.store(
        session,
        actor=actor,
        kind="skanning" if method is AttestationMethod.ON_PAPER else "underskrift",
        title=_TITLES[method],
        filename=proven.evidence.filename,
        media_type=proven.evidence.media_type,
        content=proven.evidence.content,
    )
    session.flush()
    return kept


def open_version(session: Session, version_id: int) -> MinutesVersion:
    """Return a version that can be signed.

    Raises:
        DomainError: ``attest.not_frozen`` when it has been unlocked, ``attest.done``.
    """
    version = minutes.version(session, version_id)
    if version.voided_at is not None:
        raise DomainError("attest.not_frozen")
    if not waiting(version):
        raise DomainError("attest.done")
    return version
