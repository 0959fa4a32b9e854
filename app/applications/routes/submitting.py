"""Checking, looking through, sending, the receipt, and taking an application back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, render_template
from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.documents.application import rebuilt_context
from app.applications.domain import Access, ApplicationState
from app.applications.domain.checking import PARTIES_CODE
from app.applications.domain.form import sections
from app.applications.domain.lacks import Lack
from app.applications.domain.promises import receipt_sentences, way_ahead
from app.applications.domain.sending import is_late
from app.applications.forms.applying import PaperForm, SubmitForm, WithdrawForm
from app.applications.models import Application, Submission
from app.applications.policies import READ_APPLICATION, SUBMIT_APPLICATION, WRITE_APPLICATION
from app.applications.routes.addresses import application_page, page_address
from app.applications.routes.applicant_page import draft_of
from app.applications.routes.applying import section_address
from app.applications.routes.loading import NUMBER, ONE, opened
from app.applications.services import submitting as services
from app.applications.services.freezing import draft, draft_context
from app.applications.services.promising import promised
from app.documents import services as documents
from app.documents.domain import DOCX
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other


def submitting_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(f"{ONE}/kontroll", view_func=check)
    pages.add_url_rule(f"{ONE}/forhandsgranska", view_func=preview)
    pages.add_url_rule(f"{ONE}/forhandsgranska.docx", view_func=preview_document)
    pages.add_url_rule(f"{ONE}/skicka-in", view_func=submit, methods=both)
    pages.add_url_rule(f"{ONE}/kvitto", view_func=receipt)
    pages.add_url_rule(f"{ONE}/inskickad/<{NUMBER}:number>", view_func=submission)
    pages.add_url_rule(f"{ONE}/inskickad/<{NUMBER}:number>.docx", view_func=submission_document)
    pages.add_url_rule(f"{ONE}/aterta", view_func=withdraw, methods=both)


def _writable(session: Session, application_id: int) -> tuple[Application, Access]:
    """Return an application whose answers can change now; one that is locked has no draft."""
    application, access = opened(session, application_id, READ_APPLICATION)
    if not access.can_be_written:
        raise NotFound
    return application, access


@requires(READ_APPLICATION)
def check(application_id: int) -> Answer:
    """List what is missing and what is pointed out, page by page."""
    session = db.session()
    application, access = _writable(session, application_id)
    found = draft_of(session, application)
    may_write = acting().may(WRITE_APPLICATION, access)
    groups = [
        {
            "title": page.title,
            "href": section_address(application_id, page.key),
            "items": [
                _lack(application_id, one, linked=may_write)
                for one in found.lacks
                if one.section == page.key
            ],
        }
        for page in sections(application.form_version)
    ]
    return render_template(
        "applications/check.html",
        application=application,
        groups=[one for one in groups if one["items"]],
        hinders=len(found.hinders),
        warnings=sum(one.level == "warning" for one in found.lacks),
        may_submit=acting().may(SUBMIT_APPLICATION, access),
        is_draft=application.state is ApplicationState.DRAFT,
        override_address=_override_address(application_id, found.hinders),
    )


def _override_address(application_id: int, hinders: Sequence[Lack]) -> str:
    """Return where the office lets one slag of parties through, when that is asked for (F5)."""
    if not any(one.code == PARTIES_CODE for one in hinders):
        return ""
    return page_address("applications.override_parties", application_id=application_id)


def _lack(application_id: int, one: Lack, *, linked: bool = True) -> dict[str, str]:
    error = one.level == "error"
    return {
        "text": one.text if error else f"Anmärkning: {one.text}",
        "href": section_address(application_id, one.section, one.field) if linked else "",
        "kind": "missing" if error else "warning",
    }


@requires(READ_APPLICATION)
def preview(application_id: int) -> Answer:
    """Show the application as it would be sent."""
    session = db.session()
    application, access = _writable(session, application_id)
    return render_template(
        "applications/preview.html",
        application=application,
        d=draft_context(session, application),
        may_submit=acting().may(SUBMIT_APPLICATION, access),
        is_draft=application.state is ApplicationState.DRAFT,
    )


@requires(READ_APPLICATION)
def preview_document(application_id: int) -> Answer:
    """Give the Word document as it would be sent; nothing is kept."""
    session = db.session()
    application, _ = _writable(session, application_id)
    made = draft(session, application)
    return download(made.rendered.content, filename=made.filename, media_type=DOCX)


@requires(SUBMIT_APPLICATION)
def submit(application_id: int) -> Answer:
    """Ask, and then send the application in."""
    session = db.session()
    application, _ = opened(session, application_id, SUBMIT_APPLICATION)
    if application.state is not ApplicationState.DRAFT:
        return see_other("applications.receipt", application_id=application_id)
    form = PaperForm() if application.on_paper else SubmitForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.submit(
                writing,
                actor=acting(),
                application_id=application_id,
                link=application_page(application_id),
                **_on_paper(form),
            )
        if not form.summary_errors:
            return see_other("applications.receipt", application_id=application_id)
    return _submit_page(session, application, form)


def _on_paper(form: SubmitForm) -> dict[str, Any]:
    if not isinstance(form, PaperForm):
        return {}
    file = form.scan.data
    scan = services.Scan(file.filename or "", file.read()) if file and file.filename else None
    return {
        "received_on": form.received_on.data,
        "late_reason": form.late_reason.data or "",
        "scan": scan,
    }


def _submit_page(session: Session, application: Application, form: SubmitForm) -> Answer:
    found = draft_of(session, application)
    call = application.call
    late = not application.on_paper and is_late(
        clock.today(),
        closes_on=call.closes_on if call else None,
        reopened_until=application.reopened_until,
    )
    page = render_template(
        "applications/submit.html",
        application=application,
        form=form,
        hinders=[_lack(application.id, one) for one in found.hinders],
        warnings=[_lack(application.id, one) for one in found.lacks if one.level == "warning"],
        late=late,
        way=way_ahead(promised(session, application, if_sent_now=True)),
    )
    return (page, 422) if form.summary_errors else page


@requires(READ_APPLICATION)
def receipt(application_id: int) -> Answer:
    """Show that the application has come in: numbers, fingerprint, the days that are known."""
    session = db.session()
    application, access = opened(session, application_id, READ_APPLICATION)
    sent = queries.submissions(session, application_id)
    if not sent or application.case is None:
        raise NotFound
    said = receipt_sentences(application.case.number, promised(session, application))
    return render_template(
        "applications/receipt.html",
        application=application,
        submission=sent[0],
        text=" ".join(said),
        mine=acting().person_id in access.parts,
    )


@requires(READ_APPLICATION)
def submission(application_id: int, number: int) -> Answer:
    """Show one sending as it was frozen."""
    session = db.session()
    application, found = _sent(session, application_id, number)
    return render_template(
        "applications/submission.html",
        application=application,
        submission=found,
        d=found.file_version.data or rebuilt_context(session, application, found),
        newest=queries.submissions(session, application_id)[0].number,
    )


@requires(READ_APPLICATION)
def submission_document(application_id: int, number: int) -> Answer:
    """Give the Word document of one sending, byte by byte as it was frozen."""
    file = _sent(db.session(), application_id, number)[1].file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


def _sent(session: Session, application_id: int, number: int) -> tuple[Application, Submission]:
    application, _ = opened(session, application_id, READ_APPLICATION)
    return application, queries.submission(session, application_id, number)


@requires(SUBMIT_APPLICATION)
def withdraw(application_id: int) -> Answer:
    """Ask, and then take the application back."""
    application, _ = opened(db.session(), application_id, SUBMIT_APPLICATION)
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.withdraw(
                writing,
                actor=acting(),
                application_id=application_id,
                reason=form.reason.data or "",
            )
        if not form.summary_errors:
            flash("Ansökan är återtagen.", "success")
            return see_other("applications.workspace", application_id=application_id)
    page = render_template("applications/withdraw.html", application=application, form=form)
    return (page, 422) if form.summary_errors else page
