"""From papers to the facts of a package: which files, where in it, and what is not ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.archive.domain import (
    AggregationFacts,
    FileFacts,
    PackageFacts,
    RecordFacts,
    folder_of,
    identifier_of,
    package_name,
    slug,
)
from app.archive.services.parts import Bundle, Paper
from app.association import queries as association
from app.kernel import clock
from app.sealing import queries as sealing

if TYPE_CHECKING:
    from app.documents.models import FileVersion

ARCHIVAL = "arkivexemplar"


def gather(session: Session, year: int, bundles: Iterable[Bundle]) -> PackageFacts:
    """Return the facts of a year's package; what lacks its PDF stands in ``missing``."""
    head = association.get_association(session)
    made = [_aggregation(session, head.organisation_number, one) for one in bundles]
    missing = tuple(
        f"{record.title} saknar arkivexemplar"
        for one in made
        for record in one.records
        if not any(file.path.endswith(f"/{ARCHIVAL}.pdf") for file in record.files)
    )
    return PackageFacts(
        name=package_name(head.organisation_number, year, complete=not missing),
        year=year,
        association=head.name,
        organisation_number=head.organisation_number,
        made_at=clock.now(),
        aggregations=tuple(made),
        missing=missing,
    )


def archival_pdf(session: Session, paper: Paper) -> FileVersion | None:
    """Return the PDF/A of a paper, sealed when there is such a one; None while it is not made."""
    exports = [sealing.export_of(session, paper.source.id, sealed=one) for one in (True, False)]
    return next((one.file_version for one in exports if one and one.file_version), None)


def _aggregation(session: Session, owner: str, bundle: Bundle) -> AggregationFacts:
    folder = folder_of(bundle.held_on, bundle.folder_name)
    return AggregationFacts(
        identifier=identifier_of(owner, bundle.key),
        title=bundle.title,
        body_name=bundle.body_name,
        held_on=bundle.held_on,
        case_number=bundle.case_number,
        folder=folder,
        records=tuple(
            _record(session, owner, paper, f"{folder}/{number:02d}-{slug(paper.kind)}")
            for number, paper in enumerate(bundle.papers, start=1)
        ),
        marks=bundle.marks,
    )


def _record(session: Session, owner: str, paper: Paper, folder: str) -> RecordFacts:
    return RecordFacts(
        identifier=identifier_of(owner, paper.key),
        kind=paper.kind,
        title=paper.title,
        created=paper.created,
        decided_on=paper.decided_on,
        files=tuple(_files(paper, archival_pdf(session, paper), folder)),
        agents=paper.agents,
        acts=paper.acts,
        notes=paper.notes,
        corrects=identifier_of(owner, paper.corrects) if paper.corrects else "",
        e_signed=paper.e_signed,
        sha256=paper.sha256,
    )


def _files(paper: Paper, pdf: FileVersion | None, folder: str) -> Iterator[FileFacts]:
    if pdf is not None:
        seal = " med förbundets sigill" if (pdf.data or {}).get("sealed_by") else ""
        yield _file(pdf, f"{folder}/{ARCHIVAL}", f"Arkivexemplar{seal} (PDF/A)")
    for other in paper.others:
        yield _file(other.file, f"{folder}/{other.name}", other.words)


def _file(file: FileVersion, path: str, words: str) -> FileFacts:
    return FileFacts(
        path=path + PurePath(file.filename).suffix.lower(),
        words=words,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        created=file.created_at,
    )
