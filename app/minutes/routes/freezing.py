"""Freezing the minutes: what is missing, with a link to each place, and the button."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, flash, render_template

from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other
from app.meetings.domain import MeetingState
from app.minutes import queries, services
from app.minutes.documents import dates_of
from app.minutes.domain.freezing import signers
from app.minutes.domain.problems import Weight
from app.minutes.domain.terms import SIGNER_WORDS
from app.minutes.forms.freezing import FreezeForm
from app.minutes.policies import FREEZE_MINUTES
from app.minutes.routes.access import meeting_with_minutes
from app.minutes.routes.places import listed

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def freezing_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("/<day:day>/las", view_func=freeze)
    pages.add_url_rule("/<day:day>/las", view_func=do_freeze, methods=["POST"])


@requires(FREEZE_MINUTES)
def freeze(day: date) -> Answer:
    """Show what is missing, or the button."""
    meeting = meeting_with_minutes(day, FREEZE_MINUTES)
    if queries.current_version(db.session(), meeting.id) is not None:
        return see_other("signing.attestation", day=day)
    return _page(meeting, FreezeForm())


@requires(FREEZE_MINUTES)
def do_freeze(day: date) -> Answer:
    """Freeze the minutes; a second click finds them frozen and changes nothing."""
    meeting = meeting_with_minutes(day, FREEZE_MINUTES)
    form = FreezeForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.freeze(
                session, actor=acting(), meeting=meeting, version=form.version.data or ""
            )
        if not form.summary_errors:
            flash("Protokollet är låst och kan justeras.", "success")
            return see_other("signing.attestation", day=day)
    return _page(meeting, form)


def _page(meeting: Meeting, form: FreezeForm) -> Answer:
    session = db.session()
    facts = queries.minutes_whole(session, meeting.id)
    problems = services.missing(session, facts)
    form.version.data = services.fingerprint(session, facts)
    page = render_template(
        "minutes/freeze.html",
        meeting=meeting,
        form=form,
        facts=facts,
        errors=listed(meeting.held_on, problems, Weight.ERROR),
        warnings=listed(meeting.held_on, problems, Weight.WARNING),
        closed=meeting.state is MeetingState.MINUTES_DRAFTING,
        signers=[{"name": one.name, "note": SIGNER_WORDS[one.role]} for one in signers(facts)],
        dates=dates_of(facts),
    )
    return page, 422 if form.summary_errors else 200
