"""What is done about an extract after it was sent: again, posted, opened anew."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, render_template

from app.dispatch import queries, services
from app.dispatch.domain import State, Way, state_of
from app.dispatch.forms import AgainForm, PostedForm
from app.dispatch.policies import SEND_EXTRACTS
from app.dispatch.routes.loading import attested_meeting
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other

_ONE = "/<int(max=2147483647):dispatch_id>"
_BOTH = ["GET", "POST"]


def following_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(f"{_ONE}/igen", view_func=again, methods=_BOTH)
    pages.add_url_rule(f"{_ONE}/postat", view_func=posted, methods=_BOTH)
    pages.add_url_rule(
        "/mottagare/<int(max=2147483647):recipient_id>/oppna", view_func=reopen, methods=["POST"]
    )


@requires(SEND_EXTRACTS)
def again(day: date, dispatch_id: int) -> Answer:
    """Ask before the same extract goes to the same address once more, then send it."""
    meeting = attested_meeting(day, SEND_EXTRACTS)
    found = queries.dispatch(db.session(), meeting_id=meeting.id, dispatch_id=dispatch_id)
    if found.way is not Way.MAIL:
        raise NotFound
    form = AgainForm()
    if form.validate_on_submit():
        with db.transaction() as session:
            services.send_again(
                session, actor=acting(), meeting_id=meeting.id, dispatch_id=dispatch_id, sure=True
            )
        flash("Utdraget skickas igen.", "success")
        return see_other("dispatch.index", day=day)
    return render_template(
        "dispatch/again.html",
        meeting=meeting,
        dispatch=found,
        arrived=state_of(queries.sent_of(found)) is State.SENT,
        form=form,
    )


@requires(SEND_EXTRACTS)
def posted(day: date, dispatch_id: int) -> Answer:
    """Register the day when a letter was posted."""
    meeting = attested_meeting(day, SEND_EXTRACTS)
    found = queries.dispatch(db.session(), meeting_id=meeting.id, dispatch_id=dispatch_id)
    if found.way is not Way.LETTER or found.posted_on is not None:
        raise NotFound
    form = PostedForm(data={"posted_on": clock.today()})
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.register_posted(
                session,
                actor=acting(),
                meeting_id=meeting.id,
                dispatch_id=dispatch_id,
                posted_on=form.posted_on.data,
            )
        if not form.summary_errors:
            flash("Det är noterat att brevet är postat.", "success")
            return see_other("dispatch.index", day=day)
    page = render_template("dispatch/posted.html", meeting=meeting, dispatch=found, form=form)
    return page, 422 if form.summary_errors else 200


@requires(SEND_EXTRACTS)
def reopen(day: date, recipient_id: int) -> Answer:
    """Let a recipient be sent to anew, and go to the page that sends."""
    meeting = attested_meeting(day, SEND_EXTRACTS)
    with db.transaction() as session:
        number = services.reopen(
            session, actor=acting(), meeting_id=meeting.id, recipient_id=recipient_id
        )
    return see_other("dispatch.send", day=day, p=number)
