"""Calendars to subscribe to: one's own by a secret address, and the public one."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.association import queries as association
from app.kernel import clock, db
from app.kernel.actor import Actor, office
from app.kernel.authz import PUBLIC, acting, requires
from app.kernel.web import Answer, see_other
from app.planning import notifications, queries, services
from app.planning.policies import OWN_CALENDAR

_PAST = timedelta(days=92)
_NO_USER = 0


def feed_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("/kalender", view_func=calendar, methods=["GET", "POST"])
    pages.add_url_rule("/kalender/sluta", view_func=stop_calendar, methods=["POST"])
    pages.add_url_rule("/kalender/sammantraden.ics", view_func=public_feed)
    pages.add_url_rule("/kalender/egen/<token>.ics", view_func=own_feed)


@requires(OWN_CALENDAR)
def calendar() -> Answer:
    """Tell how to subscribe; making an address shows its secret this once."""
    token = ""
    if request.method == "POST":
        with db.transaction() as session:
            token = services.make_feed(session, actor=acting())
    feed = queries.feed_of(db.session(), acting().person_id)
    return render_template(
        "planning/calendar.html",
        address=url_for("planning.own_feed", token=token, _external=True) if token else "",
        public_address=url_for("planning.public_feed", _external=True),
        feed=feed,
    )


@requires(OWN_CALENDAR)
def stop_calendar() -> Answer:
    """Stop one's address."""
    with db.transaction() as session:
        services.remove_feed(session, actor=acting())
    flash("Kalenderadressen fungerar inte längre.", "success")
    return see_other("planning.calendar")


@requires(PUBLIC)
def public_feed() -> Response:
    """Answer with the board's meetings that have been called (rule O5)."""
    session = db.session()
    name = association.get_association(session).name
    found = queries.public_meetings(session, clock.today() - _PAST)
    return _calendar(notifications.feed(found, name=name, charter=None, private=False))


@requires(PUBLIC)
def own_feed(token: str) -> Response:
    """Answer with what the owner of the secret may know of today; nothing without a seat."""
    session = db.session()
    owner = _owner(session, token)
    name = association.get_association(session).name
    found = queries.feed_meetings(session, owner, clock.today() - _PAST)
    charter = association.charter(session) if office(owner, None) else None
    return _calendar(notifications.feed(found, name=name, charter=charter, private=True))


def _owner(session: Session, token: str) -> Actor:
    """Return the owner with the seats of today, which decide what the calendar holds."""
    person = accounts.person_entity(session, queries.feed_owner(session, token))
    seats = association.seats_of_person(session, person.id, clock.today())
    return Actor(_NO_USER, person.id, person.name, seats)


def _calendar(content: bytes) -> Response:
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
