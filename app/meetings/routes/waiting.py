"""What waits for a meeting: taken up, struck with a reason, wished for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, flash, render_template, request
from sqlalchemy.orm import Session

from app.association.domain import BodyKind
from app.kernel import db, ui
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other
from app.meetings import queries, services
from app.meetings.domain import AGENDA_OPEN, WAITING_WORDS, ItemKind, WaitingReason
from app.meetings.forms import DropForm, WishForm
from app.meetings.models import Meeting, WaitingMatter
from app.meetings.policies import PLAN_MEETINGS, READ_AGENDA, WISH_MATTER
from app.meetings.routes.day import NUMBER, meeting_for
from app.registry import services as registry

_WAITING = "/<day:day>/dagordning/vantar"


def waiting_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    pages.add_url_rule(_WAITING, view_func=take_up, methods=["POST"])
    pages.add_url_rule(
        f"{_WAITING}/<{NUMBER}:waiting_id>/stryk", view_func=drop_matter, methods=both
    )
    pages.add_url_rule("/<day:day>/dagordning/onska", view_func=wish, methods=both)


def waiting_part(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Return what waits for the meeting as rows: the queue first, then cases ready for it."""
    rows = queries.waiting(session, body_id=meeting.body_id, day=meeting.held_on)
    return [*(_row(matter, meeting.held_on) for matter in rows), *_cases(session, meeting)]


def _row(matter: WaitingMatter, day: date) -> dict[str, Any]:
    until = matter.not_before
    return {
        "act": f"take:{matter.id}",
        "id": matter.id,
        "heading": matter.heading,
        "word": WAITING_WORDS[matter.reason],
        "mark": "draft" if matter.reason is WaitingReason.WISHED else "warning",
        "notes": _notes(matter, until),
        "due": until is not None and until <= day,
        "later": until is not None and until > day,
        "may_drop": matter.reason is not WaitingReason.NOTIFICATION,
        "lacks": "",
    }


def _notes(matter: WaitingMatter, until: date | None) -> Sequence[str]:
    number = f"dnr {matter.case.number}" if matter.case else ""
    put_off = f"Bordlagt till den {ui.long_date(until)}" if until else ""
    return [note for note in (put_off, matter.told, number) if note]


def _cases(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Return the cases that other capabilities hold ready for the board."""
    if meeting.body.kind is not BodyKind.BOARD:
        return []
    return [
        {
            "act": f"case:{matter.case_id}",
            "id": None,
            "heading": matter.heading,
            "word": "Klart för styrelsen",
            "mark": "done",
            "notes": [],
            "due": False,
            "later": False,
            "may_drop": False,
            "lacks": matter.lacks,
        }
        for answer in registry.matters_waiting(session)
        for matter in answer
    ]


@requires(PLAN_MEETINGS)
def take_up(day: date) -> Answer:
    """Put a waiting matter ("take:5") or a case that is ready ("case:7") on the agenda."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    act, _, number = request.form.get("do", "").partition(":")
    if act not in {"take", "case"} or not number.isdigit():
        raise NotFound
    with db.transaction() as session:
        if act == "take":
            services.take_up(session, actor=acting(), meeting=meeting, waiting_id=int(number))
        elif not any(registry.matter_called(session, acting(), int(number), meeting.id)):
            raise NotFound
    flash("Ärendet står nu på dagordningen.", "success")
    return see_other("meetings.agenda", day=day)


@requires(PLAN_MEETINGS)
def drop_matter(day: date, waiting_id: int) -> Answer:
    """Strike a waiting matter, with the reason."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    found = queries.waiting_matter(db.session(), waiting_id)
    if found.body_id != meeting.body_id:
        raise NotFound
    form = DropForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.drop(
                session, actor=acting(), waiting_id=waiting_id, reason=form.reason.data or ""
            )
        if not form.summary_errors:
            flash(f"Ärendet ”{found.heading}” är struket.", "success")
            return see_other("meetings.agenda", day=day)
    page = render_template("meetings/drop_matter.html", meeting=meeting, matter=found, form=form)
    return page, 422 if form.summary_errors else 200


@requires(WISH_MATTER)
def wish(day: date) -> Answer:
    """Wish for a matter; it waits until the office takes it up."""
    meeting = meeting_for(day, WISH_MATTER)
    if meeting.state not in AGENDA_OPEN:
        raise NotFound
    form, actor = WishForm(), acting()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.wait(
                session,
                actor=actor,
                body_id=meeting.body_id,
                reason=WaitingReason.WISHED,
                kind=ItemKind.DECISION,
                heading=form.heading.data or "",
                background=form.background.data or "",
                told=f"Önskat av {actor.name}",
            )
        if not form.summary_errors:
            flash("Önskemålet är sparat. Kansliet avgör när ärendet tas upp.", "success")
            reads = actor.may(READ_AGENDA, meeting)
            return see_other("meetings.agenda" if reads else "meetings.workspace", day=day)
    page = render_template("meetings/wish.html", meeting=meeting, form=form)
    return page, 422 if form.summary_errors else 200
