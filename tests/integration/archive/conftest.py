"""The association of these tests, a year of attested documents, PDFs without LibreOffice."""

from __future__ import annotations

from datetime import date

import pytest

from app.delegation import services as delegation
from app.delegation.domain import DecisionKind
from app.documents import services as documents
from app.kernel import clock as time
from app.sealing import services as sealing
from app.sealing.domain import PdfState
from tests.factories import cycle
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    """A whole association on the Monday after the meeting of 2016-11-18."""
    clock.stop(cycle.AFTERNOON)
    return create_world(db_session)


def decide(session, world, day: date) -> None:
    """Let the director decide something on delegation."""
    delegation.register_decision(
        session,
        actor=cycle.office(world),
        kind=DecisionKind.DELEGATED,
        decided_on=day,
        decided_by_id=world.director.person_id,
        heading="Hyra av möteslokal",
        clauses=["hyra lokalen Björnen under våren"],
        ground="Delegationsordningen punkt 3",
    )


def pdf_of(file) -> bytes:
    """Return bytes that stand for the PDF of a file; no two are the same."""
    return f"%PDF-1.7\n%{file.sha256}\n%%EOF\n".encode()


def make_pdfs(session, bundles) -> None:
    """Let every archival PDF be made, without LibreOffice."""
    for paper in (paper for bundle in bundles for paper in bundle.papers):
        export = sealing.ask(session, source=paper.source, sealed=paper.sealed)
        if export.state is PdfState.DONE:
            continue
        stored = documents.store(
            session,
            actor=None,
            kind="protokoll_pdf",
            title=paper.title,
            filename="arkiv.pdf",
            media_type="application/pdf",
            content=pdf_of(paper.source),
            data={
                "source_sha256": paper.source.sha256,
                "sealed_by": "Förbundet" if paper.sealed else "",
            },
        )
        session.flush()
        export.state = PdfState.DONE
        export.file_version_id = stored.id
        export.finished_at = time.now()
    session.commit()


@pytest.fixture
def year(db_session, world, clock):
    """2016: a meeting with attested and posted minutes, and a delegated decision."""
    meeting, version = cycle.attested(db_session, world)
    decide(db_session, world, date(2016, 11, 20))
    db_session.commit()
    return meeting, version
