"""Pages of bodies with their seats, and of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, flash, render_template, url_for

from app.accounts import queries as accounts
from app.association import queries, services
from app.association.domain import BODY_WORDS, ROLES_IN, ROLES_OUTSIDE, BodyKind, term_end
from app.association.forms import AssignmentForm, BoardSeatForm, SeatForm
from app.association.models import Body, Seat
from app.association.policies import MANAGE_ASSOCIATION, SEE_ASSOCIATION
from app.kernel import clock, db
from app.kernel.actor import Role
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other


def seat_pages(pages: Blueprint) -> None:
    """Add the pages of bodies and seats."""
    both = ["GET", "POST"]
    pages.add_url_rule("/forbundet/organ/<int:body_id>", view_func=body)
    pages.add_url_rule("/forbundet/kansli", view_func=office)
    pages.add_url_rule(
        "/forbundet/organ/<int:body_id>/platser/ny", view_func=new_seat, methods=both
    )
    pages.add_url_rule("/forbundet/kansli/ny", view_func=new_assignment, methods=both)
    pages.add_url_rule("/forbundet/platser/<int:seat_id>", view_func=edit_seat, methods=both)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a seat is: a body, or the office with those outside bodies."""

    body: Body | None

    @property
    def name(self) -> str:
        return self.body.name if self.body else "Kansli, revisorer och sökande"

    @property
    def href(self) -> str:
        if self.body:
            return url_for("association.body", body_id=self.body.id)
        return url_for("association.office")

    @property
    def roles(self) -> tuple[Role, ...]:
        return ROLES_IN[self.body.kind] if self.body else ROLES_OUTSIDE

    @property
    def form(self) -> type[AssignmentForm]:
        if self.body is None:
            return AssignmentForm
        return BoardSeatForm if self.of_board else SeatForm

    @property
    def of_board(self) -> bool:
        return self.body is not None and self.body.kind is BodyKind.BOARD

    def back(self) -> Response:
        if self.body:
            return see_other("association.body", body_id=self.body.id)
        return see_other("association.office")


@requires(SEE_ASSOCIATION)
def body(body_id: int) -> Answer:
    """Show who sits, sat and will sit in a body."""
    found = queries.body(db.session(), body_id)
    rows = queries.seats_in(db.session(), body_id=body_id)
    return _seats_page(_Place(found), rows)


@requires(SEE_ASSOCIATION)
def office() -> Answer:
    """Show the office, the auditors and the applicants."""
    return _seats_page(_Place(None), queries.seats_outside_bodies(db.session()))


def _seats_page(place: _Place, rows: list[queries.SeatRow]) -> str:
    day = clock.today()
    return render_template(
        "association/seats.html",
        place=place,
        kind=BODY_WORDS[place.body.kind] if place.body else "",
        now=[r for r in rows if r.valid_from <= day and (not r.valid_to or r.valid_to >= day)],
        coming=[r for r in rows if r.valid_from > day],
        past=[r for r in rows if r.valid_to and r.valid_to < day],
        may_manage=acting().may(MANAGE_ASSOCIATION),
    )


@requires(MANAGE_ASSOCIATION)
def new_seat(body_id: int) -> Answer:
    """Give a person a seat in a body."""
    return _new(_Place(queries.body(db.session(), body_id)))


@requires(MANAGE_ASSOCIATION)
def new_assignment() -> Answer:
    """Give a person a role outside bodies."""
    return _new(_Place(None))


def _new(place: _Place) -> Answer:
    form = place.form(valid_from=clock.today(), valid_to=_last_day(place))
    _offer(form, place)
    if form.validate_on_submit():
        values = form.to_values(place.body.id if place.body else None)
        with form.refusals(), db.transaction() as session:
            services.add_seat(session, actor=acting(), values=values)
        if not form.summary_errors:
            flash("Platsen är tillagd.", "success")
            return place.back()
    return _form_page(form, place, None)


def _last_day(place: _Place) -> date | None:
    """Return the last day to suggest: that of the others in the board, or of the term (F11)."""
    if place.body is None or not place.of_board:
        return None
    day = clock.today()
    present = queries.seats_at(db.session(), body_id=place.body.id, day=day)
    days = [row.valid_to for row in present if row.valid_to]
    return max(days) if days else term_end(day, queries.charter(db.session()))


@requires(MANAGE_ASSOCIATION)
def edit_seat(seat_id: int) -> Answer:
    """Change a seat, or end it by its last day."""
    stored = queries.seat(db.session(), seat_id)
    place = _Place(queries.body(db.session(), stored.body_id) if stored.body_id else None)
    form = place.form(obj=stored)
    _offer(form, place)
    if form.validate_on_submit():
        values = form.to_values(stored.body_id)
        with form.refusals(), db.transaction() as session:
            services.edit_seat(session, actor=acting(), seat_id=seat_id, values=values)
        if not form.summary_errors:
            flash("Platsen är sparad.", "success")
            return place.back()
    return _form_page(form, place, stored)


def _offer(form: AssignmentForm, place: _Place) -> None:
    session = db.session()
    form.offer(accounts.people(session), queries.members(session), place.roles)


def _form_page(form: AssignmentForm, place: _Place, stored: Seat | None) -> Answer:
    page = render_template("association/seat.html", form=form, place=place, stored=stored)
    return (page, 422) if form.summary_errors else page
