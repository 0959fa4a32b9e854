"""Having the archival PDFs of a year made: asked for, and made here and now when wanted."""

from __future__ import annotations

from app.archive import queries
from app.archive.services.gathering import archival_pdf
from app.archive.services.papers import bundles
from app.archive.services.parts import Paper
from app.kernel import db
from app.minutes import services as minutes
from app.sealing import services as sealing
from app.signing import services as signing


def prepare(year: int) -> int:
    """Ask for every PDF of the year that nobody has asked for, make them, and return how many.

    The worker makes them as well; two never make the same one. What cannot be made is left, and
    the export tells of it. Opens its own transactions.
    """
    with db.new_session() as session, db.committing(session):
        for version in queries.attested_versions(session, year):
            if signing.attested_document(session, version.id) is None:
                told = minutes.attested_version(session, version)
                signing.make_attested_document(session, None, told)
        wanted = [paper for one in bundles(session, year) for paper in one.papers]
        waiting = [paper for paper in wanted if archival_pdf(session, paper) is None]
        for paper in waiting:
            sealing.ask(session, source=paper.source, sealed=paper.sealed)
    return _make(waiting)


def _make(waiting: list[Paper]) -> int:
    # Only the worker and this make PDFs; the libraries take memory that pages do without.
    from app.sealing.services.making import make_next  # noqa: PLC0415

    made = 0
    while any(_unmade(paper) for paper in waiting) and make_next():
        made += 1
    return made


def _unmade(paper: Paper) -> bool:
    with db.new_session(read_only=True) as session:
        return archival_pdf(session, paper) is None
