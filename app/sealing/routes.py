"""Pages: how far a PDF has come and the PDF itself; the public check of a seal."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wsgi import wrap_file

from app.documents import services as documents
from app.documents.domain import PDF, size_words
from app.kernel import clock, db
from app.kernel.actor import Actor
from app.kernel.authz import PUBLIC, acting, authorize, requires
from app.kernel.errors import DomainError, NotFound
from app.kernel.settings import settings
from app.kernel.tasks import Task
from app.kernel.web import Answer, download, see_other
from app.sealing import queries, services
from app.sealing.domain import UNDER_WAY, SealCheck
from app.sealing.forms import CheckForm
from app.sealing.models import PdfExport
from app.sealing.policies import FOLLOW_PDF, MAKE_PDF_AGAIN

pages = Blueprint("sealing", __name__)
_PDF = "/pdf/<int(max=2147483647):export_id>"
_WARNED_BEFORE = timedelta(days=60)


def _export(export_id: int) -> PdfExport:
    """Return a PDF to the office and to those who may read it; to others it is not there."""
    session = db.session()
    found = queries.export(session, export_id)
    authorize(FOLLOW_PDF, found)
    if not acting().may(MAKE_PDF_AGAIN, found) and not services.may_read(session, acting(), found):
        raise NotFound
    return found


@pages.get(_PDF)
@requires(FOLLOW_PDF)
def pdf(export_id: int) -> Answer:
    """Show how far the PDF has come, and where it is when it is done."""
    found = _export(export_id)
    return render_template(
        "sealing/pdf.html",
        export=found,
        under_way=found.state in UNDER_WAY,
        office=acting().may(MAKE_PDF_AGAIN, found),
        readable=services.may_read(db.session(), acting(), found),
        size=size_words(found.file_version.size) if found.file_version else "",
    )


@pages.post(_PDF)
@requires(MAKE_PDF_AGAIN)
def again(export_id: int) -> Answer:
    """Put a PDF that was given up back in the queue; one that is not is followed instead."""
    found = _export(export_id)
    authorize(MAKE_PDF_AGAIN, found)
    try:
        with db.transaction() as session:
            services.ask_again(session, actor=acting(), export=found)
    except DomainError:
        pass  # somebody else was first: the page tells how far it has come
    return see_other("sealing.pdf", export_id=export_id)


@pages.get(f"{_PDF}/fil.pdf")
@requires(FOLLOW_PDF)
def pdf_file(export_id: int) -> Answer:
    """Give the PDF to those who may read its document, the very bytes that were sealed."""
    session = db.session()
    found = queries.export(session, export_id)
    authorize(FOLLOW_PDF, found)
    if found.file_version is None or not services.may_read(session, acting(), found):
        raise NotFound
    answer = download(b"", filename=found.file_version.filename, media_type=PDF)
    answer.response = wrap_file(request.environ, documents.open_content(found.file_version))
    answer.content_length = found.file_version.size
    answer.direct_passthrough = True
    return answer


@pages.route("/kontrollera", methods=["GET", "POST"])
@requires(PUBLIC)
def check() -> Answer:
    """Tell anybody whether a PDF has the association's seal and is unchanged; nothing is kept."""
    form = CheckForm()
    found = _checked(form.file.data.read()) if form.validate_on_submit() else None
    name = form.file.data.filename if found else ""
    page = render_template("sealing/check.html", form=form, check=found, name=name)
    return page, 422 if form.errors else 200


def _checked(content: bytes) -> SealCheck:
    try:
        return services.check_seal(content)
    except DomainError:  # the office has it among its tasks
        fault = "Dokument kan inte kontrolleras just nu. Hör av dig till förbundet."
        return SealCheck(valid=False, fault=fault)


def sealing_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what the office has to see to: PDFs that were given up, a certificate that ends."""
    if not actor.may(MAKE_PDF_AGAIN):
        return []
    given_up = [
        Task(
            text=f"Gör om PDF:en av {export.source.document.title}, som misslyckades",
            href=url_for("sealing.pdf", export_id=export.id),
        )
        for export in queries.failed(session)
    ]
    return [*given_up, *_renewal(today)]


def _renewal(today: date) -> list[Task]:
    if settings().seal.key_file is None:
        return []
    ends = services.expires_on()
    if ends is None:
        text = "Be den som sköter servern rätta nyckeln till förbundets sigill"
        return [Task(text=text, href=url_for("sealing.check"))]
    day = ends.astimezone(clock.STOCKHOLM).date()
    if day > today + _WARNED_BEFORE:
        return []
    return [
        Task(
            text="Skaffa ett nytt certifikat till förbundets sigill",
            href=url_for("sealing.check"),
            due=day,
            rule="den dag då certifikatet slutar gälla",
        )
    ]
