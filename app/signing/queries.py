"""Questions about signing: documents with signatures, and what services have been asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from app.documents.models import FileVersion
from app.kernel.errors import NotFound
from app.meetings.models import Meeting
from app.minutes.domain import AttestationMethod
from app.minutes.models import Attestation, MinutesVersion, Paragraph
from app.signing.domain.terms import OPEN
from app.signing.models import AttestedDocument, SigningRequest


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A file that shows a signature; ``sent`` is the PDF that a signing service was given."""

    attestation_id: int
    sha256: str
    by_digest: bool
    file: FileVersion
    sent: FileVersion | None


def attested_file(session: Session, version_id: int) -> FileVersion | None:
    """Return the Word file of a frozen version with its signatures; None before all have signed."""
    return session.scalar(
        select(FileVersion)
        .join(AttestedDocument, AttestedDocument.file_version_id == FileVersion.id)
        .where(AttestedDocument.minutes_version_id == version_id)
        .options(joinedload(FileVersion.document))
    )


def version_behind(session: Session, file_version_id: int) -> MinutesVersion | None:
    """Return the frozen version that a Word file is: as it was frozen, or with signatures in."""
    filled_in = select(AttestedDocument.minutes_version_id).where(
        AttestedDocument.file_version_id == file_version_id
    )
    return session.scalar(
        select(MinutesVersion)
        .where(
            or_(
                MinutesVersion.file_version_id == file_version_id,
                MinutesVersion.id.in_(filled_in),
            )
        )
        .options(selectinload(MinutesVersion.signers), selectinload(MinutesVersion.attestations))
    )


def version_of_paragraph(session: Session, meeting_id: int, number: int) -> MinutesVersion | None:
    """Return the holding version of a § that is attested at once (rule IMM), by its number."""
    return session.scalar(
        select(MinutesVersion)
        .join(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .where(
            MinutesVersion.meeting_id == meeting_id,
            Paragraph.number == number,
            MinutesVersion.voided_at.is_(None),
        )
        .options(
            joinedload(MinutesVersion.file_version).joinedload(FileVersion.document),
            selectinload(MinutesVersion.signers),
            selectinload(MinutesVersion.attestations),
        )
        .execution_options(populate_existing=True)
    )


def requests_of(session: Session, version_id: int) -> Sequence[SigningRequest]:
    """Return everything that services have been asked about a version, the newest first."""
    return session.scalars(
        select(SigningRequest)
        .where(SigningRequest.minutes_version_id == version_id)
        .order_by(SigningRequest.id.desc())
    ).all()


def open_requests(session: Session, version_id: int) -> Sequence[SigningRequest]:
    """Return what is not finished, locked until the commit, the oldest first."""
    return session.scalars(
        select(SigningRequest)
        .where(SigningRequest.minutes_version_id == version_id, SigningRequest.state.in_(OPEN))
        .order_by(SigningRequest.id)
        .with_for_update()
    ).all()


def open_for_all(session: Session, version_id: int) -> SigningRequest | None:
    """Return what a service has for all to sign, while it is not finished."""
    return session.scalar(
        select(SigningRequest).where(
            SigningRequest.minutes_version_id == version_id,
            SigningRequest.person_id.is_(None),
            SigningRequest.state.in_(OPEN),
        )
    )


def request_for_update(session: Session, version_id: int, request_id: int) -> SigningRequest:
    """Return a request about this version, locked until the commit; raises NotFound."""
    found = session.get(SigningRequest, request_id, with_for_update=True)
    if found is None or found.minutes_version_id != version_id:
        raise NotFound
    return found


def request(session: Session, request_id: int) -> SigningRequest:
    """Return what a service was asked; raises NotFound."""
    found = session.get(SigningRequest, request_id)
    if found is None:
        raise NotFound
    return found


def own_request(
    session: Session, version_id: int, request_id: int, person_id: int
) -> SigningRequest:
    """Return what a service was asked about one's own signature; raises NotFound."""
    found = session.get(SigningRequest, request_id)
    own = found is not None and (found.minutes_version_id, found.person_id) == (
        version_id,
        person_id,
    )
    if found is None or not own:
        raise NotFound
    return found


def address_of(session: Session, version_id: int) -> tuple[date, int | None]:
    """Return the day of the meeting, and the number of the § when one is attested at once."""
    row = session.execute(
        select(Meeting.held_on, Paragraph.number)
        .join(MinutesVersion, MinutesVersion.meeting_id == Meeting.id)
        .outerjoin(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .where(MinutesVersion.id == version_id)
    ).one()
    return row[0], row[1]


def request_by_reference(session: Session, reference: str) -> SigningRequest:
    """Return the request with our reference, locked until the commit; raises NotFound."""
    found = session.scalar(
        select(SigningRequest).where(SigningRequest.reference == reference).with_for_update()
    )
    if found is None:
        raise NotFound
    return found


def next_upload(session: Session, now: datetime) -> SigningRequest | None:
    """Return the request that the upload service is to be asked about first, locked; or None."""
    return session.scalar(
        select(SigningRequest)
        .where(
            SigningRequest.state.in_(OPEN),
            SigningRequest.method == AttestationMethod.UPLOADED,
            SigningRequest.next_at <= now,
        )
        .order_by(SigningRequest.next_at, SigningRequest.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def claimed(session: Session, request_id: int, claims: int) -> SigningRequest | None:
    """Return the request, locked, if it is open and nobody has claimed it since; or None."""
    return session.scalar(
        select(SigningRequest)
        .where(
            SigningRequest.id == request_id,
            SigningRequest.claims == claims,
            SigningRequest.state.in_(OPEN),
        )
        .with_for_update()
    )


def signed_versions(session: Session) -> Sequence[MinutesVersion]:
    """Return every frozen version that somebody has signed, with its file."""
    signed = select(Attestation.minutes_version_id)
    return session.scalars(
        select(MinutesVersion)
        .where(MinutesVersion.id.in_(signed))
        .order_by(MinutesVersion.id)
        .options(joinedload(MinutesVersion.file_version))
    ).all()


def attested_documents(session: Session) -> Sequence[AttestedDocument]:
    """Return every document with signatures filled in, with its file."""
    return session.scalars(
        select(AttestedDocument)
        .order_by(AttestedDocument.id)
        .options(joinedload(AttestedDocument.file_version))
    ).all()


def evidence(session: Session) -> list[Evidenced]:
    """Return every file that shows a signature: scans, signatures over digests, signed PDFs."""
    sent = aliased(FileVersion)
    uploaded = and_(
        SigningRequest.evidence_id == Attestation.evidence_id,
        SigningRequest.method == AttestationMethod.UPLOADED,
    )
    rows = session.execute(
        select(Attestation, FileVersion, sent)
        .join(
            FileVersion,
            FileVersion.id == func.coalesce(Attestation.scan_id, Attestation.evidence_id),
        )
        .outerjoin(SigningRequest, uploaded)
        .outerjoin(sent, sent.id == SigningRequest.sent_id)
        .order_by(Attestation.id)
    )
    return [
        Evidenced(one.id, one.sha256, one.method is AttestationMethod.REMOTE, file, original)
        for one, file, original in rows
    ]
