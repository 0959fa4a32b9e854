"""What the year asks for whatever its meetings: noting that it is done, and pointing it out."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, render_template, url_for
from sqlalchemy.orm import Session

from app.kernel import clock, db
from app.kernel.actor import Actor, office
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.tasks import Task
from app.kernel.web import Answer, see_other
from app.planning import queries, services
from app.planning.domain import Duty, DutyKind, duties, duty_lateness
from app.planning.forms import DutyForm
from app.planning.policies import MAKE_PLAN

_DUTY = "/sammantraden/plan/<int(fixed_digits=4):year>/uppgift/<kind>"


def duty_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_DUTY, view_func=duty, methods=["GET", "POST"])
    pages.add_url_rule(f"{_DUTY}/angra", view_func=undo_duty, methods=["POST"])


def _duty(session: Session, year: int, kind: str) -> Duty:
    asked = duties(year, queries.done(session, year))
    found = next((one for one in asked if one.kind == kind), None)
    if found is None:
        raise NotFound
    return found


@requires(MAKE_PLAN)
def duty(year: int, kind: str) -> Answer:
    """Note when something the year asks for was done, and where it is written."""
    asked = _duty(db.session(), year, kind)
    form = DutyForm.for_duty(asked)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.mark_duty(
                session,
                actor=acting(),
                year=year,
                kind=asked.kind,
                done_on=form.done_on.data,
                reference=form.reference.data or "",
            )
        if not form.summary_errors:
            flash("Det är noterat.", "success")
            return see_other("planning.year", year=year)
    page = render_template("planning/duty.html", form=form, year=year, duty=asked)
    return page, 422 if form.summary_errors else 200


@requires(MAKE_PLAN)
def undo_duty(year: int, kind: str) -> Answer:
    """Take back that it is done."""
    asked = _duty(db.session(), year, kind)
    with db.transaction() as session:
        services.unmark_duty(session, actor=acting(), year=year, kind=DutyKind(asked.kind))
    flash("Noteringen är tillbakatagen.", "success")
    return see_other("planning.year", year=year)


def duty_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Point out to the office what the year asks for, from its day until it is done (F18, F20)."""
    if not office(actor, None):
        return []
    year = today.year
    asked = duties(year, queries.done(session, year))
    return [
        Task(
            f"{one.heading}: klart senast den {one.due_on.isoformat()}",
            url_for("planning.year", year=year),
            one.due_on,
            one.rule,
        )
        for one in asked
        if duty_lateness(one, clock.today()) in {"due", "late"}
    ]
