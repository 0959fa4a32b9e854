"""Writing the agenda: the list in order, one item at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, Response, flash, jsonify, render_template, request, url_for
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.documents.engine import prose
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, saved, see_other, wants_json
from app.meetings import documents as papers
from app.meetings import queries, services
from app.meetings.domain import (
    AGENDA_OPEN,
    KIND_WORDS,
    MeetingState,
    Standing,
    planned_beyond,
    starting_times,
)
from app.meetings.forms import ItemForm
from app.meetings.models import AgendaItem, Meeting
from app.meetings.policies import PLAN_MEETINGS, READ_AGENDA, WISH_MATTER
from app.meetings.queries import ItemRow
from app.meetings.routes.day import NUMBER, meeting_for
from app.meetings.routes.waiting import waiting_part
from app.meetings.routes.words import counted
from app.registry import services as registry

_AFTER = {"Nytt": "Tillagt efter kallelsen", "Ändrat": "Ändrat efter kallelsen"}
_AGENDA = "/<day:day>/dagordning"
_ITEM = f"{_AGENDA}/<{NUMBER}:item_id>"


def agenda_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(_AGENDA, view_func=agenda)
    pages.add_url_rule(_AGENDA, view_func=order, methods=["POST"])
    pages.add_url_rule(f"{_AGENDA}/nytt", view_func=new_item, methods=both)
    pages.add_url_rule(_ITEM, view_func=item, methods=both)
    pages.add_url_rule(f"{_ITEM}/ta-bort", view_func=remove_item, methods=both)


def item_note(item: ItemRow) -> str:
    """Return what an item holds, for its line in the list: "Beslut, 2 att-satser, bilaga 5"."""
    notes = [] if item.standing is not Standing.NONE else [KIND_WORDS[item.kind]]
    if item.clauses:
        notes.append(counted(len(item.clauses), "1 att-sats", "att-satser"))
    if item.annexes:
        notes.append("bilaga " + ", ".join(str(annex.number) for annex in item.annexes))
    if item.case_number:
        notes.append(f"dnr {item.case_number}")
    if item.planned_minutes:
        notes.append(f"{item.planned_minutes}\N{NO-BREAK SPACE}min")
    return ", ".join(notes)


def item_notes(meeting: Meeting, items: Sequence[ItemRow]) -> dict[int, str]:
    """Return by item id when it comes up, if that is planned, and what it holds."""
    times = starting_times(meeting.starts_at, [row.planned_minutes for row in items])
    return {
        row.id: ", ".join(filter(None, (at, item_note(row))))
        for row, at in zip(items, times, strict=True)
    }


@requires(READ_AGENDA)
def agenda(day: date) -> Answer:
    """Show the agenda in order, to be read and, by the office, to be changed."""
    meeting = meeting_for(day, READ_AGENDA)
    session = db.session()
    items = queries.agenda(session, meeting.id)
    minutes = [row.planned_minutes for row in items]
    may_write = acting().may(PLAN_MEETINGS, meeting) and meeting.state in AGENDA_OPEN
    return render_template(
        "meetings/agenda.html",
        meeting=meeting,
        items=items,
        times=starting_times(meeting.starts_at, minutes),
        beyond=planned_beyond(meeting.starts_at, meeting.ends_at, minutes),
        marks=agenda_marks(session, meeting, items),
        waiting=waiting_part(session, meeting) if may_write else [],
        may_wish=meeting.state in AGENDA_OPEN and acting().may(WISH_MATTER, meeting),
        kinds=KIND_WORDS,
        item_notes=item_notes(meeting, items),
        prose=prose,
        lead="Förslag till beslut",
        may_write=may_write,
    )


def agenda_marks(session: Session, meeting: Meeting, items: Sequence[ItemRow]) -> dict[int, str]:
    """Return what to say of the items that the sent summons does not have, or has otherwise."""
    if meeting.state is not MeetingState.SUMMONED:
        return {}
    found = papers.marks_since_sent(session, meeting, items)
    return {item_id: _AFTER[mark] for item_id, mark in found.items()}


@requires(PLAN_MEETINGS)
def order(day: date) -> Answer:
    """Move one item ("up:5", "down:5"), or put all in the order that was dragged."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    dragged = request.form.get("order", "")
    act, _, number = request.form.get("do", "").partition(":")
    with db.transaction() as session:
        if dragged:
            wanted = [int(part) for part in dragged.split(",") if part.isdigit()]
            services.order_items(session, actor=acting(), meeting=meeting, order=wanted)
        elif act in {"up", "down"} and number.isdigit():
            step = -1 if act == "up" else 1
            services.move_item(
                session, actor=acting(), meeting=meeting, item_id=int(number), step=step
            )
    if wants_json():
        rows = queries.agenda(db.session(), meeting.id)
        notes = item_notes(meeting, rows)
        return jsonify(rows={r.id: {"number": r.label, "note": notes[r.id]} for r in rows})
    return see_other("meetings.agenda", day=day, _anchor=f"arende-{number}" if number else None)


@requires(PLAN_MEETINGS)
def new_item(day: date) -> Answer:
    """Add an item; "Lägg till under Övriga frågor" comes with ?under=ovriga."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    cases = queries.cases_for_items(db.session())
    form = ItemForm.for_item(None, cases, subordinate=request.args.get("under") == "ovriga")
    act = request.form.get("do", "")
    if form.is_submitted() and form.act_on_rows(act):
        return _item_page(meeting, form, None)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.add_item(session, actor=acting(), meeting=meeting, **form.to_values())
        if not form.summary_errors:
            flash(f"Ärendet ”{made.heading}” finns nu på dagordningen.", "success")
            return _onwards(day, made.id, act)
    return _item_page(meeting, form, None)


def _onwards(day: date, item_id: int, act: str) -> Response:
    """Go on to the annexes when that was asked for, else back to the agenda."""
    if act == "annexes":
        return see_other("meetings.item_annexes", day=day, item_id=item_id)
    return see_other("meetings.agenda", day=day, _anchor=f"arende-{item_id}")


def _item_page(meeting: Meeting, form: ItemForm, item: AgendaItem | None) -> Answer:
    session = db.session()
    items = queries.agenda(session, meeting.id)
    at = next((n for n, row in enumerate(items) if item and row.id == item.id), None)
    page = render_template(
        "meetings/item.html",
        meeting=meeting,
        form=form,
        item=items[at] if at is not None else None,
        previous=items[at - 1] if at else None,
        following=items[at + 1] if at is not None and at + 1 < len(items) else None,
        lead=association_queries.charter(session).proposal_words,
        authors=_authors(session, item),
        notified=queries.matters_of_item(session, item.id) if item else (),
        entries=queries.item_events(session, item) if item else (),
        beside=registry.beside(session, item.case_id if item else None, acting()),
    )
    return page, 422 if form.summary_errors else 200


def _authors(session: Session, item: AgendaItem | None) -> list[str]:
    ids = queries.author_ids(session, item.id) if item else ()
    known = queries.possible_authors(session) if ids else ()
    return [row.name for row in known if row.person_id in ids]


@requires(PLAN_MEETINGS)
def item(day: date, item_id: int) -> Answer:
    """Change one item; answers autosave with the version that the next save builds on."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    found = queries.item(db.session(), meeting_id=meeting.id, item_id=item_id)
    if meeting.state not in AGENDA_OPEN and request.method == "GET":
        raise NotFound
    form = ItemForm.for_item(found, queries.cases_for_items(db.session(), found))
    act = request.form.get("do", "")
    if form.is_submitted() and form.act_on_rows(act):
        return _item_page(meeting, form, found)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_item(
                session,
                actor=acting(),
                meeting=meeting,
                item_id=item_id,
                version=form.version.data or 0,
                autosaved=wants_json(),
                **form.to_values(),
            )
        if not form.summary_errors:
            return _saved(day, found, act)
    if form.summary_errors and wants_json():
        return jsonify(error=422, sentences=[text for _, text in form.summary_errors]), 422
    return _item_page(meeting, form, found)


def _saved(day: date, found: AgendaItem, act: str) -> Answer:
    if wants_json():
        return saved(version=found.version_id)
    flash(f"Ärendet ”{found.heading}” är sparat.", "success")
    return _onwards(day, found.id, act)


@requires(PLAN_MEETINGS)
def remove_item(day: date, item_id: int) -> Answer:
    """Ask, then take an item off the agenda."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    rows = queries.agenda(db.session(), meeting.id)
    found = next((row for row in rows if row.id == item_id), None)
    if found is None:
        raise NotFound
    if request.method == "POST":
        with db.transaction() as session:
            services.remove_item(session, actor=acting(), meeting=meeting, item_id=item_id)
        flash(f"Ärendet ”{found.heading}” är borttaget från dagordningen.", "success")
        return see_other("meetings.agenda", day=day)
    back = url_for("meetings.item", day=day, item_id=item_id)
    return render_template("meetings/remove_item.html", meeting=meeting, item=found, back=back)
