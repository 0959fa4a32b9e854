"""The page of a meeting's recipients, and the extracts that were sent to them."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template

from app.dispatch import queries
from app.dispatch.policies import READ_DISPATCHES, SEND_EXTRACTS
from app.dispatch.routes.loading import attested_meeting, sections
from app.documents import services as documents
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, download


def overview_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("", view_func=index)
    pages.add_url_rule("/<int(max=2147483647):dispatch_id>/utdrag.docx", view_func=extract_file)


@requires(READ_DISPATCHES)
def index(day: date) -> Answer:
    """Show each § that goes to somebody, with each recipient and how it went."""
    meeting = attested_meeting(day, READ_DISPATCHES)
    found = sections(db.session(), meeting)
    lines = [line for section in found for line in section.lines]
    return render_template(
        "dispatch/index.html",
        meeting=meeting,
        sections=found,
        waiting=sum(line.waits for line in lines),
        total=len(lines),
        sends=acting().may(SEND_EXTRACTS),
    )


@requires(READ_DISPATCHES)
def extract_file(day: date, dispatch_id: int) -> Answer:
    """Give the extract as it was sent, to be printed for a letter for instance."""
    meeting = attested_meeting(day, READ_DISPATCHES)
    found = queries.dispatch(db.session(), meeting_id=meeting.id, dispatch_id=dispatch_id)
    file = found.extract.file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)
