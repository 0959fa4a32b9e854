"""Who writes an item beside the office, what they may write, and copies from other meetings."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, jsonify, render_template, request, url_for
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.documents import services as documents
from app.kernel import db, ui
from app.kernel.actor import Actor
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.tasks import Task
from app.kernel.web import Answer, download, saved, see_other, wants_json
from app.meetings import queries, services
from app.meetings.domain import AGENDA_OPEN, ItemAccess, last_summons_day
from app.meetings.forms import AnnexForm, AuthorForm, AuthorsForm, CopyForm
from app.meetings.models import AgendaItem, Meeting
from app.meetings.policies import PLAN_MEETINGS, WRITE_ITEM
from app.meetings.routes.day import NUMBER, meeting_for

_ITEM = f"/<day:day>/dagordning/<{NUMBER}:item_id>"
_ANNEXES = f"{_ITEM}/skriv/bilagor"


def writer_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(f"{_ITEM}/medforfattare", view_func=authors, methods=both)
    pages.add_url_rule(f"{_ITEM}/skriv", view_func=write_item, methods=both)
    pages.add_url_rule(_ANNEXES, view_func=written_annexes, methods=both)
    pages.add_url_rule(f"{_ANNEXES}/<{NUMBER}:number>", view_func=written_annex)
    pages.add_url_rule("/<day:day>/dagordning/kopiera", view_func=copy_item, methods=both)


@requires(PLAN_MEETINGS)
def authors(day: date, item_id: int) -> Answer:
    """Name those who may write the item with the office."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    session = db.session()
    item = queries.item(session, meeting_id=meeting.id, item_id=item_id)
    form = AuthorsForm(data={"people": queries.author_ids(session, item.id)})
    form.people.choices = {
        str(row.person_id): row.name for row in queries.possible_authors(session)
    }
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            services.set_authors(
                writing,
                actor=acting(),
                meeting=meeting,
                item_id=item_id,
                person_ids=form.people.data or (),
            )
        if not form.summary_errors:
            flash("Medförfattarna är sparade.", "success")
            return see_other("meetings.item", day=day, item_id=item_id)
    page = render_template("meetings/authors.html", meeting=meeting, item=item, form=form)
    return page, 422 if form.summary_errors else 200


def _item_to_write(day: date, item_id: int) -> tuple[Meeting, AgendaItem]:
    """Return an item for one who may write it; for everybody else it does not exist."""
    session = db.session()
    meeting = queries.meeting_on(session, day)
    item = queries.item(session, meeting_id=meeting.id, item_id=item_id)
    access = ItemAccess(frozenset(queries.author_ids(session, item.id)))
    if meeting.state not in AGENDA_OPEN or not acting().may(WRITE_ITEM, access):
        raise NotFound
    return meeting, item


@requires(WRITE_ITEM)
def write_item(day: date, item_id: int) -> Answer:
    """Write the background and the proposal of an item, and nothing else of it."""
    meeting, item = _item_to_write(day, item_id)
    form = AuthorForm.for_item(item)
    act = request.form.get("do", "")
    if form.is_submitted() and form.act_on_rows(act):
        return _writing_page(meeting, item, form)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.write_item(
                session,
                actor=acting(),
                meeting=meeting,
                item_id=item_id,
                version=form.version.data or 0,
                background=form.background.data or "",
                clauses=form.clause_texts,
                autosaved=wants_json(),
            )
        if not form.summary_errors:
            if wants_json():
                return saved(version=item.version_id)
            flash(f"Ärendet ”{item.heading}” är sparat.", "success")
            return see_other("meetings.write_item", day=day, item_id=item_id)
    if form.summary_errors and wants_json():
        return jsonify(error=422, sentences=[text for _, text in form.summary_errors]), 422
    return _writing_page(meeting, item, form)


def _writing_page(meeting: Meeting, item: AgendaItem, form: AuthorForm) -> Answer:
    session = db.session()
    page = render_template(
        "meetings/write_item.html",
        meeting=meeting,
        item=item,
        form=form,
        lead=association_queries.charter(session).proposal_words,
        annexes=[p for p in queries.annexes(session, meeting.id) if p.item_id == item.id],
        entries=queries.item_events(session, item),
    )
    return page, 422 if form.summary_errors else 200


@requires(WRITE_ITEM)
def written_annexes(day: date, item_id: int) -> Answer:
    """Show the item's annexes to one who writes it, and take new ones."""
    meeting, item = _item_to_write(day, item_id)
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
            flash("Bilagorna är tillagda.", "success")
            return see_other("meetings.write_item", day=day, item_id=item_id)
    page = render_template("meetings/written_annexes.html", meeting=meeting, item=item, form=form)
    return page, 422 if form.summary_errors else 200


@requires(WRITE_ITEM)
def written_annex(day: date, item_id: int, number: int) -> Answer:
    """Give one annex of the item to one who writes it."""
    meeting, item = _item_to_write(day, item_id)
    found = queries.annex_by_number(db.session(), meeting_id=meeting.id, number=number)
    if found.item_id != item.id:
        raise NotFound
    return download(documents.content(found), filename=found.filename, media_type=found.media_type)


@requires(PLAN_MEETINGS)
def copy_item(day: date) -> Answer:
    """Choose another meeting, and one of its items to copy to this agenda."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    session = db.session()
    others = queries.meetings_to_copy_from(session, meeting)
    wanted = request.args.get("fran", "")
    source = next((one for one in others if one.held_on.isoformat() == wanted), None)
    source = source or next((one for one in others if one.held_on < day), None)
    source = source or next(iter(others), None)
    form = CopyForm()
    rows = queries.agenda(session, source.id) if source else ()
    form.item_id.choices = {str(row.id): f"{row.label}. {row.heading}" for row in rows}
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as writing:
            made = services.copy_item(
                writing,
                actor=acting(),
                meeting=meeting,
                item_id=form.item_id.data,
                with_annexes=bool(form.with_annexes.data),
            )
        if not form.summary_errors:
            flash(f"Ärendet ”{made.heading}” är kopierat. Läs igenom det.", "success")
            return see_other("meetings.item", day=day, item_id=made.id)
    here = {"meeting": meeting, "others": others, "source": source, "form": form}
    page = render_template("meetings/copy_item.html", **here)
    return page, 422 if form.summary_errors else 200


def author_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the items that the person has been asked to write."""
    days = None
    found = []
    for item in queries.items_written_by(session, actor.person_id, today):
        days = association_queries.charter(session).summons_days if days is None else days
        meeting = item.meeting
        held = ui.short_date(meeting.held_on)
        found.append(
            Task(
                text=f"Skriv underlaget till ”{item.heading}”, sammanträdet {held}",
                href=url_for("meetings.write_item", day=meeting.held_on, item_id=item.id),
                due=last_summons_day(meeting.held_on, days + 1),
                mine=True,
            )
        )
    return found
