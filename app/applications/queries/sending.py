"""What is frozen when an application is sent, and the row that one sending at a time holds."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.applications.domain import CompletionState
from app.applications.models import (
    Application,
    ApplicationFile,
    CompletionRequest,
    Submission,
)
from app.kernel.errors import NotFound


def application_for_update(session: Session, application_id: int) -> Application:
    """Return the application, locked until the transaction ends; raises NotFound."""
    found = session.scalar(
        select(Application)
        .where(Application.id == application_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def attached_files(session: Session, application_id: int) -> Sequence[ApplicationFile]:
    """Return the attachments that have not been taken off, in the order that they came."""
    return session.scalars(
        select(ApplicationFile)
        .where(
            ApplicationFile.application_id == application_id, ApplicationFile.removed_at.is_(None)
        )
        .options(joinedload(ApplicationFile.file_version))
        .order_by(ApplicationFile.id)
    ).all()


def last_submission_number(session: Session, application_id: int) -> int:
    """Return the number of the latest sending, 0 before the first."""
    found = session.scalar(
        select(func.max(Submission.number)).where(Submission.application_id == application_id)
    )
    return found or 0


def open_completion(session: Session, application_id: int) -> CompletionRequest | None:
    """Return the request for completion that waits for an answer, or None."""
    return session.scalar(
        select(CompletionRequest).where(
            CompletionRequest.application_id == application_id,
            CompletionRequest.state == CompletionState.OPEN,
        )
    )
