"""What the office does with a submitted application: register, dismiss, reserve, overrule."""

from __future__ import annotations

from flask import Blueprint, Response, flash, render_template, request

from app.applications import queries
from app.applications.domain import ENDED, ApplicationState
from app.applications.forms.handling import DismissForm, PartiesForm
from app.applications.policies import HANDLE_APPLICATION, OVERRULE_APPLICATION
from app.applications.routes.loading import ONE, opened
from app.applications.services import handling
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import DomainError, NotFound, sentences
from app.kernel.web import Answer, see_other

_SETTLED = ENDED | {ApplicationState.DECIDED}


def handling_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(f"{ONE}/registrera", view_func=register, methods=["POST"])
    pages.add_url_rule(f"{ONE}/avskriv", view_func=dismiss, methods=both)
    pages.add_url_rule(f"{ONE}/reservera", view_func=reserve, methods=["POST"])
    pages.add_url_rule(f"{ONE}/parter", view_func=override_parties, methods=both)


@requires(HANDLE_APPLICATION)
def register(application_id: int) -> Response:
    """Take the application up for preparation."""
    opened(db.session(), application_id, HANDLE_APPLICATION)
    try:
        with db.transaction() as session:
            handling.register(session, actor=acting(), application_id=application_id)
    except DomainError as error:
        flash(" ".join(sentences(error)), "error")
    else:
        flash("Ansökan är registrerad.", "success")
    return see_other("applications.workspace", application_id=application_id)


@requires(HANDLE_APPLICATION)
def dismiss(application_id: int) -> Answer:
    """Ask why, then write the application off."""
    found, _ = opened(db.session(), application_id, HANDLE_APPLICATION)
    form = DismissForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            handling.dismiss(
                session,
                actor=acting(),
                application_id=application_id,
                reason=form.reason.data or "",
            )
        if not form.summary_errors:
            flash("Ansökan är avskriven.", "success")
            return see_other("applications.workspace", application_id=application_id)
    page = render_template("applications/dismiss.html", form=form, application=found)
    return page, 422 if form.summary_errors else 200


@requires(HANDLE_APPLICATION)
def reserve(application_id: int) -> Response:
    """Count the amount as reserved in the frame, or no longer (rule FRAME)."""
    opened(db.session(), application_id, HANDLE_APPLICATION)
    reserved = request.form.get("reserverad") == "ja"
    try:
        with db.transaction() as session:
            handling.set_reserved(
                session, actor=acting(), application_id=application_id, reserved=reserved
            )
    except DomainError as error:
        flash(" ".join(sentences(error)), "error")
    else:
        flash(
            "Beloppet räknas som reserverat i ramen."
            if reserved
            else "Beloppet räknas inte längre som reserverat i ramen.",
            "success",
        )
    return see_other("applications.workspace", application_id=application_id)


@requires(OVERRULE_APPLICATION)
def override_parties(application_id: int) -> Answer:
    """Ask why, then let one slag of parties through (rule F5); drafts too, by their name only."""
    session = db.session()
    found = queries.application(session, application_id)
    handed_in = queries.access(session, found).handed_in
    if found.state in _SETTLED:
        raise NotFound
    form = PartiesForm()
    if not form.is_submitted():
        form.reason.data = found.parties_override
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            handling.override_parties(
                session,
                actor=acting(),
                application_id=application_id,
                reason=form.reason.data or "",
            )
        if not form.summary_errors:
            flash("Ansökan kan nu skickas in med ett slags part.", "success")
            if handed_in or found.on_paper:
                return see_other("applications.workspace", application_id=application_id)
            return see_other("applications.override_parties", application_id=application_id)
    page = render_template(
        "applications/parties.html", form=form, application=found, handed_in=handed_in
    )
    return page, 422 if form.summary_errors else 200
