"""The document with the signatures in, made when the last one has signed, and its sealed PDF."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import KINDS
from app.kernel import history
from app.kernel.actor import Actor
from app.minutes import queries as minutes
from app.minutes.domain.freezing import AttestedMinutes
from app.sealing import queries as sealing_queries
from app.sealing import services as sealing
from app.signing import queries
from app.signing.documents import attested_context, attested_properties
from app.signing.models import AttestedDocument
from app.signing.policies import READ_SIGNING

if TYPE_CHECKING:
    from app.documents.models import FileVersion
    from app.sealing.models import PdfExport


def attested_document(session: Session, version_id: int) -> FileVersion | None:
    """Return the Word file of a frozen version with the signatures filled in.

    None until everybody has signed. The bytes that were signed are another file: the version's.
    """
    return queries.attested_file(session, version_id)


def sealed_pdf(session: Session, version_id: int) -> FileVersion | None:
    """Return the sealed PDF of the attested document; None while it is not ready."""
    source = queries.attested_file(session, version_id)
    export = sealing_queries.export_of(session, source.id, sealed=True) if source else None
    return export.file_version if export else None


def make_attested_document(
    session: Session, actor: Actor | None, attested: AttestedMinutes
) -> None:
    """Make the document with the signatures in, and ask for its sealed PDF (rules ATT, IMM).

    Safe to run again: what has been made stays, and its PDF is asked for once.
    """
    found = queries.attested_file(session, attested.version_id)
    made = found or _make(session, actor, attested.version_id)
    sealing.ask(session, source=made, sealed=True)


def _make(session: Session, actor: Actor | None, version_id: int) -> FileVersion:
    version = minutes.version(session, version_id)
    source = version.file_version
    kind = KINDS[source.document.kind]
    context = attested_context(source.data or {}, version)
    last = max(one.registered_at for one in version.attestations)
    properties = attested_properties(context, title=source.document.title, created=last)
    name = PurePosixPath(source.filename)
    made = documents.store(
        session,
        actor=actor,
        kind=kind.name,
        title=properties.title,
        filename=f"{name.stem}-justerat{name.suffix}",
        media_type=DOCX,
        content=documents.fill(kind, context, properties).content,
        data=dict(context),
    )
    session.flush()
    session.add(AttestedDocument(minutes_version_id=version.id, file_version_id=made.id))
    history.note(
        session,
        actor=None,
        action="signing.attested_document",
        subject=version,
        sentence="fyllde i underskrifterna i protokollet",
        sha256=made.sha256,
    )
    return made


def ask_for_print(session: Session, *, version_id: int) -> None:
    """Have a PDF made of the frozen file, to print and sign on paper; safe to ask again."""
    version = minutes.version(session, version_id)
    sealing.ask(session, source=version.file_version, sealed=False)


def may_read(session: Session, actor: Actor | None, export: PdfExport) -> bool:
    """Say whether somebody may read a PDF: when they may see the signing of what it is made of."""
    version = queries.version_behind(session, export.source_id)
    return version is not None and READ_SIGNING.allows(actor, version)
