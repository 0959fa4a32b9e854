"""The office's proposal, the way to the agenda, and what the board decided."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request

from app.applications import queries
from app.applications.documents.board import board_filename
from app.applications.domain import ApplicationState, Stage
from app.applications.domain.clauses import clauses
from app.applications.domain.frame import short_years
from app.applications.domain.granting import Ruling, in_full
from app.applications.forms.board import AgendaForm, RulingForm, ruling_form
from app.applications.models import Application
from app.applications.policies import HANDLE_APPLICATION
from app.applications.queries import deciding, frame
from app.applications.routes.board_words import ruling_changes
from app.applications.routes.loading import opened
from app.applications.services import briefing, lettering, proposing
from app.applications.services import deciding as decisions
from app.documents.domain import DOCX
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import DomainError
from app.kernel.web import Answer, download, see_other

_ONE = "/ansokningar/<int:application_id>"
_BOTH = ["GET", "POST"]


def board_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(f"{_ONE}/forslag", view_func=proposal, methods=_BOTH)
    pages.add_url_rule(f"{_ONE}/forslag/tjansteskrivelse", view_func=proposal_document)
    pages.add_url_rule(f"{_ONE}/dagordning", view_func=put_on_agenda, methods=_BOTH)
    pages.add_url_rule(f"{_ONE}/dagordning/ta-av", view_func=take_off_agenda, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/beslut", view_func=decision, methods=_BOTH)


@requires(HANDLE_APPLICATION)
def proposal(application_id: int) -> Answer:
    """Write the proposal; its att-satser are shown before it is saved."""
    found, _ = opened(db.session(), application_id, HANDLE_APPLICATION)
    form = _form(found, Stage.PROPOSAL)
    if form.validate_on_submit() and request.form.get("do") == "save":
        with form.refusals(), db.transaction() as session:
            proposing.save_proposal(
                session,
                actor=acting(),
                application_id=found.id,
                version=form.version.data or 0,
                **form.to_values(),
            )
        if not form.summary_errors:
            flash("Förslaget är sparat.", "success")
            return see_other("applications.put_on_agenda", application_id=found.id)
    row = deciding.proposal(db.session(), found.id)
    return _ruling_page("applications/proposal.html", found, form, may=_may_propose(found), row=row)


def _may_propose(application: Application) -> bool:
    return application.state in proposing.PROPOSABLE


def _form(application: Application, stage: Stage) -> RulingForm:
    session = db.session()
    lines = deciding.lines_of(session, application.id)
    row = deciding.proposal(session, application.id)
    if stage is Stage.DECISION:
        stated = deciding.decision(session, application.id)
        shown = stated or row
        version = stated.version_id if stated else 0
    else:
        shown, version = row, row.version_id if row else 0
    return ruling_form(lines, deciding.ruling_of(shown) if shown else None, version)


def _ruling_page(
    template: str, application: Application, form: RulingForm, **values: object
) -> Answer:
    """Show the form with the att-satser and the room in the frame that it would mean."""
    session = db.session()
    ruling = _previewed(application, form)
    years = frame.room(session, application=application, ruling=ruling)
    page = render_template(
        template,
        application=application,
        form=form,
        lines=form.lines,
        clauses=clauses(ruling, deciding.matter_of(application), form.lines) if ruling else (),
        frame=years,
        short=short_years(years),
        full=in_full(form.lines),
        previewed=form.is_submitted() and ruling is not None,
        earlier=deciding.chain(session, application)[1:],
        **values,
    )
    return page, 422 if form.summary_errors else 200


def _previewed(application: Application, form: RulingForm) -> Ruling | None:
    """Return the ruling as it would be saved, or None when something is wrong with it."""
    if form.summary_errors or form.kind.data is None:
        return None
    try:
        return proposing.checked(db.session(), application, form.ruling)
    except DomainError as error:
        if form.is_submitted():
            form.refuse(error)
        return None


@requires(HANDLE_APPLICATION)
def proposal_document(application_id: int) -> Answer:
    """Download the official letter to the board in Word, from the saved proposal."""
    session = db.session()
    found, _ = opened(session, application_id, HANDLE_APPLICATION)
    context, rendered = lettering.official_letter(session, found)
    return download(rendered.content, filename=board_filename(context), media_type=DOCX)


@requires(HANDLE_APPLICATION)
def put_on_agenda(application_id: int) -> Answer:
    """Choose the meeting and put the case on its agenda."""
    session = db.session()
    found, access = opened(session, application_id, HANDLE_APPLICATION)
    ahead, standing = proposing.meetings_ahead(session), proposing.standing_on(session, found)
    form = AgendaForm(data={"background": proposing.background(session, found)})
    here = {one.meeting_id for one in standing}
    on_agenda = found.state is ApplicationState.ON_AGENDA
    form.offer([one for one in ahead if one.meeting_id in here] if on_agenda else ahead)
    if form.validate_on_submit():
        _place(form, found.id)
        if not form.summary_errors:
            flash("Ärendet står på dagordningen med förslaget.", "success")
            return see_other("applications.put_on_agenda", application_id=found.id)
    row = deciding.proposal(session, found.id)
    ruling = deciding.ruling_of(row) if row else None
    years = frame.room(session, application=found, ruling=ruling)
    page = render_template(
        "applications/put_on_agenda.html",
        application=found,
        form=form,
        row=row,
        clauses=proposing.composed(session, found, ruling) if ruling else (),
        standing=standing,
        on_agenda=on_agenda,
        ready=found.state in {ApplicationState.READY_FOR_BOARD, ApplicationState.ON_AGENDA},
        completion_open=access.completion_open,
        frame=years,
        short=short_years(years),
    )
    return page, 422 if form.summary_errors else 200


def _place(form: AgendaForm, application_id: int) -> None:
    with form.refusals(), db.transaction() as session:
        papers = []
        if form.with_brief.data:
            brief = briefing.make_brief(session, actor=acting(), application_id=application_id)
            papers.append(proposing.paper("Beredningsunderlag", brief))
        if form.with_application.data:
            papers += proposing.application_paper(
                session, queries.application(session, application_id)
            )
        proposing.put_on_agenda(
            session,
            actor=acting(),
            application_id=application_id,
            meeting_id=form.meeting_id.data,
            background=form.background.data or "",
            presenter=form.presenter.data or "",
            papers=papers,
        )


@requires(HANDLE_APPLICATION)
def take_off_agenda(application_id: int) -> Answer:
    """Take the case off the agenda."""
    found, _ = opened(db.session(), application_id, HANDLE_APPLICATION)
    with db.transaction() as session:
        proposing.take_off_agenda(session, actor=acting(), application_id=found.id)
    flash("Ärendet är borttaget från dagordningen och åter klart för styrelsen.", "success")
    return see_other("applications.put_on_agenda", application_id=found.id)


@requires(HANDLE_APPLICATION)
def decision(application_id: int) -> Answer:
    """State what the board decided; it takes effect when the § is attested (rule DEC)."""
    session = db.session()
    found, _ = opened(session, application_id, HANDLE_APPLICATION)
    on_agenda = found.state is ApplicationState.ON_AGENDA
    form = _form(found, Stage.DECISION)
    if form.validate_on_submit() and request.form.get("do") == "save":
        with form.refusals(), db.transaction() as writing:
            stated = decisions.state_decision(
                writing,
                actor=acting(),
                application_id=found.id,
                version=form.version.data or 0,
                **form.to_values(),
            )
        if not form.summary_errors:
            flash(_told(stated), "success")
            return see_other("applications.decision", application_id=found.id)
    row, stated_row = deciding.proposal(session, found.id), deciding.decision(session, found.id)
    attested = deciding.waiting_paragraph(session, found) if on_agenda else None
    proposed = deciding.ruling_of(row) if row else None
    return _ruling_page(
        "applications/decision.html",
        found,
        form,
        may=on_agenda,
        proposed=proposing.composed(session, found, proposed) if proposed else (),
        changes=ruling_changes(proposed, form.ruling, form.lines)
        if proposed and form.kind.data
        else (),
        stated=stated_row,
        attested=attested,
        standing=proposing.standing_on(session, found),
        history=deciding.recorded(session, found.case_id) if found.case_id else (),
    )


def _told(stated: decisions.Stated) -> str:
    if stated.applied:
        return "Beslutet gäller nu: paragrafen är justerad."
    if stated.worded:
        return (
            "Beslutet är angivet och inskrivet i protokollet. Det gäller när paragrafen justeras."
        )
    return (
        "Beslutet är angivet. Inget protokoll är öppet, så skriv in det när sammanträdet öppnats "
        "genom att spara det igen."
    )
