"""Remarks between those who write an application, one part at a time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain.completing import titles
from app.applications.models import SectionComment
from app.applications.queries import drafting
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound
from app.kernel.personal_numbers import personal_numbers


def add_comment(
    session: Session, *, actor: Actor, application_id: int, key: str, text: str
) -> SectionComment:
    """Write a remark on one part of the application; it is never part of what is sent.

    Raises:
        DomainError: on ``text`` when it is empty or holds a personnummer (rule F4).
        NotFound: when the application has no such part.
    """
    application = queries.application(session, application_id)
    if key not in titles(application.form_version):
        raise NotFound
    if not text.strip():
        raise DomainError("application.comment_missing", field="text")
    if found := personal_numbers(text):
        raise DomainError("application.personal_number", field="text", number=found[0])
    made = SectionComment(
        application_id=application_id,
        key=key,
        text=text.strip(),
        person_id=actor.person_id,
        written_by=actor.name,
        written_at=clock.now(),
    )
    session.add(made)
    title = titles(application.form_version)[key]
    history.note(
        session,
        actor=actor,
        action="application.commented",
        subject=application,
        sentence=f"kommenterade delen {title}",
    )
    return made


def settle_comment(
    session: Session, *, actor: Actor, application_id: int, comment_id: int
) -> SectionComment:
    """Mark a remark as settled; a second time changes nothing. Raises NotFound."""
    found = drafting.comment(session, application_id, comment_id)
    if found.settled_at is None:
        found.settled_at = clock.now()
        history.note(
            session,
            actor=actor,
            action="application.comment_settled",
            subject=queries.application(session, application_id),
            sentence=f"markerade en kommentar från {found.written_by} som klar",
        )
    return found
