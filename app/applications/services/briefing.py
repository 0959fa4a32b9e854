"""The brief to the board: made from how things stand, kept as a version, and registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.documents.preparation import (
    Context,
    brief_context,
    brief_filename,
    brief_properties,
)
from app.applications.domain import DecisionKind
from app.applications.domain.clauses import clauses
from app.applications.domain.granting import GRANTING, Ruling, in_full
from app.applications.models import Application
from app.applications.queries import deciding, frame, preparing
from app.association import queries as association
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import BEREDNINGSUNDERLAG
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.documents.models import FileVersion


def brief(session: Session, application: Application) -> Context:
    """Return the data of the brief as things stand now, for the page and for Word.

    The frame shows what the proposed grant would take, or a grant in full when none is proposed
    (rule FRAME).
    """
    lines = deciding.lines_of(session, application.id)
    row = deciding.proposal(session, application.id)
    proposed = deciding.ruling_of(row) if row else None
    grants = proposed is not None and proposed.kind in GRANTING
    counted = proposed if grants else Ruling(DecisionKind.GRANT, in_full(lines))
    known = frame.room(session, application=application, ruling=counted)
    matter = deciding.matter_of(application)
    return brief_context(
        session,
        application,
        today=clock.today(),
        frame=known if any(year.frame is not None for year in known) else (),
        lead=association.charter(session).proposal_words.strip().rstrip(":"),
        clauses=clauses(proposed, matter, lines) if proposed else (),
    )


def make_brief(session: Session, *, actor: Actor, application_id: int) -> FileVersion:
    """Make the brief in Word and register it in the case: the annex that the board gets.

    The same content is not made twice: then the stored version is returned. A later one is a new
    version of the same document.

    Raises:
        DomainError: ``preparation.no_case`` before the application has a case.
    """
    application = queries.application(session, application_id)
    if application.case_id is None:
        raise DomainError("preparation.no_case")
    context = brief(session, application)
    earlier = preparing.stored_brief(session, application.case_id)
    if earlier is not None and earlier.data == context:
        return earlier
    properties = brief_properties(context, created=clock.now())
    made = documents.store(
        session,
        actor=actor,
        kind=BEREDNINGSUNDERLAG.name,
        title=properties.title,
        filename=brief_filename(application),
        media_type=DOCX,
        content=documents.fill(BEREDNINGSUNDERLAG, context, properties).content,
        data=context,
        document_id=earlier.document_id if earlier else None,
    )
    session.flush()
    registry.register_record(
        session,
        actor=actor,
        case_id=application.case_id,
        direction=Direction.INTERNAL,
        dated=clock.today(),
        counterpart="",
        content=f"Beredningsunderlag, {application.name}",
        file_version_ids=[made.id],
    )
    history.note(
        session,
        actor=actor,
        action="application.brief",
        subject=application,
        sentence="gjorde beredningsunderlaget till styrelsen",
    )
    return made
