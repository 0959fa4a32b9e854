"""The preparatory groups' meetings: list, notes, matters, report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Blueprint, flash, render_template, request

from app.applications.documents.preparation import report_context
from app.applications.forms.preparing import (
    ActForm,
    GroupMeetingForm,
    MatterForm,
    NewMeetingForm,
)
from app.applications.models import GroupMeeting
from app.applications.policies import KEEP_GROUPS, READ_GROUPS
from app.applications.queries import access, application, preparing
from app.applications.queries import groups as queries
from app.applications.queries.preparing import Standing
from app.applications.services import groups as services
from app.applications.services.opinions import may_see
from app.association import queries as association
from app.association.domain import BodyKind
from app.documents import services as documents
from app.documents.engine import prose
from app.kernel import clock, db
from app.kernel.actor import auditor, office
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other

if TYPE_CHECKING:
    from app.association.models import Body

_LIST = "/ansokningar/grupper"
_ONE = f"{_LIST}/<int(min=1, max=2147483647):meeting_id>"


def group_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(_LIST, view_func=group_meetings)
    pages.add_url_rule(f"{_LIST}/ny", view_func=group_meeting_new, methods=both)
    pages.add_url_rule(_ONE, view_func=group_meeting, methods=both)
    pages.add_url_rule(f"{_ONE}/arende", view_func=group_matter, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/rapport", view_func=group_report, methods=both)
    pages.add_url_rule(f"{_ONE}/rapport.docx", view_func=group_report_file)


def _read(meeting_id: int) -> GroupMeeting:
    """Return a meeting for somebody who may read it; another group's does not exist."""
    found = queries.group_meeting(db.session(), meeting_id)
    if not acting().may(READ_GROUPS, found.body_id):
        raise NotFound
    return found


def _hidden(rounds: Iterable[Standing]) -> frozenset[int]:
    """Return the rounds whose outcome waits for the person's own opinion (rule PREP)."""
    session, actor = db.session(), acting()
    if actor.may(KEEP_GROUPS):
        return frozenset()
    return frozenset(
        one.preparation_id
        for one in rounds
        if not may_see(
            session,
            actor=actor,
            access=access(session, application(session, one.application_id)),
            round_=one,
        )
    )


def _reported(meeting_id: int) -> GroupMeeting:
    """Return a meeting whose report the person may read: nothing in it waits for an opinion."""
    found = _read(meeting_id)
    if _hidden(preparing.treated(db.session(), meeting_id)):
        raise NotFound
    return found


def _groups() -> list[Body]:
    found = association.bodies(db.session(), clock.today())
    return [body for body in found if body.kind is BodyKind.PREPARATORY]


@requires(READ_GROUPS)
def group_meetings() -> Answer:
    """List the meetings of the groups that the person may read of."""
    session, actor = db.session(), acting()
    everything = office(actor, None) or auditor(actor, None)
    own = [body_id for _, body_id in sorted(actor.seats, key=str) if body_id is not None]
    return render_template(
        "applications/group_meetings.html",
        meetings=queries.group_meetings(session, None if everything else own),
        matters=queries.matters_by_meeting(session),
        today=clock.today(),
        may_keep=actor.may(KEEP_GROUPS),
    )


@requires(KEEP_GROUPS)
def group_meeting_new() -> Answer:
    """Note a meeting of a group."""
    form = NewMeetingForm.for_bodies(_groups())
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.create_meeting(
                session,
                actor=acting(),
                body_id=int(form.body_id.data),
                held_on=form.held_on.data or clock.today(),
                place=form.place.data or "",
            )
        if not form.summary_errors:
            flash("Mötet är upplagt.", "success")
            return see_other("applications.group_meeting", meeting_id=made.id)
    page = render_template("applications/group_meeting_new.html", form=form)
    return page, 422 if form.summary_errors else 200


@requires(READ_GROUPS)
def group_meeting(meeting_id: int) -> Answer:
    """Show a group's meeting, and save the office's notes from it."""
    meeting = _read(meeting_id)
    keeper = acting().may(KEEP_GROUPS)
    if request.method == "POST" and not keeper:
        raise NotFound
    seats = association.seats_at(db.session(), body_id=meeting.body_id, day=meeting.held_on)
    form = GroupMeetingForm.for_meeting(meeting, seats)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.save_meeting(
                session,
                actor=acting(),
                meeting_id=meeting_id,
                version=form.version.data or 0,
                **form.to_values(),
            )
        if not form.summary_errors:
            flash("Anteckningarna är sparade.", "success")
            return see_other("applications.group_meeting", meeting_id=meeting_id)
    return _meeting_page(meeting, form, keeper=keeper)


def _meeting_page(meeting: GroupMeeting, form: GroupMeetingForm, *, keeper: bool) -> Answer:
    session = db.session()
    rounds = preparing.treated(session, meeting.id)
    known = queries.matters(session, [one.application_id for one in rounds])
    addable = queries.addable(session, meeting) if keeper else []
    page = render_template(
        "applications/group_meeting.html",
        meeting=meeting,
        form=form,
        keeper=keeper,
        rounds=[(one, known[one.application_id]) for one in rounds],
        hidden=_hidden(rounds),
        notes={one.preparation_id: prose(one.notes) for one in rounds},
        matter_form=MatterForm.for_matters(addable) if addable else None,
        held=meeting.held_on <= clock.today(),
    )
    return page, 422 if form.summary_errors else 200


@requires(KEEP_GROUPS)
def group_matter(meeting_id: int) -> Answer:
    """Take a matter up in the meeting, or off it."""
    do, _, number = request.form.get("do", "").partition(":")
    chosen = number or request.form.get("preparation_id", "")
    act = services.remove_matter if do == "remove" else services.add_matter
    with db.transaction() as session:
        act(
            session,
            actor=acting(),
            meeting_id=meeting_id,
            preparation_id=int(chosen) if chosen.isdigit() else 0,
        )
    return see_other("applications.group_meeting", meeting_id=meeting_id, _anchor="arenden")


@requires(READ_GROUPS)
def group_report(meeting_id: int) -> Answer:
    """Show the group's report as things stand, and make it in Word for the office."""
    meeting = _reported(meeting_id)
    keeper = acting().may(KEEP_GROUPS)
    form = ActForm()
    if keeper and form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.make_report(session, actor=acting(), meeting_id=meeting_id)
        if not form.summary_errors:
            flash("Rapporten är gjord och registrerad.", "success")
            return see_other("applications.group_report", meeting_id=meeting_id)
    file = meeting.file_version
    shown = report_context(db.session(), meeting)
    page = render_template(
        "applications/group_report.html",
        meeting=meeting,
        d=shown,
        file=file,
        same=file is not None and file.data == shown,
        keeper=keeper,
        form=form,
    )
    return page, 422 if form.summary_errors else 200


@requires(READ_GROUPS)
def group_report_file(meeting_id: int) -> Answer:
    """Give the group's report as it was made."""
    file = _reported(meeting_id).file_version
    if file is None:
        raise NotFound
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)
