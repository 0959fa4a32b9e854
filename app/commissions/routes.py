"""Pages of commissions: the list, one of them, giving one at a §; and what they show elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries as association
from app.commissions import queries, services
from app.commissions.documents import list_context, list_properties
from app.commissions.domain import (
    STATE_MARKS,
    STATE_WORDS,
    CommissionRow,
    CommissionState,
    capital,
)
from app.commissions.forms import CommissionForm, ReportForm
from app.commissions.policies import READ_COMMISSION, REPORT_COMMISSION, SEE_COMMISSIONS
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import UPPDRAGSLISTA
from app.kernel import clock, db
from app.kernel.actor import Actor, Permission
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.panels import PanelLink
from app.kernel.tasks import Task
from app.kernel.web import Answer, download, see_other
from app.meetings import queries as meetings
from app.minutes import queries as minutes
from app.minutes.domain import MinutesFacts, ParagraphFacts
from app.minutes.domain.panels import ParagraphPanel
from app.minutes.policies import FREEZE_MINUTES, READ_MINUTES, WRITE_MINUTES

pages = Blueprint("commissions", __name__)

_LEFT = "kvar"
_FILTERS = {
    _LEFT: "Inte redovisade",
    CommissionState.LATE: "Försenade",
    CommissionState.REPORTED: "Redovisade",
    "alla": "Alla",
}
_BOTH = ["GET", "POST"]


@pages.get("/uppdrag")
@requires(SEE_COMMISSIONS)
def index() -> Answer:
    """List the commissions: those left, the late ones, the reported; one person's or all."""
    today = clock.today()
    every = [row for row in queries.commissions(db.session()) if acting().may(READ_COMMISSION, row)]
    chosen = request.args.get("visa", _LEFT)
    person = request.args.get("person", "")
    rows = [row for row in every if _shown(row.state(today), chosen) and person in {"", row.whom}]
    return render_template(
        "commissions/index.html",
        rows=rows,
        any=bool(every),
        filters=_FILTERS,
        chosen=chosen if chosen in _FILTERS else _LEFT,
        people=sorted({row.whom for row in every}),
        person=person,
        states={row.id: row.state(today) for row in rows},
        words=STATE_WORDS,
        marks=STATE_MARKS,
        late=sum(row.state(today) is CommissionState.LATE for row in every),
    )


def _shown(state: CommissionState, chosen: str) -> bool:
    if chosen == "alla":
        return True
    if chosen in {CommissionState.LATE, CommissionState.REPORTED}:
        return state == chosen
    return state is not CommissionState.REPORTED


@pages.get("/uppdrag/uppdragslista.docx")
@requires(SEE_COMMISSIONS)
def word() -> Answer:
    """Give the list as a Word document."""
    session, today = db.session(), clock.today()
    head = association.get_association(session)
    rows = [row for row in queries.commissions(session) if acting().may(READ_COMMISSION, row)]
    body = association.board(session).name
    rendered = documents.fill(
        UPPDRAGSLISTA,
        list_context(rows, head, body=body, today=today),
        list_properties(head, created=clock.now(), today=today),
    )
    filename = f"uppdragslista-{today.isoformat()}.docx"
    return download(rendered.content, filename=filename, media_type=DOCX)


def _opened(commission_id: int, needed: Permission) -> CommissionRow:
    """Return the commission for one who may; another's does not exist."""
    found = queries.commission(db.session(), commission_id)
    if not acting().may(needed, found):
        raise NotFound
    return found


@pages.get("/uppdrag/<int:commission_id>")
@requires(READ_COMMISSION)
def commission(commission_id: int) -> Answer:
    """Show one commission, with the form to report it."""
    return _page(_opened(commission_id, READ_COMMISSION), ReportForm.of(clock.today()))


@pages.post("/uppdrag/<int:commission_id>")
@requires(REPORT_COMMISSION)
def report(commission_id: int) -> Answer:
    """Tell what was done."""
    row = _opened(commission_id, REPORT_COMMISSION)
    form = ReportForm.of(clock.today())
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.report(
                session,
                actor=acting(),
                commission_id=row.id,
                text=form.text.data or "",
                reported_on=form.reported_on.data,
                register=bool(form.register.data),
            )
        if not form.summary_errors:
            flash("Uppdraget är redovisat. Det tas upp vid nästa sammanträde.", "success")
            return see_other("commissions.commission", commission_id=row.id)
    return _page(row, form)


def _page(row: CommissionRow, form: ReportForm) -> Answer:
    session, actor = db.session(), acting()
    state = row.state(clock.today())
    meeting = meetings.meeting_on(session, row.meeting_on)
    page = render_template(
        "commissions/commission.html",
        row=row,
        heading=capital(row.what),
        form=form,
        state=state,
        word=STATE_WORDS[state],
        mark=STATE_MARKS[state],
        reports=row.stands and row.reported_on is None and actor.may(REPORT_COMMISSION, row),
        removes=not row.stands and actor.may(WRITE_MINUTES, meeting),
        sees_list=actor.may(SEE_COMMISSIONS),
        minutes_href=url_for("minutes.read", day=row.meeting_on)
        if actor.may(READ_MINUTES, meeting)
        else "",
        entries=queries.events(session, row.id),
    )
    return page, 422 if form.summary_errors else 200


@pages.post("/uppdrag/<int:commission_id>/ta-bort")
@requires(WRITE_MINUTES)
def take_back(commission_id: int) -> Answer:
    """Remove a commission while its § is being written."""
    row = _opened(commission_id, READ_COMMISSION)
    authorize(WRITE_MINUTES, meetings.meeting_on(db.session(), row.meeting_on))
    with db.transaction() as session:
        services.take_back(session, actor=acting(), commission_id=row.id)
    flash("Uppdraget är borttaget. Läs igenom beslutet.", "success")
    return see_other("minutes.edit", day=row.meeting_on)


@pages.route(
    "/sammantraden/<day:day>/protokoll/skriv/<int(min=1, max=9999):place>/uppdrag", methods=_BOTH
)
@requires(WRITE_MINUTES)
def give(day: date, place: int) -> Answer:
    """Give a commission at a §; its att-sats is written into the decision."""
    session = db.session()
    meeting = meetings.meeting_on(session, day)
    authorize(WRITE_MINUTES, meeting)
    facts = minutes.minutes_whole(session, meeting.id)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    if not 1 <= place <= len(facts.paragraphs):
        raise NotFound
    one = facts.paragraph(request.form.get("paragraph", 0, type=int)) or facts.at(place)
    form = CommissionForm.of(accounts.people(session))
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.give(
                writing, actor=acting(), meeting=meeting, paragraph_id=one.id, **form.to_values()
            )
        if not form.summary_errors:
            flash("Uppdraget är inskrivet i beslutet.", "success")
            return see_other("minutes.edit", day=day, place=one.place)
    page = render_template("commissions/give.html", meeting=meeting, paragraph=one, form=form)
    return page, 422 if form.summary_errors else 200


def given_panel(
    session: Session, facts: MinutesFacts, paragraph: ParagraphFacts, _actor: Actor
) -> ParagraphPanel:
    """Return what a § asks somebody to do, on the page where it is written."""
    rows = queries.given_at(session, paragraph.id)
    give_here = url_for("commissions.give", day=facts.held_on, place=paragraph.place)
    return ParagraphPanel(
        heading="Uppdrag",
        rows=tuple(
            PanelLink(
                f"{row.whom}: {row.what}",
                url_for("commissions.commission", commission_id=row.id),
                note=f"senast {row.due_on.isoformat()}" if row.due_on else "",
            )
            for row in rows
        ),
        links=(PanelLink("Ge ett uppdrag", give_here),),
    )


def commission_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what a person has in commission, and for the office what is late or nobody's."""
    rows: Sequence[CommissionRow] = queries.unreported(session)
    office = actor.may(FREEZE_MINUTES)
    return [
        Task(
            f"Redovisa uppdraget: {row.what}",
            url_for("commissions.commission", commission_id=row.id),
            row.due_on,
            row.given_at,
            mine=row.person_id == actor.person_id,
        )
        for row in rows
        if row.person_id == actor.person_id
        or (office and (row.person_id is None or row.state(today) is CommissionState.LATE))
    ]
