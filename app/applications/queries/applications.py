"""One application: its row, its answers, who writes it, what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from app.applications.domain import Access, CompletionState, Part
from app.applications.models import (
    Application,
    ApplicationSection,
    Collaborator,
    CompletionPoint,
    CompletionRequest,
    Preparation,
    Submission,
)
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared


def application(session: Session, application_id: int) -> Application:
    """Return the application with its case; raises NotFound."""
    found = session.get(Application, application_id, options=[joinedload(Application.case)])
    if found is None:
        raise NotFound
    return found


def application_of_case(session: Session, case_id: int) -> Application | None:
    """Return the application that the case is about, or None."""
    return session.scalar(select(Application).where(Application.case_id == case_id))


@prepared
def _parts() -> Select[*tuple[Any, ...]]:
    return select(Collaborator.person_id, Collaborator.part).where(
        Collaborator.application_id == bindparam("application_id")
    )


@prepared
def _bodies() -> Select[*tuple[Any, ...]]:
    return select(Preparation.body_id).where(
        Preparation.application_id == bindparam("application_id")
    )


@prepared
def _asked() -> Select[*tuple[Any, ...]]:
    return (
        select(CompletionRequest.id, CompletionPoint.key)
        .outerjoin(CompletionPoint, CompletionPoint.request_id == CompletionRequest.id)
        .where(
            CompletionRequest.application_id == bindparam("application_id"),
            CompletionRequest.state == CompletionState.OPEN,
        )
    )


def access(session: Session, application: Application) -> Access:
    """Return the facts that the policies look at."""
    asked = _asked.rows(session, application_id=application.id)
    parts = _parts.rows(session, application_id=application.id)
    bodies = _bodies.rows(session, application_id=application.id)
    return Access(
        application_id=application.id,
        state=application.state,
        on_paper=application.on_paper,
        completion_open=bool(asked),
        parts={person_id: Part(part) for person_id, part in parts},
        body_ids=frozenset(body_id for (body_id,) in bodies),
        asked=frozenset(key for _, key in asked if key),
    )


def answers(session: Session, application_id: int) -> dict[str, dict[str, Any]]:
    """Return everything that has been answered, by section key."""
    rows = session.scalars(
        select(ApplicationSection).where(ApplicationSection.application_id == application_id)
    )
    return {row.key: row.content for row in rows}


def section_row(session: Session, application_id: int, key: str) -> ApplicationSection | None:
    """Return the stored answers of one page of the form, or None before the first save."""
    return session.scalar(
        select(ApplicationSection).where(
            ApplicationSection.application_id == application_id, ApplicationSection.key == key
        )
    )


def writers(session: Session, application_id: int) -> frozenset[int]:
    """Return the persons on the applicant's side, by id."""
    rows = _parts.rows(session, application_id=application_id)
    return frozenset(person_id for person_id, _ in rows)


def collaborators(session: Session, application_id: int) -> Sequence[Collaborator]:
    """Return those on the applicant's side, in the order that they came."""
    return session.scalars(
        select(Collaborator)
        .where(Collaborator.application_id == application_id)
        .options(joinedload(Collaborator.person))
        .order_by(Collaborator.id)
    ).all()


def submissions(session: Session, application_id: int) -> Sequence[Submission]:
    """Return what has been sent, the latest first."""
    return session.scalars(
        select(Submission)
        .where(Submission.application_id == application_id)
        .options(joinedload(Submission.file_version))
        .order_by(Submission.number.desc())
    ).all()


def submission(session: Session, application_id: int, number: int) -> Submission:
    """Return one sending; raises NotFound."""
    found = session.scalar(
        select(Submission)
        .where(Submission.application_id == application_id, Submission.number == number)
        .options(joinedload(Submission.file_version))
    )
    if found is None:
        raise NotFound
    return found
