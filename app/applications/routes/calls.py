"""Calls: the office writes, publishes and invites, and opens a draft again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template
from sqlalchemy.orm import Session

from app.applications.domain import ApplicationState
from app.applications.domain.calls import CALL_WORDS, CallState, call_state
from app.applications.forms.calls import CallForm, NamedForm, ReopenForm
from app.applications.models import Application, Call
from app.applications.policies import MANAGE_CALLS
from app.applications.queries import calls as queries
from app.applications.routes.addresses import application_page, login_link
from app.applications.routes.loading import NUMBER
from app.applications.services import calls as services
from app.applications.services.collaborating import Colleague
from app.applications.services.submitting import reopen as open_again
from app.documents.engine import prose
from app.kernel import clock, db, history
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other

_ALL = "/ansokningar/utlysningar"
_ONE = f"{_ALL}/<{NUMBER}:call_id>"
MARKS = {
    CallState.DRAFT: "draft",
    CallState.COMING: "coming",
    CallState.OPEN: "current",
    CallState.CLOSED: "locked",
}


def call_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(_ALL, view_func=calls)
    pages.add_url_rule(f"{_ALL}/ny", view_func=call_new, methods=both)
    pages.add_url_rule(_ONE, view_func=call)
    pages.add_url_rule(f"{_ONE}/andra", view_func=call_edit, methods=both)
    pages.add_url_rule(f"{_ONE}/publicera", view_func=call_publish, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/avpublicera", view_func=call_unpublish, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/bjud-in", view_func=call_invite, methods=both)
    pages.add_url_rule(
        f"{_ONE}/oppna/<{NUMBER}:application_id>", view_func=call_reopen, methods=both
    )


@requires(MANAGE_CALLS)
def calls() -> Answer:
    """List the calls."""
    rows = queries.calls(db.session(), clock.today())
    return render_template("applications/calls.html", rows=rows, words=CALL_WORDS, marks=MARKS)


@requires(MANAGE_CALLS)
def call(call_id: int) -> Answer:
    """Show one call: what it says, who has begun an application, what can be done."""
    session, today = db.session(), clock.today()
    found = queries.call(session, call_id)
    state = call_state(queries.days_of(found), today)
    return render_template(
        "applications/call.html",
        call=found,
        text=prose(found.text),
        criteria=prose(found.criteria),
        state=state,
        word=CALL_WORDS[state],
        mark=MARKS[state],
        applications=queries.applications_in(session, call_id),
        entries=history.events(session, found),
        draft=ApplicationState.DRAFT,
    )


@requires(MANAGE_CALLS)
def call_new() -> Answer:
    """Write a call."""
    form = CallForm.for_call(None)
    if form.validate_on_submit():
        made: Call | None = None
        with form.refusals(), db.transaction() as session:
            made = services.create_call(session, actor=acting(), facts=form.to_facts())
        if made is not None:
            flash("Utlysningen är sparad. Publicera den när den är klar.", "success")
            return see_other("applications.call", call_id=made.id)
    return _form_page(form, None)


@requires(MANAGE_CALLS)
def call_edit(call_id: int) -> Answer:
    """Change a call."""
    found = queries.call(db.session(), call_id)
    form = CallForm.for_call(found)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_call(
                session,
                actor=acting(),
                call_id=call_id,
                version=form.version.data or 0,
                facts=form.to_facts(),
            )
        if not form.summary_errors:
            flash("Utlysningen är ändrad.", "success")
            return see_other("applications.call", call_id=call_id)
    return _form_page(form, found)


def _form_page(form: CallForm, found: Call | None) -> Answer:
    page = render_template("applications/call_form.html", form=form, call=found)
    return (page, 422) if form.summary_errors else page


@requires(MANAGE_CALLS)
def call_publish(call_id: int) -> Answer:
    """Let everybody who may apply see the call."""
    with db.transaction() as session:
        services.publish_call(session, actor=acting(), call_id=call_id)
    flash("Utlysningen är publicerad.", "success")
    return see_other("applications.call", call_id=call_id)


@requires(MANAGE_CALLS)
def call_unpublish(call_id: int) -> Answer:
    """Take the call off the public pages."""
    with db.transaction() as session:
        services.unpublish_call(session, actor=acting(), call_id=call_id)
    flash("Utlysningen visas inte längre.", "success")
    return see_other("applications.call", call_id=call_id)


@requires(MANAGE_CALLS)
def call_invite(call_id: int) -> Answer:
    """Begin an application for a named person, who gets a mail."""
    found = queries.call(db.session(), call_id)
    form = NamedForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            _invite(session, call_id, form)
        if not form.summary_errors:
            flash(f"{form.given_name.data} {form.family_name.data} får ett brev nu.", "success")
            return see_other("applications.call", call_id=call_id)
    page = render_template("applications/call_invite.html", form=form, call=found)
    return (page, 422) if form.summary_errors else page


def _invite(session: Session, call_id: int, form: NamedForm) -> None:
    services.invite_to_call(
        session,
        actor=acting(),
        call_id=call_id,
        colleague=colleague_of(form),
        link_of=login_link,
        page_of=application_page,
    )


def colleague_of(form: NamedForm, **more: Any) -> Colleague:
    """Return the person that was typed."""
    return Colleague(
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        email=form.email.data or "",
        **more,
    )


@requires(MANAGE_CALLS)
def call_reopen(call_id: int, application_id: int) -> Answer:
    """Let a draft be sent after the last day."""
    found, draft = _draft(call_id, application_id)
    form = ReopenForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            open_again(
                session,
                actor=acting(),
                application_id=application_id,
                until=form.until.data or clock.today(),
                reason=form.reason.data or "",
                link=application_page(application_id),
            )
        if not form.summary_errors:
            flash("Ansökan är öppnad. De som skriver den får ett brev.", "success")
            return see_other("applications.call", call_id=call_id)
    page = render_template("applications/reopen.html", form=form, call=found, application=draft)
    return (page, 422) if form.summary_errors else page


def _draft(call_id: int, application_id: int) -> tuple[Call, Application]:
    """Return a draft in a call; another's, or one that has been sent, is not there."""
    session = db.session()
    found = queries.call(session, call_id)
    for application in queries.applications_in(session, call_id):
        if application.id == application_id and application.state is ApplicationState.DRAFT:
            return found, application
    raise NotFound
