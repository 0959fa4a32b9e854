"""The association's own page, its facts and its settings."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, render_template, url_for
from sqlalchemy.orm import Session

from app.association import queries, services
from app.association.domain import (
    BODY_WORDS,
    LOGIN_FACTOR_WORDS,
    PARTY_WORDS,
    SETTING_GROUPS,
    SETTING_UNITS,
    SOURCES,
    Charter,
    Shortcoming,
    as_written,
    differing,
    shortcomings,
)
from app.association.forms import (
    AssociationForm,
    SettingsForm,
)
from app.association.policies import MANAGE_ASSOCIATION, SEE_ASSOCIATION
from app.kernel import clock, db, history
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other

pages = Blueprint("association", __name__)


@dataclass(frozen=True, slots=True)
class _Missing:
    """One line of "Det här saknas"."""

    text: str
    href: str
    kind: str = "warning"


@pages.get("/forbundet")
@requires(SEE_ASSOCIATION)
def index() -> Answer:
    """Show the association: facts, members, bodies, office, notice boards, what is missing."""
    session, day = db.session(), clock.today()
    members = queries.members(session)
    bodies = queries.bodies(session)
    seats = queries.all_seats_at(session, day)
    association = queries.get_association(session)
    boards = queries.notice_boards(session, day)
    return render_template(
        "association/index.html",
        facts=association,
        members=members,
        party_words=PARTY_WORDS,
        bodies=[(b, sum(seat.body_id == b.id for seat in seats)) for b in bodies],
        body_words=BODY_WORDS,
        outside=[seat for seat in seats if seat.body_id is None],
        boards=boards,
        missing=_missing(session, seats, has_boards=bool(boards)),
        entries=history.events(session, association),
        may_manage=acting().may(MANAGE_ASSOCIATION),
    )


def _missing(session: Session, seats: list[queries.SeatRow], *, has_boards: bool) -> list[_Missing]:
    """List what the rules say is missing today, each with its place (F1, F7, F9, F11)."""
    day = clock.today()
    board = queries.board(session)
    members = {m.id: (m.name, m.party_type) for m in queries.members(session, day)}
    seated = queries.seat_facts(seat for seat in seats if seat.body_id == board.id)
    places = {
        "members": f"{url_for('association.index')}#medlemmar",
        "board": url_for("association.body", body_id=board.id),
    }
    lines = [
        _Missing(_words(found), places[found.place])
        for found in shortcomings(members, seated, queries.charter(session), day)
    ]
    if not has_boards:
        lines.append(_Missing("Ingen anslagstavla är inlagd. (F7)", "#anslagstavlor"))
    return lines


def _words(found: Shortcoming) -> str:
    return f"{found.text} ({found.rule})"


@pages.route("/forbundet/andra", methods=["GET", "POST"])
@requires(MANAGE_ASSOCIATION)
def edit() -> Answer:
    """Change the association's facts."""
    stored = queries.get_association(db.session())
    form = AssociationForm(obj=stored)
    form.version.data = form.version.data if form.is_submitted() else stored.version_id
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_association(
                session, actor=acting(), version=form.version.data or 0, facts=form.to_facts()
            )
        if not form.summary_errors:
            flash("Förbundets uppgifter är sparade.", "success")
            return see_other("association.index")
    page = render_template("association/edit.html", form=form)
    return (page, 422) if form.summary_errors else page


@pages.route("/forbundet/installningar", methods=["GET", "POST"])
@requires(SEE_ASSOCIATION)
def settings() -> Answer:
    """Show what the charter and the rules of procedure decide; the office changes it."""
    charter = queries.charter(db.session())
    form = SettingsForm(obj=as_written(charter))
    may_manage = acting().may(MANAGE_ASSOCIATION)
    if may_manage and form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.change_settings(session, actor=acting(), charter=form.to_charter())
        if not form.summary_errors:
            flash("Inställningarna är sparade.", "success")
            return see_other("association.settings")
    page = render_template(
        "association/settings.html",
        form=form,
        charter=as_written(charter),
        default=as_written(Charter()),
        changed=differing(charter),
        may_manage=may_manage,
        sources=SOURCES,
        groups=SETTING_GROUPS,
        units=SETTING_UNITS,
        words=LOGIN_FACTOR_WORDS,
    )
    return (page, 422) if form.summary_errors else page
