"""Annexes: adding files to an item, reading them, taking them away."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, render_template, request, url_for

from app.documents import services as documents
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other
from app.meetings import queries, services
from app.meetings.domain import AGENDA_OPEN
from app.meetings.forms import AnnexForm, RenameForm
from app.meetings.models import Meeting
from app.meetings.policies import PLAN_MEETINGS, READ_AGENDA
from app.meetings.queries import ItemRow
from app.meetings.routes.day import NUMBER, meeting_for

_ITEM = f"/<day:day>/dagordning/<{NUMBER}:item_id>/bilagor"
_ANNEX = f"/<day:day>/bilaga/<{NUMBER}:number>"


def annex_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(_ITEM, view_func=item_annexes, methods=both)
    pages.add_url_rule(_ANNEX, view_func=annex)
    pages.add_url_rule(f"{_ANNEX}/andra", view_func=edit_annex, methods=both)
    pages.add_url_rule(f"{_ANNEX}/ta-bort", view_func=remove_annex, methods=both)


def _item_of(meeting: Meeting, item_id: int) -> ItemRow:
    rows = queries.agenda(db.session(), meeting.id)
    found = next((row for row in rows if row.id == item_id), None)
    if found is None or meeting.state not in AGENDA_OPEN:
        raise NotFound
    return found


@requires(PLAN_MEETINGS)
def item_annexes(day: date, item_id: int) -> Answer:
    """Show an item's annexes and take new ones; several files at once are all kept or none."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    item = _item_of(meeting, item_id)
    form = AnnexForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            for file in form.file.data:
                services.add_annex(
                    session,
                    actor=acting(),
                    meeting=meeting,
                    item_id=item_id,
                    filename=file.filename or "",
                    content=file.read(),
                    title=(form.title.data or "") if len(form.file.data) == 1 else "",
                )
        if not form.summary_errors:
            one = len(form.file.data) == 1
            flash("Bilagan är tillagd." if one else "Bilagorna är tillagda.", "success")
            return see_other("meetings.item_annexes", day=day, item_id=item_id)
    page = render_template("meetings/annexes.html", meeting=meeting, item=item, form=form)
    return page, 422 if form.summary_errors else 200


@requires(READ_AGENDA)
def annex(day: date, number: int) -> Answer:
    """Give the file of one annex."""
    meeting = meeting_for(day, READ_AGENDA)
    found = queries.annex_by_number(db.session(), meeting_id=meeting.id, number=number)
    return download(documents.content(found), filename=found.filename, media_type=found.media_type)


@requires(PLAN_MEETINGS)
def edit_annex(day: date, number: int) -> Answer:
    """Give an annex another title."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    found = queries.annex_by_number(db.session(), meeting_id=meeting.id, number=number)
    form = RenameForm(obj=found)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.rename_annex(
                session,
                actor=acting(),
                meeting=meeting,
                number=number,
                title=form.title.data or "",
            )
        if not form.summary_errors:
            flash("Titeln är ändrad.", "success")
            return see_other("meetings.item_annexes", day=day, item_id=found.item_id)
    back = url_for("meetings.item_annexes", day=day, item_id=found.item_id)
    page = render_template(
        "meetings/rename_annex.html", meeting=meeting, annex=found, form=form, back=back
    )
    return page, 422 if form.summary_errors else 200


@requires(PLAN_MEETINGS)
def remove_annex(day: date, number: int) -> Answer:
    """Ask, then take an annex away."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    found = queries.annex_by_number(db.session(), meeting_id=meeting.id, number=number)
    if request.method == "POST":
        with db.transaction() as session:
            services.remove_annex(session, actor=acting(), meeting=meeting, number=number)
        flash(f"Bilagan ”{found.title}” är borttagen.", "success")
        return see_other("meetings.item_annexes", day=day, item_id=found.item_id)
    back = url_for("meetings.item_annexes", day=day, item_id=found.item_id)
    return render_template("meetings/remove_annex.html", meeting=meeting, annex=found, back=back)
