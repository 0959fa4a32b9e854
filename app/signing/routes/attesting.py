"""Who has signed which bytes, signing in the tool and on paper, unlocking."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash

from app.documents import queries as files
from app.documents import services as documents
from app.kernel import clock, db
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other
from app.minutes import services as minutes_services
from app.minutes.policies import ATTEST_MINUTES, FREEZE_MINUTES
from app.signing import services
from app.signing.forms import ApproveForm, PaperForm, UnlockForm
from app.signing.policies import HANDLE_SIGNING, READ_SIGNING
from app.signing.routes.access import WHOLE, both, frozen_version
from app.signing.routes.page import Wrong, page, where


def attesting_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both(pages, attestation)
    both(pages, approve, posts=True)
    both(pages, register_paper, below="/papper", posts=True)
    both(pages, ask_for_pdf, below="/pdf", posts=True)
    both(pages, scan, below="/underskrift/<int:person_id>")
    both(pages, frozen_word, below="/last.docx")
    both(pages, word, below="/justerat.docx")
    pages.add_url_rule(f"{WHOLE}/las-upp", view_func=unlock, methods=["POST"])


@requires(READ_SIGNING)
def attestation(day: date, number: int | None = None) -> Answer:
    """Show who has signed, and the form to the one who is to sign."""
    return page(frozen_version(day, number), number)


@requires(ATTEST_MINUTES)
def approve(day: date, number: int | None = None) -> Answer:
    """Sign in the tool."""
    version = frozen_version(day, number)
    authorize(ATTEST_MINUTES, version)
    form = ApproveForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.sign_in_tool(
                session,
                actor=acting(),
                version_id=version.id,
                sha256=form.sha256.data or "",
                **form.strong,
            )
        if not form.summary_errors:
            what = "protokollet" if number is None else "paragrafen"
            flash(f"Du har justerat {what}.", "success")
            return see_other("signing.attestation", **where(day, number))
    return page(frozen_version(day, number), number, Wrong(sign=form))


@requires(HANDLE_SIGNING)
def register_paper(day: date, number: int | None = None) -> Answer:
    """Register what one or several have signed on paper."""
    version = frozen_version(day, number)
    authorize(HANDLE_SIGNING, version)
    form = PaperForm(prefix="papper-")
    form.choose_from(services.waiting(version))
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.register_paper(
                session,
                actor=acting(),
                version_id=version.id,
                person_ids=form.person_ids.data or (),
                attested_on=form.attested_on.data or clock.today(),
                filename=form.file.data.filename or "",
                content=form.file.data.read(),
                sha256=form.sha256.data or "",
            )
        if not form.summary_errors:
            flash(_registered(len(made)), "success")
            return see_other("signing.attestation", **where(day, number))
    return page(frozen_version(day, number), number, Wrong(paper=form))


def _registered(count: int) -> str:
    many = f"{count} underskrifter är registrerade."
    return "Underskriften är registrerad." if count == 1 else many


@requires(HANDLE_SIGNING)
def ask_for_pdf(day: date, number: int | None = None) -> Answer:
    """Have a PDF made of the frozen document, to print and sign."""
    version = frozen_version(day, number)
    authorize(HANDLE_SIGNING, version)
    with db.transaction() as session:
        services.ask_for_print(session, version_id=version.id)
    return see_other("signing.attestation", **where(day, number), _anchor="papper")


@requires(FREEZE_MINUTES)
def unlock(day: date) -> Answer:
    """Open the minutes again; the signatures given no longer hold (rule UNL)."""
    version = frozen_version(day, None)
    authorize(FREEZE_MINUTES, version.meeting)
    form = UnlockForm(prefix="las-upp-")
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            minutes_services.unlock(
                session, actor=acting(), meeting=version.meeting, reason=form.reason.data or ""
            )
        if not form.summary_errors:
            flash("Protokollet är upplåst. Lås det igen när det är ändrat.", "success")
            return see_other("meetings.workspace", day=day)
    return page(version, None, Wrong(again=form))


@requires(READ_SIGNING)
def scan(day: date, person_id: int, number: int | None = None) -> Answer:
    """Give the file that shows a signature: the scanned page, or what a service returned."""
    version = frozen_version(day, number)
    given = next((one for one in version.attestations if one.person_id == person_id), None)
    file_id = given and (given.scan_id or given.evidence_id)
    if not file_id:
        raise NotFound
    file = files.file_version(db.session(), file_id)
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


@requires(READ_SIGNING)
def frozen_word(day: date, number: int | None = None) -> Answer:
    """Give the very file that everybody signs."""
    file = frozen_version(day, number).file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


@requires(READ_SIGNING)
def word(day: date, number: int | None = None) -> Answer:
    """Give the Word document with the signatures filled in."""
    version = frozen_version(day, number)
    file = services.attested_document(db.session(), version.id)
    if file is None:
        raise NotFound
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)
