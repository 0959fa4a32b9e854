"""The plan of a year: to read, as a wheel, as a Word document; proposing, changing, adopting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from babel.dates import format_date
from flask import Blueprint, flash, render_template, url_for
from sqlalchemy.orm import Session

from app.association import queries as association
from app.association.domain import Charter
from app.documents.domain import DOCX
from app.kernel import clock, db, history
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other
from app.meetings.domain import STATE_WORDS, MeetingState
from app.planning import queries, services
from app.planning.domain import (
    PLAN_WORDS,
    Duty,
    PlanDay,
    PlanState,
    deadlines,
    duties,
    duty_lateness,
    shortcomings,
    wheel,
)
from app.planning.forms import DayForm
from app.planning.models import MeetingPlan, PlannedMeeting
from app.planning.policies import MAKE_PLAN, SEE_PLAN

_YEAR = "/sammantraden/plan/<int(fixed_digits=4):year>"
_DAY = f"{_YEAR}/<int:day_id>"
_MARKS = {"done": "done", "coming": "coming", "due": "warning", "late": "late"}


def plan_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule("/sammantraden/plan", view_func=this_year)
    pages.add_url_rule(_YEAR, view_func=year)
    pages.add_url_rule(f"{_YEAR}.docx", view_func=word)
    pages.add_url_rule(f"{_YEAR}/forslag", view_func=propose, methods=["POST"])
    pages.add_url_rule(f"{_YEAR}/faststall", view_func=adopt, methods=["POST"])
    pages.add_url_rule(f"{_YEAR}/nytt", view_func=add_day, methods=both)
    pages.add_url_rule(_DAY, view_func=edit_day, methods=both)
    pages.add_url_rule(f"{_DAY}/ta-bort", view_func=remove_day, methods=["POST"])


def _plan(session: Session, year: int) -> MeetingPlan | None:
    return queries.plan(session, body_id=association.board(session).id, year=year)


def _opened(session: Session, year: int) -> MeetingPlan:
    found = _plan(session, year)
    if found is None:
        raise NotFound
    return found


@requires(SEE_PLAN)
def this_year() -> Answer:
    """Go to the year that is."""
    return see_other("planning.year", year=clock.today().year)


@requires(SEE_PLAN)
def year(year: int) -> Answer:
    """Show a year: its meetings with the days that hang on them, the cycle, what it asks for."""
    session, today = db.session(), clock.today()
    charter = association.charter(session)
    plan = _plan(session, year)
    days = list(plan.days) if plan else []
    asked = duties(year, queries.done(session, year))
    planned = [PlanDay(day.held_on, cancelled=_cancelled(day)) for day in days]
    return render_template(
        "planning/year.html",
        year=year,
        years=_years(year),
        plan=plan,
        word=PLAN_WORDS[plan.state] if plan else "",
        rows=[_row(day, charter, today) for day in days],
        lacks=shortcomings(planned, year, today) if plan else [],
        duties=[_duty(duty, today) for duty in asked],
        wheel=wheel(year, _marks(days, charter, asked), today),
        earlier=queries.last_before(session, body_id=association.board(session).id, year=year),
        may_plan=acting().may(MAKE_PLAN),
        adopted=plan is not None and plan.state is PlanState.ADOPTED,
        unmade=sum(day.meeting_id is None for day in days),
        events=history.events(session, plan) if plan else [],
        calendar_href=url_for("planning.calendar"),
    )


def _years(year: int) -> list[dict[str, Any]]:
    return [
        {"label": one, "href": url_for("planning.year", year=one), "current": one == year}
        for one in (year - 1, year, year + 1)
    ]


def _cancelled(day: PlannedMeeting) -> bool:
    return day.meeting is not None and day.meeting.state is MeetingState.CANCELLED


def _row(day: PlannedMeeting, charter: Charter, today: date) -> dict[str, Any]:
    meeting = day.meeting
    held_on = meeting.held_on if meeting else day.held_on
    return {
        "id": day.id,
        "day": format_date(held_on, "EEE d MMM", locale="sv").replace(".", ""),
        "held_on": held_on,
        "starts_at": meeting.starts_at if meeting else day.starts_at,
        "ends_at": meeting.ends_at if meeting else day.ends_at,
        "place": meeting.place if meeting else day.place,
        "href": url_for("meetings.workspace", day=held_on) if meeting else "",
        "state": STATE_WORDS[meeting.state] if meeting else "I planen",
        "cancelled": _cancelled(day),
        "past": held_on < today,
        "deadlines": {str(one.kind): one.day for one in deadlines(held_on, charter)},
    }


def _duty(duty: Duty, today: date) -> dict[str, Any]:
    lateness = duty_lateness(duty, today)
    return {
        "duty": duty,
        "mark": _MARKS[lateness],
        "word": {"done": "Gjort", "coming": "Kommer", "due": "Dags nu", "late": "Försenat"}[
            lateness
        ],
    }


def _marks(
    days: list[PlannedMeeting], charter: Charter, asked: tuple[Duty, ...]
) -> Iterator[tuple[str, date, str]]:
    for day in days:
        if _cancelled(day):
            continue
        for one in deadlines(day.held_on, charter):
            kind = "meeting" if one.kind == "meeting" else "deadline"
            yield kind, one.day, one.word
    for duty in asked:
        yield "duty", duty.due_on, duty.heading


@requires(SEE_PLAN)
def word(year: int) -> Answer:
    """Answer with the plan as a Word document, as it stands now."""
    session = db.session()
    made = services.render_plan(session, plan=_opened(session, year))
    name = f"Sammanträdesplan {year}.docx"
    return download(made.content, filename=name, media_type=DOCX)


@requires(MAKE_PLAN)
def propose(year: int) -> Answer:
    """Make a proposal after the year before."""
    with db.transaction() as session:
        board = association.board(session)
        services.propose(session, actor=acting(), body_id=board.id, year=year)
    flash("Förslaget är gjort. Gå igenom dagarna och ändra det som inte passar.", "success")
    return see_other("planning.year", year=year)


@requires(MAKE_PLAN)
def adopt(year: int) -> Answer:
    """Make meetings of the plan."""
    with db.transaction() as session:
        plan = _opened(session, year)
        made = services.adopt(session, actor=acting(), plan=plan)
    word = "1 sammanträde är planerat." if made == 1 else f"{made} sammanträden är planerade."
    flash(f"Planen är fastställd. {word}", "success")
    return see_other("planning.year", year=year)


@requires(MAKE_PLAN)
def add_day(year: int) -> Answer:
    """Add a meeting to the plan."""
    session = db.session()
    plan, form = _opened(session, year), DayForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.add_day(
                writing, actor=acting(), plan=_opened(writing, year), facts=form.to_facts()
            )
        if not form.summary_errors:
            flash("Sammanträdet är med i planen.", "success")
            return see_other("planning.year", year=year)
    elif not form.is_submitted():
        form.suggest(plan.days[-1] if plan.days else None)
    return _form_page(form, year, "Lägg till ett sammanträde", None)


@requires(MAKE_PLAN)
def edit_day(year: int, day_id: int) -> Answer:
    """Change one meeting of the plan."""
    session = db.session()
    row = queries.planned(_opened(session, year), day_id)
    form = DayForm(obj=row)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            plan = _opened(writing, year)
            services.edit_day(
                writing, actor=acting(), plan=plan, day_id=day_id, facts=form.to_facts()
            )
        if not form.summary_errors:
            flash("Sammanträdet är ändrat i planen.", "success")
            return see_other("planning.year", year=year)
    return _form_page(form, year, f"Ändra sammanträdet {row.held_on.isoformat()}", row)


def _form_page(form: DayForm, year: int, heading: str, row: PlannedMeeting | None) -> Answer:
    page = render_template(
        "planning/day.html",
        form=form,
        year=year,
        page_heading=heading,
        row=row,
    )
    return page, 422 if form.summary_errors else 200


@requires(MAKE_PLAN)
def remove_day(year: int, day_id: int) -> Answer:
    """Take one meeting out of the plan."""
    with db.transaction() as session:
        plan = _opened(session, year)
        services.remove_day(session, actor=acting(), plan=plan, day_id=day_id)
    flash("Sammanträdet är borttaget ur planen.", "success")
    return see_other("planning.year", year=year)
