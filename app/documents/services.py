"""What can be done with files: check an upload, keep a version, fill a template."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import SEEK_END, BytesIO
from typing import Any, BinaryIO, Protocol

from sqlalchemy.orm import Session

from app.config import ROOT
from app.documents import domain, queries
from app.documents.engine import Properties, Rendered, Value, check, render
from app.documents.kinds import KINDS, DocumentKind
from app.documents.models import Document, FileVersion
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.audit import Finding, Verified
from app.kernel.errors import DomainError
from app.kernel.storage import storage

TEMPLATES = ROOT / "docs_templates"


def check_upload(filename: str, content: bytes) -> str:
    """Return the media type of an uploaded file that may be kept.

    Raises:
        DomainError: on ``file``, with a sentence that says what to do instead.
    """
    return domain.media_type_of(filename, content)


def store(
    session: Session,
    *,
    actor: Actor | None,
    kind: str,
    title: str,
    filename: str,
    media_type: str,
    content: bytes,
    data: dict[str, Any] | None = None,
    document_id: int | None = None,
    edited_by_hand: bool = False,
) -> FileVersion:
    """Keep the bytes as a new version: of the given document, or the first one of a new document.

    ``data`` is what a generated document was made from. The bytes reach the disk before the row
    can be committed, so that no row ever names a file that is not there.
    """
    return store_file(
        session,
        actor=actor,
        kind=kind,
        title=title,
        filename=filename,
        media_type=media_type,
        file=BytesIO(content),
        data=data,
        document_id=document_id,
        edited_by_hand=edited_by_hand,
    )


def store_file(
    session: Session,
    *,
    actor: Actor | None,
    kind: str,
    title: str,
    filename: str,
    media_type: str,
    file: BinaryIO,
    data: dict[str, Any] | None = None,
    document_id: int | None = None,
    edited_by_hand: bool = False,
) -> FileVersion:
    """Keep an open file as :func:`store` does, without reading all of it into memory."""
    document = _document(session, kind=kind, title=title, document_id=document_id)
    version = FileVersion(
        document_id=document.id,
        number=queries.last_number(session, document.id) + 1,
        sha256=storage().put_file(file),
        size=file.seek(0, SEEK_END),
        media_type=media_type,
        filename=domain.clean_filename(filename),
        data=data,
        edited_by_hand=edited_by_hand,
        created_at=clock.now(),
        created_by=actor.name if actor else history.SYSTEM,
    )
    version.document = document
    session.add(version)
    history.note(
        session,
        actor=actor,
        action="documents.stored",
        subject=version,
        sentence=f"sparade filen {version.filename}",
        kind=kind,
        sha256=version.sha256,
    )
    return version


def _document(session: Session, *, kind: str, title: str, document_id: int | None) -> Document:
    if document_id is not None:
        return queries.document_for_update(session, document_id)
    document = Document(kind=kind, title=title)
    session.add(document)
    session.flush()
    return document


class Stored(Protocol):
    """Anything that names stored bytes, above all a file version."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""


def content(file_version: Stored) -> bytes:
    """Return the bytes of a version; raises ValueError when the disk holds others."""
    return storage().get(file_version.sha256)


def open_content(file_version: Stored) -> BinaryIO:
    """Return the bytes of a version as an open file, checked as by :func:`content`."""
    return storage().open(file_version.sha256)


def template(kind: DocumentKind) -> bytes:
    """Return the bytes of the kind's Word template."""
    return (TEMPLATES / kind.template).read_bytes()


def sample(kind: DocumentKind) -> dict[str, Value]:
    """Return the example data that the kind's template can be filled with."""
    found: dict[str, Value] = json.loads((TEMPLATES / kind.sample).read_text("utf-8"))
    return found


def template_faults(kind: DocumentKind) -> list[str]:
    """Return in Swedish everything that is wrong with the kind's template; it is also filled."""
    return check(
        template(kind),
        kind.vocabulary,
        required=kind.required,
        styles=kind.styles,
        signed_footer=kind.signed_footer,
        sample=sample(kind),
    )


def refuse_faulty_templates() -> None:
    """Stop the program when a template is faulty; the server calls it before it starts.

    Raises:
        SystemExit: with every fault in Swedish, one a line.
    """
    faults = [
        f"{kind.template}: {fault}" for kind in KINDS.values() for fault in template_faults(kind)
    ]
    if faults:
        raise SystemExit("\n".join(["Word-mallarna behöver rättas:", *faults]))


def fill(kind: DocumentKind, context: Mapping[str, Value], properties: Properties) -> Rendered:
    """Return the kind's template filled with data; the same data gives the same bytes.

    What is missing becomes a visible gap in the document and a path in ``gaps``.
    """
    return render(template(kind), context, properties=properties, vocabulary=kind.vocabulary)


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A filled document and the name that its file gets."""

    filename: str
    rendered: Rendered


Renderer = Callable[[Session, date, int | None], RenderedFile]
"""Makes the document of the meeting on a day, of one § when a number is given."""

_renderers: dict[str, Renderer] = {}


def register_renderer(kind_name: str, function: Renderer) -> None:
    """Let the owner of a kind of document make it for the command line; later ones win."""
    _renderers[kind_name] = function


def known_renderers() -> list[str]:
    """Return the names of the kinds that can be rendered."""
    return sorted(_renderers)


def render_for(
    session: Session, kind_name: str, *, day: date, paragraph: int | None = None
) -> RenderedFile:
    """Return the document of the meeting on a day as it would be made now; nothing is stored.

    Raises:
        DomainError: when no capability makes such a document.
        NotFound: when there is no meeting that day.
    """
    function = _renderers.get(kind_name)
    if function is None:
        known = ", ".join(known_renderers())
        raise DomainError("documents.no_renderer", kind=kind_name, known=known)
    return function(session, day, paragraph)


def verify_files(session: Session) -> list[Verified]:
    """Look whether every kept file still has its bytes, and is the one that the log names."""
    rows = queries.kept(session)
    faults = {sha256: _fault(sha256) for sha256 in sorted({row.sha256 for row in rows})}
    findings = tuple(finding for row in rows for finding in _wrong(row, faults[row.sha256]))
    return [Verified(f"{len(rows)} filversioner i {len(faults)} filer", findings)]


def _fault(sha256: str) -> str:
    try:
        storage().open(sha256).close()
    except FileNotFoundError:
        return "finns inte på disken"
    except ValueError:
        return "har ändrats på disken"
    return ""


def _wrong(row: queries.KeptRow, fault: str) -> Iterator[Finding]:
    place = f"file_version {row.id}"
    if fault:
        yield Finding(place, f"Filen {row.filename} ({row.sha256}) {fault}.")
    if row.logged not in {None, row.sha256}:
        yield Finding(place, f"Raden om {row.filename} anger en annan fil än den som loggen anger.")
