"""Pages of member organisations, bodies and notice boards."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, render_template, request

from app.association import queries, services
from app.association.domain import BodyKind
from app.association.forms import (
    BoardForm,
    BodyForm,
    MemberEditForm,
    MemberForm,
    NewBodyForm,
    NewNoticeBoardForm,
    NoticeBoardForm,
)
from app.association.models import Body
from app.association.policies import MANAGE_ASSOCIATION
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other, wants_json

_BOTH = ["GET", "POST"]


def part_pages(pages: Blueprint) -> None:
    """Add the pages of the parts."""
    for rule, view in (
        ("/forbundet/medlemmar/ny", new_member),
        ("/forbundet/medlemmar/<int:member_id>", edit_member),
        ("/forbundet/organ/ny", new_body),
        ("/forbundet/organ/<int:body_id>/andra", edit_body),
        ("/forbundet/anslagstavlor/ny", new_notice_board),
        ("/forbundet/anslagstavlor/<int:board_id>", edit_notice_board),
    ):
        pages.add_url_rule(rule, view_func=view, methods=_BOTH)
    pages.add_url_rule("/forbundet/medlemmar", view_func=order_members, methods=["POST"])


def _page(template: str, form: Form, **values: object) -> Answer:
    page = render_template(f"association/{template}.html", form=form, **values)
    return (page, 422) if form.summary_errors else page


@requires(MANAGE_ASSOCIATION)
def new_member() -> Answer:
    """Add a member organisation."""
    form = MemberForm()
    if form.validate_on_submit():
        name = form.name.data or ""
        with form.refusals(), db.transaction() as session:
            services.add_member(session, actor=acting(), name=name, party_type=form.party_type.data)
        if not form.summary_errors:
            flash(f"{name} är nu medlem.", "success")
            return see_other("association.index", _anchor="medlemmar")
    return _page("member", form, stored=None)


@requires(MANAGE_ASSOCIATION)
def edit_member(member_id: int) -> Answer:
    """Change a member organisation, or note that it has left."""
    stored = queries.member(db.session(), member_id)
    form = MemberEditForm(obj=stored)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_member(
                session,
                actor=acting(),
                member_id=member_id,
                name=form.name.data or "",
                party_type=form.party_type.data,
                left_on=form.left_on.data,
            )
        if not form.summary_errors:
            flash("Medlemmen är sparad.", "success")
            return see_other("association.index", _anchor="medlemmar")
    return _page("member", form, stored=stored)


@requires(MANAGE_ASSOCIATION)
def order_members() -> Answer:
    """Put the member organisations in another order, by a button or by dragging."""
    present = [member.id for member in queries.members(db.session())]
    with db.transaction() as session:
        services.order_members(session, actor=acting(), order=_wanted_order(present))
    if wants_json():
        return "", 204
    return see_other("association.index", _anchor="medlemmar")


def _wanted_order(ids: list[int]) -> list[int]:
    if "order" in request.form:
        return [int(part) for part in request.form["order"].split(",") if part.isdigit()]
    act, _, number = request.form.get("do", "").partition(":")
    step = {"up": -1, "down": 1}.get(act, 0)
    if not number.isdigit() or int(number) not in ids:
        return ids
    at = ids.index(int(number))
    to = max(0, min(at + step, len(ids) - 1))
    ids.insert(to, ids.pop(at))
    return ids


@requires(MANAGE_ASSOCIATION)
def new_body() -> Answer:
    """Add a body."""
    form = NewBodyForm(kind=BodyKind.PREPARATORY)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.add_body(
                session, actor=acting(), name=form.name.data or "", kind=form.kind.data
            )
        if not form.summary_errors:
            flash(f"{made.name} finns nu. Lägg till dem som sitter där.", "success")
            return see_other("association.body", body_id=made.id)
    return _page("body_form", form, stored=None)


@requires(MANAGE_ASSOCIATION)
def edit_body(body_id: int) -> Answer:
    """Change a body, or note that it has ended."""
    stored = queries.body(db.session(), body_id)
    if stored.kind is BodyKind.BOARD:
        return _edit_board(stored)
    form = BodyForm(obj=stored)
    if form.validate_on_submit():
        kind, ended_on = form.kind.data, form.ended_on.data
        _save_body(form, stored, kind, ended_on)
        if not form.summary_errors:
            flash("Organet är sparat.", "success")
            return see_other("association.body", body_id=body_id)
    return _page("body_form", form, stored=stored)


def _edit_board(stored: Body) -> Answer:
    form = BoardForm(obj=stored)
    if form.validate_on_submit():
        _save_body(form, stored, stored.kind, None)
        if not form.summary_errors:
            flash("Styrelsen är sparad.", "success")
            return see_other("association.body", body_id=stored.id)
    return _page("body_form", form, stored=stored)


def _save_body(form: BoardForm, stored: Body, kind: BodyKind, ended_on: date | None) -> None:
    with form.refusals(), db.transaction() as session:
        services.edit_body(
            session,
            actor=acting(),
            body_id=stored.id,
            name=form.name.data or "",
            kind=kind,
            ended_on=ended_on,
        )


@requires(MANAGE_ASSOCIATION)
def new_notice_board() -> Answer:
    """Add a board on which the association announces (rule F7)."""
    form = NewNoticeBoardForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.add_notice_board(
                session,
                actor=acting(),
                name=form.name.data or "",
                place=form.place.data or "",
                digital=form.digital.data,
            )
        if not form.summary_errors:
            flash("Anslagstavlan är tillagd.", "success")
            return see_other("association.index", _anchor="anslagstavlor")
    return _page("notice_board", form, stored=None)


@requires(MANAGE_ASSOCIATION)
def edit_notice_board(board_id: int) -> Answer:
    """Change a notice board, or note that it is used no longer."""
    stored = queries.notice_board(db.session(), board_id)
    form = NoticeBoardForm(obj=stored)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_notice_board(
                session,
                actor=acting(),
                board_id=board_id,
                name=form.name.data or "",
                place=form.place.data or "",
                digital=form.digital.data,
                ended_on=form.ended_on.data,
            )
        if not form.summary_errors:
            flash("Anslagstavlan är sparad.", "success")
            return see_other("association.index", _anchor="anslagstavlor")
    return _page("notice_board", form, stored=stored)
