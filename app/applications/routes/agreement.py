"""The decision letter, and the agreement from draft to signed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, render_template, request

from app.applications import notifications
from app.applications.documents.board import Context, board_filename
from app.applications.domain import AgreementState, Outcome
from app.applications.domain.budget import CATEGORIES
from app.applications.forms.agreement import AgreementForm, SigningForm, agreement_form
from app.applications.models import Agreement, Application, ApplicationDecision
from app.applications.policies import HANDLE_APPLICATION, READ_APPLICATION
from app.applications.queries import deciding
from app.applications.routes.loading import opened
from app.applications.services import agreeing, lettering
from app.applications.services.agreement_terms import granted, terms_of
from app.documents import services as documents
from app.documents.domain import DOCX
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import DomainError, NotFound, sentence
from app.kernel.web import Answer, download, see_other

_ONE = "/ansokningar/<int:application_id>"
_AGREEMENT = f"{_ONE}/overenskommelse"
_BOTH = ["GET", "POST"]


def agreement_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(f"{_ONE}/beslutsmeddelande", view_func=letter, methods=_BOTH)
    pages.add_url_rule(f"{_ONE}/beslutsmeddelande/word", view_func=letter_document)
    pages.add_url_rule(_AGREEMENT, view_func=agreement, methods=_BOTH)
    pages.add_url_rule(f"{_AGREEMENT}/word", view_func=agreement_document)
    pages.add_url_rule(f"{_AGREEMENT}/undertecknad", view_func=signed_document)
    pages.add_url_rule(f"{_AGREEMENT}/steg", view_func=agreement_step, methods=["POST"])
    pages.add_url_rule(f"{_AGREEMENT}/lat-falla", view_func=give_up_agreement, methods=_BOTH)
    pages.add_url_rule(f"{_AGREEMENT}/underskrift", view_func=sign_agreement, methods=_BOTH)


@requires(HANDLE_APPLICATION)
def letter(application_id: int) -> Answer:
    """Read the letter about the decision, and send it."""
    session = db.session()
    found, _ = opened(session, application_id, HANDLE_APPLICATION)
    if request.method == "POST":
        with db.transaction() as writing:
            lettering.send_letter(writing, actor=acting(), application_id=found.id)
        flash("Beslutsmeddelandet är registrerat och skickat.", "success")
        return see_other("applications.letter", application_id=found.id)
    row, context = _letter(found)
    return render_template(
        "applications/letter.html",
        application=found,
        d=context,
        row=row,
        sent=deciding.letter(session, row.id),
        recipients=[one for one in notifications.recipients(session, found) if one.email],
        granting=found.outcome in {Outcome.GRANTED, Outcome.GRANTED_IN_PART},
        agreement=deciding.agreement(session, found.id),
    )


def _letter(application: Application) -> tuple[ApplicationDecision, Context]:
    try:
        return lettering.letter(db.session(), application)
    except DomainError as error:
        raise NotFound from error


@requires(READ_APPLICATION)
def letter_document(application_id: int) -> Answer:
    """Download the letter in Word: as sent, or for the office as it would be now."""
    session = db.session()
    found, access = opened(session, application_id, READ_APPLICATION)
    row, context = _letter(found)
    sent = deciding.letter(session, row.id)
    if sent is not None:
        file = sent.file_version
        content = documents.content(file)
        return download(content, filename=file.filename, media_type=file.media_type)
    if not acting().may(HANDLE_APPLICATION, access):
        raise NotFound
    rendered = lettering.rendered_letter(context)
    return download(rendered.content, filename=board_filename(context), media_type=DOCX)


def _agreement(application: Application) -> Agreement:
    row = deciding.agreement(db.session(), application.id)
    if row is None:
        raise NotFound
    return row


@requires(HANDLE_APPLICATION)
def agreement(application_id: int) -> Answer:
    """Begin, write and read the agreement."""
    session = db.session()
    found, _ = opened(session, application_id, HANDLE_APPLICATION)
    row = deciding.agreement(session, found.id)
    if row is None:
        return _begin(found)
    if row.state is not AgreementState.DRAFT:
        return _reading(found, row)
    form = agreement_form(terms_of(row), granted(session, found), row.version_id)
    act = request.form.get("do", "")
    if form.is_submitted() and form.add_row(act):
        return _writing(found, row, form)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            agreeing.save_agreement(
                writing,
                actor=acting(),
                application_id=found.id,
                version=form.version.data or 0,
                terms=form.to_terms(),
            )
        if not form.summary_errors:
            flash("Överenskommelsen är sparad.", "success")
            return see_other("applications.agreement", application_id=found.id)
    return _writing(found, row, form)


def _begin(application: Application) -> Answer:
    if request.method == "POST":
        with db.transaction() as session:
            agreeing.begin_agreement(session, actor=acting(), application_id=application.id)
        return see_other("applications.agreement", application_id=application.id)
    may = application.outcome in {Outcome.GRANTED, Outcome.GRANTED_IN_PART}
    page = "applications/agreement_begin.html"
    return render_template(page, application=application, may=may)


def _writing(application: Application, row: Agreement, form: AgreementForm) -> Answer:
    session = db.session()
    faults = [] if form.is_submitted() else agreeing.faults(session, application, row)
    page = render_template(
        "applications/agreement.html",
        application=application,
        agreement=row,
        form=form,
        granted=granted(session, application),
        sums=form.to_terms().budget.by_period(),
        planned=sum(one.ore for one in form.to_terms().payments),
        faults=[sentence(fault) for fault in faults],
        categories=CATEGORIES,
    )
    return page, 422 if form.summary_errors else 200


def _reading(application: Application, row: Agreement) -> Answer:
    return render_template(
        "applications/agreement_read.html",
        application=application,
        agreement=row,
        d=agreeing.agreement_context(db.session(), application, row),
        states=AgreementState,
    )


@requires(HANDLE_APPLICATION)
def agreement_step(application_id: int) -> Answer:
    """Offer the agreement, or take it back."""
    found, _ = opened(db.session(), application_id, HANDLE_APPLICATION)
    steps: dict[str, tuple[Callable[..., Agreement], str]] = {
        "offer": (agreeing.offer_agreement, "Överenskommelsen är skickad för underskrift."),
        "recall": (
            agreeing.recall_agreement,
            "Överenskommelsen kan ändras igen. Sökanden får ett brev om det.",
        ),
    }
    step, told = steps.get(request.form.get("do", ""), (None, ""))
    if step is None:
        raise NotFound
    with db.transaction() as session:
        step(session, actor=acting(), application_id=found.id)
    flash(told, "success")
    return see_other("applications.agreement", application_id=found.id)


@requires(HANDLE_APPLICATION)
def give_up_agreement(application_id: int) -> Answer:
    """Ask, then give the agreement up."""
    found, _ = opened(db.session(), application_id, HANDLE_APPLICATION)
    row = _agreement(found)
    if row.state is AgreementState.SIGNED:
        return see_other("applications.agreement", application_id=found.id)
    if request.method == "GET":
        page = "applications/agreement_give_up.html"
        offered = row.state is AgreementState.OFFERED
        return render_template(page, application=found, offered=offered)
    with db.transaction() as session:
        agreeing.give_up_agreement(session, actor=acting(), application_id=found.id)
    flash("Överenskommelsen har fallit. En ny kan skrivas när parterna är överens.", "success")
    return see_other("applications.agreement", application_id=found.id)


@requires(HANDLE_APPLICATION)
def sign_agreement(application_id: int) -> Answer:
    """Register that both parties have signed; the initiative exists from then on (rule AGR)."""
    session = db.session()
    found, _ = opened(session, application_id, HANDLE_APPLICATION)
    row = _agreement(found)
    if row.state is not AgreementState.OFFERED:
        return see_other("applications.agreement", application_id=found.id)
    form = SigningForm()
    if form.validate_on_submit():
        upload = form.file.data
        with form.refusals(), db.transaction() as writing:
            agreeing.sign_agreement(
                writing,
                actor=acting(),
                application_id=found.id,
                signed_on=form.signed_on.data,
                signed_by=form.signed_by.data,
                filename=getattr(upload, "filename", "") or "",
                content=upload.read() if upload else b"",
            )
        if not form.summary_errors:
            flash("Överenskommelsen är undertecknad, och insatsen finns under Insatser.", "success")
            return see_other("applications.agreement", application_id=found.id)
    page = render_template("applications/agreement_sign.html", application=found, form=form)
    return page, 422 if form.summary_errors else 200


@requires(READ_APPLICATION)
def agreement_document(application_id: int) -> Answer:
    """Download the agreement in Word: as offered, or for the office the draft."""
    session = db.session()
    found, access = opened(session, application_id, READ_APPLICATION)
    row = _agreement(found)
    if row.state is not AgreementState.DRAFT and row.file_version is not None:
        file = row.file_version
        content = documents.content(file)
        return download(content, filename=file.filename, media_type=file.media_type)
    if not acting().may(HANDLE_APPLICATION, access):
        raise NotFound
    context = agreeing.agreement_context(session, found, row)
    rendered = agreeing.rendered_agreement(context)
    return download(rendered.content, filename=board_filename(context), media_type=DOCX)


@requires(READ_APPLICATION)
def signed_document(application_id: int) -> Answer:
    """Download the signed pages."""
    found, _ = opened(db.session(), application_id, READ_APPLICATION)
    file = _agreement(found).signed_file
    if file is None:
        raise NotFound
    content = documents.content(file)
    return download(content, filename=file.filename, media_type=file.media_type)
