"""The year's meetings; planning, changing and cancelling one; who is called."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from app.accounts import queries as accounts_queries
from app.association import queries as association_queries
from app.kernel import clock, db, history
from app.kernel.authz import acting, requires
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other
from app.meetings import queries, services
from app.meetings.domain import InviteePart
from app.meetings.forms import PART_WORDS, CancelForm, MeetingForm
from app.meetings.models import Meeting
from app.meetings.policies import PLAN_MEETINGS, READ_MEETINGS
from app.meetings.routes.day import meeting_for, page_address
from app.meetings.routes.words import listed, listed_meetings

_ONE = "/<day:day>"
# Pages of the capabilities above, which are known by name only.
_DECISIONS = "minutes.decisions"
_PLAN = "planning.year"


def planning_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule("", view_func=index)
    pages.add_url_rule("/nytt", view_func=new, methods=both)
    pages.add_url_rule(f"{_ONE}/andra", view_func=edit, methods=both)
    pages.add_url_rule(f"{_ONE}/stall-in", view_func=cancel, methods=both)
    pages.add_url_rule(f"{_ONE}/kallade", view_func=invitees, methods=both)


@requires(READ_MEETINGS)
def index() -> Answer:
    """List one year's meetings, the next one on top."""
    session = db.session()
    today = clock.today()
    year = request.args.get("ar", today.year, type=int)
    year = min(max(year, 1), 9999)
    upcoming = queries.next_meeting(session, today) if year == today.year else None
    others = [row for row in queries.meetings_of_year(session, year) if row != upcoming]
    return render_template(
        "meetings/index.html",
        year=year,
        years=queries.years(session),
        upcoming=listed(upcoming) if upcoming else None,
        is_today=upcoming is not None and upcoming.held_on == today,
        groups=listed_meetings(others, today),
        may_plan=acting().may(PLAN_MEETINGS),
        decisions_href=_above(_DECISIONS, year),
        plan_href=_above(_PLAN, year),
    )


def _above(endpoint: str, year: int) -> str:
    """Return where a page of the year above is, to somebody who may read it."""
    needed = getattr(current_app.view_functions.get(endpoint), "permission", None)
    if needed is None or not acting().may(needed):
        return ""
    return url_for(endpoint, year=year)


@requires(PLAN_MEETINGS)
def new() -> Answer:
    """Plan a meeting of the board."""
    session = db.session()
    form = MeetingForm.for_meeting(None, accounts_queries.people(session))
    if not form.is_submitted():
        board = association_queries.board(session)
        form.suggest(acting().person_id, queries.latest_meeting(session, body_id=board.id))
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            body = association_queries.board(session)
            made = services.create_meeting(
                session, actor=acting(), body_id=body.id, **form.to_values()
            )
        if not form.summary_errors:
            flash("Sammanträdet är planerat. De fasta ärendena finns på dagordningen.", "success")
            return see_other("meetings.workspace", day=made.held_on)
    return _form_page(form, "Planera sammanträde", url_for("meetings.index"))


def _form_page(form: Form, heading: str, back: str, meeting: Meeting | None = None) -> Answer:
    page = render_template(
        "meetings/form.html",
        form=form,
        page_heading=heading,
        back=back,
        meeting=meeting,
        entries=history.events(db.session(), meeting, limit=20) if meeting else (),
    )
    return page, 422 if form.summary_errors else 200


@requires(PLAN_MEETINGS)
def edit(day: date) -> Answer:
    """Change when and where the meeting is held."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    form = MeetingForm.for_meeting(meeting, accounts_queries.people(db.session()))
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_meeting(
                session,
                actor=acting(),
                meeting=meeting,
                version=form.version.data or 0,
                **form.to_values(),
            )
        if not form.summary_errors:
            flash("Ändringen är sparad.", "success")
            return see_other("meetings.workspace", day=meeting.held_on)
    back = url_for("meetings.workspace", day=day)
    return _form_page(form, "Ändra tid och plats", back, meeting)


@requires(PLAN_MEETINGS)
def cancel(day: date) -> Answer:
    """Ask why, then cancel the meeting."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    form = CancelForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.cancel_meeting(
                session,
                actor=acting(),
                meeting=meeting,
                reason=form.reason.data or "",
                link=page_address(url_for("meetings.workspace", day=day)),
            )
        if not form.summary_errors:
            flash("Sammanträdet är inställt.", "success")
            return see_other("meetings.workspace", day=day)
    newest = queries.last_summons(db.session(), meeting.id)
    told = len(queries.recipients(db.session(), newest.id)) if newest else 0
    page = render_template("meetings/cancel.html", form=form, meeting=meeting, told=told)
    return page, 422 if form.summary_errors else 200


@requires(PLAN_MEETINGS)
def invitees(day: date) -> Answer:
    """Choose who outside the body gets the summons, and in which column."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    session = db.session()
    if request.method == "POST":
        with db.transaction() as session:
            services.set_invitees(
                session, actor=acting(), meeting=meeting, invited=_chosen(session)
            )
        flash("Vilka som kallas är sparat.", "success")
        return see_other("meetings.workspace", day=day)
    convened = queries.convened(session, meeting)
    seated = {p.person_id for p in (*convened.regulars, *convened.substitutes)}
    chosen = {row.person_id: row.part for row in queries.invitees(session, meeting)}
    people = [p for p in accounts_queries.people(session) if p.id not in seated]
    return render_template(
        "meetings/invitees.html",
        meeting=meeting,
        convened=convened,
        people=sorted(people, key=lambda p: p.id not in chosen),
        chosen=chosen,
        assignments=association_queries.assignments(session, meeting.held_on),
        parts=PART_WORDS,
    )


def _chosen(session: Session) -> list[tuple[int, InviteePart]]:
    """Return what the page's rows of choices say, unknown people and parts left out."""
    known = [person.id for person in accounts_queries.people(session)]
    parts = {part.value: part for part in InviteePart}
    return [
        (number, parts[choice])
        for number in known
        if (choice := request.form.get(f"person-{number}", "")) in parts
    ]
