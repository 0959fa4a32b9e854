"""What was changed and never sent: put back as it was when a request is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain.differences import changed
from app.applications.models import Application, CompletionRequest
from app.applications.queries.handling import every_file
from app.kernel import clock, history
from app.kernel.actor import Actor


def restore(
    session: Session, *, actor: Actor | None, application: Application, found: CompletionRequest
) -> None:
    """Let the answers and attachments be what was sent last; the log keeps what was written since.

    Without this, half-written answers would go on to the groups and the board unsent.
    """
    sent = queries.submission(session, application.id, found.before_number).content
    now = queries.answers(session, application.id)
    written = changed(application.form_version, sent["sections"], now)
    texts = [[f"{page.title}, {one.label}", one.after] for page in written for one in page.fields]
    for point in found.points:
        _put_back(session, application, point.key, sent["sections"].get(point.key) or {})
    files = _put_back_files(session, application, sent["files"])
    if texts or files:
        history.note(
            session,
            actor=actor,
            action="application.restored",
            subject=application,
            sentence="lät ansökan vara som den var inskickad; det som inte skickats sparas här",
            replaced=texts,
        )


def _put_back(
    session: Session, application: Application, key: str, content: dict[str, Any]
) -> None:
    row = queries.section_row(session, application.id, key)
    if row is not None and row.content != content:
        row.content = content
        session.flush()


def _put_back_files(
    session: Session, application: Application, sent: Iterable[Mapping[str, str]]
) -> bool:
    """Take off what has been added since, put on what has been taken off; say whether any was."""
    wanted = {one["sha256"] for one in sent}
    files = every_file(session, application.id)
    attached = [file for file in files if file.removed_at is None]
    added = [file for file in attached if file.file_version.sha256 not in wanted]
    lost = wanted - {file.file_version.sha256 for file in attached}
    # The same file may have been taken off and added more than once: its latest row comes back.
    again = {file.file_version.sha256: file for file in files if file.file_version.sha256 in lost}
    for file in added:
        file.removed_at = clock.now()
    for file in again.values():
        file.removed_at = None
    session.flush()
    return bool(added or again)
