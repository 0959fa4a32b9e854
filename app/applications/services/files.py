"""Attachments to an application: added, and taken off without losing the bytes."""

from __future__ import annotations

from pathlib import PurePath

from sqlalchemy.orm import Session

from app.applications.domain.completing import FILES
from app.applications.models import Application, ApplicationFile
from app.applications.queries.drafting import attachment
from app.applications.queries.sending import application_for_update, attached_files
from app.applications.services.drafting import refuse_unwritable
from app.documents import services as documents
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError

MAX_FILES = 30


def add_file(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    filename: str,
    content: bytes,
    title: str = "",
) -> ApplicationFile:
    """Keep an uploaded file as an attachment; its title is the file's name unless given.

    Raises:
        DomainError: on ``file`` when the file is of the wrong kind, holds macros or is too large;
            ``application.too_many_files``, ``application.not_writable``.
    """
    application = application_for_update(session, application_id)
    refuse_unwritable(session, application, FILES)
    media_type = documents.check_upload(filename, content)
    if len(attached_files(session, application_id)) >= MAX_FILES:
        raise DomainError("application.too_many_files", field="file", limit=MAX_FILES)
    named = title.strip() or PurePath(filename).stem.replace("_", " ").strip() or "Bilaga"
    version = documents.store(
        session,
        actor=actor,
        kind="bilaga",
        title=named,
        filename=filename,
        media_type=media_type,
        content=content,
    )
    session.flush()
    made = ApplicationFile(
        application_id=application_id,
        title=named,
        file_version_id=version.id,
        added_at=clock.now(),
        added_by=actor.name,
    )
    made.file_version = version
    session.add(made)
    _note(session, actor, application, "file_added", f"lade till bilagan ”{named}”")
    return made


def remove_file(
    session: Session, *, actor: Actor, application_id: int, file_id: int
) -> ApplicationFile:
    """Take an attachment off; the row and the bytes stay, for what has already been sent.

    Raises:
        NotFound: when this application has no such attachment.
        DomainError: ``application.not_writable``, ``application.section_not_asked``.
    """
    application = application_for_update(session, application_id)
    refuse_unwritable(session, application, FILES)
    found = attachment(session, application_id, file_id)
    found.removed_at = clock.now()
    _note(session, actor, application, "file_removed", f"tog bort bilagan ”{found.title}”")
    return found


def _note(
    session: Session, actor: Actor, application: Application, action: str, sentence: str
) -> None:
    history.note(
        session, actor=actor, action=f"application.{action}", subject=application, sentence=sentence
    )
