"""What signing can verify afterwards: frozen bytes, filled-in documents, files of signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.kernel.audit import Finding, Verified
from app.signing import queries

if TYPE_CHECKING:
    from app.documents.models import FileVersion
    from app.signing.queries import Evidenced


def verify(session: Session) -> Iterable[Verified]:
    """Say whether every frozen file still has the bytes that were signed, and the rest (rule ATT).

    A signature over the digest must hold the digest of its version; a signed PDF must begin with
    the very bytes that were sent.
    """
    versions = queries.signed_versions(session)
    attested = queries.attested_documents(session)
    evidence = queries.evidence(session)
    yield Verified(
        f"{len(versions)} låsta filer som har justerats",
        tuple(
            finding
            for version in versions
            for finding in _frozen(version.id, version.sha256, version.file_version)
        ),
    )
    yield Verified(
        f"{len(attested)} dokument med underskrifterna ifyllda",
        tuple(
            Finding(f"attested_document {one.id}", fault)
            for one in attested
            for fault in _bytes(one.file_version)
        ),
    )
    yield Verified(
        f"{len(evidence)} filer som visar en underskrift",
        tuple(
            Finding(f"attestation {one.attestation_id}", fault)
            for one in evidence
            for fault in _evidence(one)
        ),
    )


def _frozen(version_id: int, sha256: str, file: FileVersion) -> Iterator[Finding]:
    place = f"minutes_version {version_id}"
    if file.sha256 != sha256:
        yield Finding(place, "Kontrollsumman är en annan än den låsta filens.")
    yield from (Finding(place, fault) for fault in _bytes(file))


def _bytes(file: FileVersion) -> Iterator[str]:
    if _content(file) is None:
        yield f"Filen {file.filename} är ändrad eller borta."


def _content(file: FileVersion) -> bytes | None:
    try:
        return documents.content(file)
    except (OSError, ValueError):
        return None


def _evidence(one: Evidenced) -> Iterator[str]:
    content = _content(one.file)
    if content is None:
        yield f"Filen {one.file.filename} är ändrad eller borta."
    elif one.sent is not None:
        begun = hashlib.sha256(content[: one.sent.size]).hexdigest()
        if begun != one.sent.sha256:
            yield "Den undertecknade filen är inte det protokoll som skickades till tjänsten."
    elif one.by_digest and _digest(content) != one.sha256:
        yield "Underskriften gäller en annan fil än den låsta."


def _digest(signature: bytes) -> str:
    # The libraries take tens of megabytes that pages do without.
    from app.signing.services import cms  # noqa: PLC0415

    return cms.signed_digest(signature)
