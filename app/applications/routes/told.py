"""What the applicant has been told: the decision's letter and the agreement, for reading."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.applications.domain import AgreementState
from app.applications.policies import READ_APPLICATION
from app.applications.queries import deciding
from app.applications.routes.loading import ONE, opened
from app.kernel import db
from app.kernel.authz import requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer


def told_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(f"{ONE}/besked", view_func=told)
    pages.add_url_rule(f"{ONE}/overenskommelse/las", view_func=agreement_told)


@requires(READ_APPLICATION)
def told(application_id: int) -> Answer:
    """Show the letter about the decision as it was sent; before that it is not there (rule DEC)."""
    session = db.session()
    application, _ = opened(session, application_id, READ_APPLICATION)
    row = deciding.latest_in_effect(session, application_id)
    sent = deciding.letter(session, row.id) if row else None
    if sent is None or sent.sent_at is None or sent.file_version.data is None:
        raise NotFound
    return render_template(
        "applications/told.html", application=application, d=sent.file_version.data, sent=sent
    )


@requires(READ_APPLICATION)
def agreement_told(application_id: int) -> Answer:
    """Show the agreement as it was offered; a draft is the office's own."""
    session = db.session()
    application, _ = opened(session, application_id, READ_APPLICATION)
    row = deciding.agreement(session, application_id)
    if row is None or row.state is AgreementState.DRAFT:
        raise NotFound
    if row.file_version is None or row.file_version.data is None:
        raise NotFound
    return render_template(
        "applications/agreement_told.html",
        application=application,
        d=row.file_version.data,
        agreement=row,
        signed=row.state is AgreementState.SIGNED,
    )
