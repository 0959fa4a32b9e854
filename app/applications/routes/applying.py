"""The applicant's side: beginning an application, those who write it, and its own page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import PART_WORDS, Access, Kind, Outcome, Part
from app.applications.forms.applying import ColleagueForm, PartForm, StartForm
from app.applications.models import Application, Call
from app.applications.policies import (
    APPLY,
    READ_APPLICATION,
    SUBMIT_APPLICATION,
    WRITE_APPLICATION,
)
from app.applications.queries.applicant import granted_of
from app.applications.queries.calls import open_calls
from app.applications.routes.addresses import application_page, login_link
from app.applications.routes.calls import colleague_of
from app.applications.routes.loading import LARGEST_ID, NUMBER, ONE, opened
from app.applications.services import collaborating as services
from app.applications.services.drafting import create_draft
from app.kernel import clock, db
from app.kernel.actor import office
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other

_PEOPLE = f"{ONE}/medarbetare"
_PERSON = f"{_PEOPLE}/<{NUMBER}:person_id>"
_EXTENDED = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})


def applying_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule("/ansokningar/ny", view_func=start, methods=both)
    pages.add_url_rule(_PEOPLE, view_func=collaborators, methods=both)
    pages.add_url_rule(f"{_PERSON}/uppgift", view_func=collaborator_part, methods=["POST"])
    pages.add_url_rule(f"{_PERSON}/ta-bort", view_func=collaborator_remove, methods=both)


@requires(APPLY)
def start() -> Answer:
    """Begin an application; the office writes for one that came on paper or by e-mail."""
    session, on_paper = db.session(), office(acting(), None)
    earlier = _earlier(session)
    calls = [one for one in open_calls(session, clock.today()) if on_paper or one.open_to_all]
    form = StartForm.offering(
        calls,
        inherits=earlier is not None,
        without_call=on_paper or earlier is not None,
        chosen=request.args.get("utlysning", 0, type=int),
    )
    if form.validate_on_submit():
        made: Application | None = None
        with form.refusals(), db.transaction() as writing:
            made = create_draft(
                writing,
                actor=acting(),
                call_id=form.call_id.data or None,
                kind=form.chosen_kind,
                extends_id=earlier.id if earlier else None,
                on_paper=on_paper,
            )
        if made is not None:
            flash("Ansökan är påbörjad. Allt sparas medan du skriver.", "success")
            return see_other("applications.workspace", application_id=made.id)
    return _start_page(form, calls, earlier, on_paper=on_paper)


def _earlier(session: Session) -> Application | None:
    """Return the granted application that the new one goes on from; 404 for another's."""
    earlier_id = request.args.get("utgar_fran", 0, type=int)
    if not earlier_id:
        return None
    if not 0 < earlier_id <= LARGEST_ID:
        raise NotFound
    found, _ = opened(session, earlier_id, WRITE_APPLICATION if _applies() else READ_APPLICATION)
    return found if found.outcome in _EXTENDED else None


def _applies() -> bool:
    return not office(acting(), None)


def _start_page(
    form: StartForm, calls: list[Call], earlier: Application | None, *, on_paper: bool
) -> Answer:
    may_begin = bool(calls) or on_paper or earlier is not None
    page = render_template(
        "applications/start.html",
        form=form,
        calls=calls,
        earlier=earlier,
        on_paper=on_paper,
        may_begin=may_begin,
        extendable=[] if earlier or on_paper else granted_of(db.session(), acting()),
        change=str(Kind.CHANGE),
    )
    return (page, 422) if form.summary_errors else page


@requires(READ_APPLICATION)
def collaborators(application_id: int) -> Answer:
    """Show those who write the application; those who lead it invite and change."""
    session = db.session()
    application, access = opened(session, application_id, READ_APPLICATION)
    form = ColleagueForm()
    if form.is_submitted():
        opened(session, application_id, SUBMIT_APPLICATION)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.add_collaborator(
                writing,
                actor=acting(),
                application_id=application_id,
                colleague=colleague_of(form, part=Part(form.part.data)),
                link_of=login_link,
                page=application_page(application_id),
            )
        if not form.summary_errors:
            flash(f"{form.given_name.data} {form.family_name.data} får ett brev nu.", "success")
            return see_other("applications.collaborators", application_id=application_id)
    return _people_page(application, access, form)


def _people_page(application: Application, access: Access, form: ColleagueForm) -> Answer:
    session = db.session()
    leads = acting().may(SUBMIT_APPLICATION, access)
    page = render_template(
        "applications/collaborators.html",
        application=application,
        form=form,
        leads=leads,
        people=[
            {
                "id": one.person_id,
                "name": one.person.name,
                "email": one.person.email,
                "word": PART_WORDS[one.part],
                "mine": one.person_id == acting().person_id,
                "form": PartForm(
                    formdata=None, prefix=f"p{one.person_id}-", data={"part": str(one.part)}
                ),
            }
            for one in queries.collaborators(session, application.id)
        ],
    )
    return (page, 422) if form.summary_errors else page


@requires(SUBMIT_APPLICATION)
def collaborator_part(application_id: int, person_id: int) -> Answer:
    """Change what one colleague may do."""
    application, access = opened(db.session(), application_id, SUBMIT_APPLICATION)
    form, refused = PartForm(prefix=f"p{person_id}-"), ColleagueForm(formdata=None)
    if form.validate_on_submit():
        with refused.refusals(), db.transaction() as session:
            services.change_part(
                session,
                actor=acting(),
                application_id=application_id,
                person_id=person_id,
                part=Part(form.part.data),
            )
        if not refused.summary_errors:
            flash("Uppgiften är ändrad.", "success")
            return see_other("applications.collaborators", application_id=application_id)
    refused.refusal_sentences += [text for _, text in form.summary_errors]
    return _people_page(application, access, refused)


@requires(SUBMIT_APPLICATION)
def collaborator_remove(application_id: int, person_id: int) -> Answer:
    """Ask, and then let a colleague go."""
    session = db.session()
    application, _ = opened(session, application_id, SUBMIT_APPLICATION)
    found = services.colleague(session, application_id, person_id)
    form = Form()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.remove_collaborator(
                writing, actor=acting(), application_id=application_id, person_id=person_id
            )
        if not form.summary_errors:
            return _after_removal(application_id, person_id, found.person.name)
    page = render_template(
        "applications/collaborator_remove.html",
        application=application,
        person=found.person,
        form=form,
    )
    return (page, 422) if form.summary_errors else page


def _after_removal(application_id: int, person_id: int, name: str) -> Answer:
    flash(f"{name} arbetar inte längre med ansökan.", "success")
    if person_id == acting().person_id:
        return see_other("applications.index")
    return see_other("applications.collaborators", application_id=application_id)


def section_address(application_id: int, key: str, field: str = "") -> str:
    """Return the address of a page of the form, at one of its fields when it is named."""
    values: dict[str, Any] = {"application_id": application_id, "key": key}
    return url_for("applications.section", **values, _anchor=field or None)
