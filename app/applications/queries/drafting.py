"""What the pages of a draft ask: which parts may be written, remarks, attachments, kommuner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.applications.domain import Access, ApplicationState, CompletionState
from app.applications.domain.completing import FILES
from app.applications.domain.form import sections
from app.applications.domain.places import place_name
from app.applications.models import (
    Application,
    ApplicationFile,
    ApplicationSection,
    CompletionPoint,
    CompletionRequest,
    SectionComment,
)
from app.association import queries as association
from app.association.domain import PartyType
from app.kernel.errors import NotFound


def writable_sections(session: Session, application: Application, access: Access) -> frozenset[str]:
    """Return the keys of the parts that the applicant's side may change now.

    Every part of a draft, the attachments too; of one that has been sent only what an open
    request for completion asks about.
    """
    if application.state is ApplicationState.DRAFT:
        return frozenset(one.key for one in sections(application.form_version)) | {FILES}
    if not access.can_be_written:
        return frozenset()
    return frozenset(asked_for(session, application.id))


def asked_for(session: Session, application_id: int) -> dict[str, str]:
    """Return what the open request for completion says of each part that it asks about."""
    found = session.execute(
        select(CompletionPoint.key, CompletionPoint.text)
        .join(CompletionRequest, CompletionPoint.request_id == CompletionRequest.id)
        .where(
            CompletionRequest.application_id == application_id,
            CompletionRequest.state == CompletionState.OPEN,
        )
        .order_by(CompletionPoint.position)
    )
    return {point.key: point.text for point in found}


def section_rows(session: Session, application_id: int) -> dict[str, ApplicationSection]:
    """Return every part that has been saved, by its key."""
    rows = session.scalars(
        select(ApplicationSection)
        .where(ApplicationSection.application_id == application_id)
        .order_by(ApplicationSection.id)
    )
    return {row.key: row for row in rows}


def comments(session: Session, application_id: int, key: str) -> Sequence[SectionComment]:
    """Return the remarks on one part, in the order that they were written."""
    return session.scalars(
        select(SectionComment)
        .where(SectionComment.application_id == application_id, SectionComment.key == key)
        .order_by(SectionComment.id)
    ).all()


def unsettled_comments(session: Session, application_id: int) -> dict[str, int]:
    """Return how many remarks wait on each part that has any."""
    found = session.execute(
        select(SectionComment.key, func.count().label("number"))
        .where(SectionComment.application_id == application_id, SectionComment.settled_at.is_(None))
        .group_by(SectionComment.key)
        .order_by(SectionComment.key)
    )
    return {row.key: row.number for row in found}


def comment(session: Session, application_id: int, comment_id: int) -> SectionComment:
    """Return one remark on this application; raises NotFound."""
    found = session.get(SectionComment, comment_id)
    if found is None or found.application_id != application_id:
        raise NotFound
    return found


def attachment(session: Session, application_id: int, file_id: int) -> ApplicationFile:
    """Return one attachment that has not been taken off this application; raises NotFound."""
    found = session.scalar(
        select(ApplicationFile)
        .where(
            ApplicationFile.id == file_id,
            ApplicationFile.application_id == application_id,
            ApplicationFile.removed_at.is_(None),
        )
        .options(joinedload(ApplicationFile.file_version))
    )
    if found is None:
        raise NotFound
    return found


def places(session: Session, day: date) -> list[str]:
    """Return the kommuner that belong to the association, as places: "Norsjö"."""
    members = association.members(session, day)
    return [place_name(one.name) for one in members if one.party_type is PartyType.MUNICIPALITY]
