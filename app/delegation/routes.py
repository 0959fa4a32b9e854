"""Pages of decisions outside meetings: the list, one decision, a new one; the office's tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from app.delegation import queries, services
from app.delegation.domain import KIND_HELP, KIND_WORDS, DecisionKind
from app.delegation.forms import DecisionForm
from app.delegation.policies import READ_DELEGATED, REGISTER_DELEGATED
from app.documents import services as documents
from app.kernel import clock, db, history
from app.kernel.actor import Actor
from app.kernel.authz import acting, requires
from app.kernel.panels import PanelLink
from app.kernel.tasks import Task
from app.kernel.ui import swedish_date
from app.kernel.web import Answer, download, see_other
from app.meetings import queries as meetings
from app.meetings.domain import AGENDA_OPEN, Panel, PanelLack, WaitingReason
from app.registry.domain import CasePanel

if TYPE_CHECKING:
    from app.delegation.models import DelegatedDecision
    from app.meetings.models import Meeting
    from app.registry.models import Case

pages = Blueprint("delegation", __name__, url_prefix="/delegationsbeslut")


@pages.get("")
@requires(READ_DELEGATED)
def index() -> Answer:
    """List a year's decisions; what nobody has notified yet stands out (rules F17/K16)."""
    session = db.session()
    years = queries.years(session) or [clock.today().year]
    wanted = request.args.get("ar", "")
    year = int(wanted) if wanted.isdigit() and int(wanted) in years else years[0]
    slag = request.args.get("slag", "")
    kind = DecisionKind(slag) if slag in set(DecisionKind) else None
    return render_template(
        "delegation/index.html",
        decisions=queries.decisions(session, year=year, kind=kind),
        unreported=queries.unreported(session),
        year=year,
        years=years,
        kind=kind,
        kinds=KIND_WORDS,
        may_register=acting().may(REGISTER_DELEGATED),
    )


@pages.route("/nytt", methods=["GET", "POST"])
@requires(REGISTER_DELEGATED)
def new() -> Answer:
    """Register a decision; it is numbered, written in Word and queued for notification."""
    session = db.session()
    form = DecisionForm()
    form.offer(queries.deciders(session), meetings.cases_for_items(session))
    act = request.form.get("do", "")
    if form.is_submitted() and form.act_on_rows(act):
        return _new_page(form)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            made = services.register_decision(writing, actor=acting(), **form.to_values())
        if not form.summary_errors:
            flash(f"{made.label} är registrerat och väntar på att anmälas.", "success")
            return see_other("delegation.decision", decision_id=made.id)
    return _new_page(form)


def _new_page(form: DecisionForm) -> Answer:
    page = render_template("delegation/new.html", form=form, kind_help=KIND_HELP)
    return page, 422 if form.summary_errors else 200


@pages.get("/<int(max=2147483647):decision_id>")
@requires(READ_DELEGATED)
def decision(decision_id: int) -> Answer:
    """Show one decision as it was written, and where it was notified."""
    session = db.session()
    found = queries.decision(session, decision_id)
    return render_template(
        "delegation/decision.html",
        decision=found,
        context=found.file_version.data,
        entries=history.events(session, found),
        may_register=acting().may(REGISTER_DELEGATED),
    )


@pages.get("/<int(max=2147483647):decision_id>/beslut.docx")
@requires(READ_DELEGATED)
def decision_file(decision_id: int) -> Answer:
    """Give the Word document, byte by byte as it was registered."""
    file = queries.decision(db.session(), decision_id).file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


def notification_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the decisions that no § has notified, for the office (rules F17/K16)."""
    if not actor.may(REGISTER_DELEGATED):
        return []
    found = queries.unreported(session)
    if not found:
        return []
    ahead = meetings.meetings_with_open_agenda(session, today)
    return [_task(one, _next(one, ahead)) for one in found]


def _next(made: DelegatedDecision, ahead: Iterable[Meeting]) -> date | None:
    return next((one.held_on for one in ahead if one.body_id == made.body_id), None)


def _task(made: DelegatedDecision, day: date | None) -> Task:
    own = url_for("delegation.decision", decision_id=made.id)
    return Task(
        text=f"Anmäl {made.label}, {made.heading}",
        href=url_for("meetings.agenda", day=day) if day else own,
        due=day,
        rule="anmäls vid nästa sammanträde",
    )


def notification_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Warn on the meeting's page about decisions that stand on no agenda (F17/K16, PC)."""
    if meeting.state not in AGENDA_OPEN or not actor.may(REGISTER_DELEGATED):
        return Panel()
    rows = meetings.waiting(session, body_id=meeting.body_id, day=meeting.held_on)
    number = sum(1 for row in rows if row.reason is WaitingReason.NOTIFICATION)
    if not number:
        return Panel()
    what = "Ett beslut" if number == 1 else f"{number} beslut"
    href = url_for("meetings.agenda", day=meeting.held_on, _anchor="att-ta-upp")
    text = f"{what} utanför sammanträde väntar på att anmälas"
    return Panel(lacks=(PanelLack(text, href, "warning"),))


def decisions_panel(session: Session, case: Case, actor: Actor) -> CasePanel:
    """Return the decisions outside meetings in a case, for the case's page."""
    if not actor.may(READ_DELEGATED):
        return CasePanel()
    links = tuple(
        PanelLink(
            text=one.label,
            href=url_for("delegation.decision", decision_id=one.id),
            note=f"{one.heading}, {swedish_date(one.decided_on)}",
        )
        for one in queries.of_case(session, case.id)
    )
    return CasePanel("Beslut utanför sammanträde", links)
