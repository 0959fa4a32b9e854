"""The frame for initiatives, year by year (rule FRAME)."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request

from app.applications.domain.frame import short_years
from app.applications.forms.board import FrameForm
from app.applications.policies import MANAGE_FRAME, SEE_MONEY
from app.applications.queries import frame as queries
from app.applications.services import framing
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other


def frame_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("/ansokningar/ram", view_func=frame)
    pages.add_url_rule("/ansokningar/ram", view_func=set_frame, methods=["POST"])


@requires(SEE_MONEY)
def frame() -> Answer:
    """Show the room this year and the next three; the office writes the frames."""
    session = db.session()
    year = request.args.get("ar", type=int) or clock.today().year
    row = queries.frame_of(session, year)
    data: dict[str, object] = {"year": year, "version": row.version_id if row else 0}
    if row is not None:
        data |= {"ore": row.ore, "source": row.source}
    return _page(FrameForm(data=data))


@requires(MANAGE_FRAME)
def set_frame() -> Answer:
    """Write the frame of a year."""
    form = FrameForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            framing.set_frame(
                session,
                actor=acting(),
                year=form.year.data or 0,
                ore=form.ore.data,
                source=form.source.data or "",
                version=form.version.data or 0,
            )
        if not form.summary_errors:
            flash(f"Ramen för {form.year.data} är sparad.", "success")
            return see_other("applications.frame")
    return _page(form)


def _page(form: FrameForm) -> Answer:
    session = db.session()
    years = queries.room(session)
    page = render_template(
        "applications/frame.html",
        form=form,
        frame=years,
        short=short_years(years),
        frames=queries.frames(session),
        may_write=acting().may(MANAGE_FRAME),
    )
    return page, 422 if form.summary_errors else 200
