"""The attachments of an application: adding files, reading them, taking them off."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request, url_for

from app.applications import queries, services
from app.applications.domain import Access
from app.applications.domain.completing import FILES
from app.applications.forms.remarks import AttachmentForm
from app.applications.models import Application
from app.applications.policies import (
    COMMENT_APPLICATION,
    READ_APPLICATION,
    WRITE_APPLICATION,
)
from app.applications.queries import drafting
from app.applications.queries.sending import attached_files
from app.applications.routes.loading import opened
from app.applications.routes.parts import parts_of
from app.applications.routes.remarks import remarks_on
from app.documents import services as documents
from app.kernel import db
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other

_FILES = "/ansokningar/<int:application_id>/bilagor"
_FILE = f"{_FILES}/<int:file_id>"


def attachment_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_FILES, view_func=files)
    pages.add_url_rule(_FILES, view_func=add_files, methods=["POST"])
    pages.add_url_rule(_FILE, view_func=file)
    pages.add_url_rule(f"{_FILE}/ta-bort", view_func=remove_file, methods=["GET", "POST"])


@requires(COMMENT_APPLICATION)
def files(application_id: int) -> Answer:
    """Show the attachments and take new ones."""
    found, access = opened(db.session(), application_id, COMMENT_APPLICATION)
    return _shown(found, access, AttachmentForm())


@requires(WRITE_APPLICATION)
def add_files(application_id: int) -> Answer:
    """Keep several files at once, all of them or none."""
    found, access = opened(db.session(), application_id, COMMENT_APPLICATION)
    authorize(WRITE_APPLICATION, access)
    form = AttachmentForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            for one in form.file.data:
                services.add_file(
                    session,
                    actor=acting(),
                    application_id=application_id,
                    filename=one.filename or "",
                    content=one.read(),
                    title=(form.title.data or "") if len(form.file.data) == 1 else "",
                )
        if not form.summary_errors:
            single = len(form.file.data) == 1
            flash("Bilagan är tillagd." if single else "Bilagorna är tillagda.", "success")
            return see_other("applications.files", application_id=application_id)
    return _shown(found, access, form)


@requires(READ_APPLICATION)
def file(application_id: int, file_id: int) -> Answer:
    """Give one attachment."""
    opened(db.session(), application_id, READ_APPLICATION)
    found = drafting.attachment(db.session(), application_id, file_id).file_version
    return download(documents.content(found), filename=found.filename, media_type=found.media_type)


@requires(WRITE_APPLICATION)
def remove_file(application_id: int, file_id: int) -> Answer:
    """Ask, then take an attachment off."""
    found, access = opened(db.session(), application_id, COMMENT_APPLICATION)
    authorize(WRITE_APPLICATION, access)
    if FILES not in drafting.writable_sections(db.session(), found, access):
        raise NotFound
    attached = drafting.attachment(db.session(), application_id, file_id)
    if request.method == "POST":
        with db.transaction() as session:
            services.remove_file(
                session, actor=acting(), application_id=application_id, file_id=file_id
            )
        flash(f"Bilagan ”{attached.title}” är borttagen.", "success")
        return see_other("applications.files", application_id=application_id)
    back = url_for("applications.files", application_id=application_id)
    return render_template(
        "applications/remove_file.html", application=found, attached=attached, back=back
    )


def _shown(application: Application, access: Access, form: AttachmentForm) -> Answer:
    session = db.session()
    parts = parts_of(session, application, access, queries.answers(session, application.id))
    may_write = FILES in parts.writable and acting().may(WRITE_APPLICATION, access)
    html = render_template(
        "applications/files.html",
        application=application,
        parts=parts,
        items=parts.items(FILES),
        files=attached_files(session, application.id),
        form=form if may_write else None,
        remarks=remarks_on(session, application, FILES),
        asked=parts.asked.get(FILES, ""),
        previous=parts.neighbour(FILES, -1),
        following=None,
    )
    return html, 422 if form.summary_errors else 200
