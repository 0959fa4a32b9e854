"""Distance: which decision allows it, and how each person takes part (rule F16)."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, render_template

from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other
from app.minutes import queries, services
from app.minutes.domain import CAPACITY_WORDS
from app.minutes.forms.distance import DistanceForm
from app.minutes.policies import WRITE_MINUTES
from app.minutes.routes.access import meeting_with_minutes


def distance_pages(pages: Blueprint) -> None:
    """Add the page."""
    pages.add_url_rule("/<day:day>/narvaro/distans", view_func=distance, methods=["GET", "POST"])


@requires(WRITE_MINUTES)
def distance(day: date) -> Answer:
    """Show and save the decision and everybody's way of taking part."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = queries.minutes_whole(db.session(), meeting.id)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    suggestion = "" if facts.distance_basis else queries.earlier_distance_basis(db.session(), facts)
    form = DistanceForm.of(facts, suggestion)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.set_distance(
                session,
                actor=acting(),
                meeting=meeting,
                basis=form.basis.data or "",
                marks=form.marks(),
            )
        if not form.summary_errors:
            flash("Deltagandet på distans är sparat.", "success")
            return see_other("minutes.attendance", day=day)
    page = render_template(
        "minutes/distance.html",
        meeting=meeting,
        form=form,
        suggested=suggestion,
        rows=[
            (p, p.title or CAPACITY_WORDS[p.capacity], form.row_of(p.id)) for p in facts.attendees
        ],
    )
    return page, 422 if form.summary_errors else 200
