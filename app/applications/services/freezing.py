"""What is frozen when an application is sent, and the same document before it is."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.documents import application as papers
from app.applications.domain.sending import fingerprint
from app.applications.models import Application, Submission
from app.applications.queries.sending import attached_files, last_submission_number
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import ANSOKAN
from app.documents.services import RenderedFile
from app.kernel import clock, history
from app.kernel.actor import Actor

if TYPE_CHECKING:
    from app.documents.models import FileVersion


def freeze(session: Session, *, actor: Actor | None, application: Application) -> Submission:
    """Keep what is answered now as the next numbered sending, with its SHA-256 and Word document.

    The content is ``{"sections": …, "files": [{"title", "sha256", "filename"}]}``; its hash is of
    the canonical JSON. Nothing is checked and no state changes: the callers do that.
    """
    sections = queries.answers(session, application.id)
    files = attached_files(session, application.id)
    content: dict[str, Any] = {
        "sections": sections,
        "files": [
            {
                "title": one.title,
                "sha256": one.file_version.sha256,
                "filename": one.file_version.filename,
            }
            for one in files
        ],
    }
    number = last_submission_number(session, application.id) + 1
    sending = papers.Sending(
        number, clock.now(), actor.name if actor else history.SYSTEM, fingerprint(content)
    )
    stored = _keep_document(session, actor, application, content, sending)
    made = Submission(
        application_id=application.id,
        number=number,
        form_version=application.form_version,
        content=content,
        sha256=sending.sha256,
        submitted_at=sending.at,
        submitted_by=sending.by,
        file_version_id=stored.id,
    )
    made.file_version = stored
    session.add(made)
    session.flush()
    return made


def _keep_document(
    session: Session,
    actor: Actor | None,
    application: Application,
    content: dict[str, Any],
    sending: papers.Sending,
) -> FileVersion:
    """Fill the Word document of one sending and keep it with the data it was made from."""
    files = [papers.AttachedFile(**one) for one in content["files"]]
    context = papers.application_context(
        session, application, content["sections"], files, sending=sending
    )
    rendered = documents.fill(ANSOKAN, context, papers.application_properties(context, sending.at))
    stored = documents.store(
        session,
        actor=actor,
        kind=ANSOKAN.name,
        title=f"Ansökan {application.name}".strip(),
        filename=papers.application_filename(application, sending.number),
        media_type=DOCX,
        content=rendered.content,
        data=context,
    )
    session.flush()
    return stored


def draft(session: Session, application: Application) -> RenderedFile:
    """Return the Word document as it would be sent now; nothing is kept."""
    context = draft_context(session, application)
    # Dated to the day, so that the same answers give the same bytes all day.
    made_at = datetime.combine(clock.today(), time(), clock.STOCKHOLM)
    rendered = documents.fill(ANSOKAN, context, papers.application_properties(context, made_at))
    return RenderedFile(papers.application_filename(application, 0), rendered)


def draft_context(session: Session, application: Application) -> papers.Context:
    """Return what the document is filled with, as the answers stand now."""
    files = [
        papers.AttachedFile(one.title, one.file_version.filename, one.file_version.sha256)
        for one in attached_files(session, application.id)
    ]
    answers = queries.answers(session, application.id)
    return papers.application_context(session, application, answers, files)
