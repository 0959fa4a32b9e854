"""The list of applications: the pipeline, the table with its filters, saved views, exports."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from flask import Blueprint, Response, flash, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.applications.domain import OFFICE_WORDS
from app.applications.domain.listing import COLUMNS, EXPORT_HEAD, Listed, Wanted, export_row
from app.applications.forms.listing import ListForm, ViewForm
from app.applications.policies import APPLY, EXPORT_APPLICATIONS, SEE_APPLICATIONS, sees_others
from app.applications.queries import listing
from app.applications.services import viewing
from app.kernel import clock, db
from app.kernel.actor import auditor, office, preparatory
from app.kernel.authz import acting, requires
from app.kernel.spreadsheets import CSV, XLSX, as_csv, as_xlsx
from app.kernel.web import download, see_other

Query = MultiDict[str, str]

_LAST_PAGE = 10_000
_CARDS = 8  # of one column; the rest are in the table


def listing_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("/ansokningar", view_func=index)
    pages.add_url_rule("/ansokningar/export.<any(xlsx, csv):suffix>", view_func=export)
    pages.add_url_rule("/ansokningar/urval", view_func=save_view, methods=["POST"])
    pages.add_url_rule(
        "/ansokningar/urval/<int:view_id>/ta-bort", view_func=remove_view, methods=["POST"]
    )


@requires(SEE_APPLICATIONS)
def index() -> str:
    """Show the applications that one may see; an applicant has a page of her own kind."""
    return _index_page(request.args, ViewForm())


class _Choices(NamedTuple):
    """What the list can be narrowed by: the years and kommuner that applications have."""

    years: tuple[int, ...]
    municipalities: tuple[str, ...]


def _choices(session: Session) -> _Choices:
    return _Choices(tuple(listing.years(session)), tuple(listing.municipalities(session)))


def _wanted(query: Query, choices: _Choices) -> Wanted:
    return ListForm.from_query(query, **choices._asdict()).to_wanted()


# The same choices give the same form: it is rendered once for them (ADR 13).
@lru_cache(maxsize=256)
def _filters(wanted: Wanted, choices: _Choices) -> Markup:
    form = ListForm.from_wanted(wanted, **choices._asdict())
    return Markup(render_template("applications/_filters.html", form=form))  # noqa: S704 -- escaped


def _index_page(query: Query, view_form: ViewForm) -> str:
    session, actor = db.session(), acting()
    choices = _choices(session)
    wanted = _wanted(query, choices)
    page = min(max(1, request.args.get("sida", 1, type=int)), _LAST_PAGE)
    found = listing.applications(session, actor, wanted, page=page)
    others = sees_others(actor, None)
    whole = others and not wanted.narrows and page == 1
    return render_template(
        "applications/index.html",
        filters=_filters(wanted, choices) if others else "",
        view_form=view_form,
        wanted=wanted,
        rows=found[: listing.PAGE],
        more=len(found) > listing.PAGE,
        page=page,
        columns=_columns(listing.pipeline(session, actor)) if whole else [],
        views=listing.views(session, actor.person_id),
        calls=listing.open_calls(session, clock.today()),
        sees_others=others,
        may_apply=actor.may(APPLY),
        may_export=actor.may(EXPORT_APPLICATIONS),
        prepares=preparatory(actor, None),
        reads_groups=any(holds(actor, None) for holds in (office, auditor, preparatory)),
    )


def _columns(found: list[Listed]) -> list[tuple[str, list[Listed], int]]:
    """Return (word, cards, how many more) of each state that has any."""
    by_state = {state: [one for one in found if one.state is state] for state in COLUMNS}
    return [
        (OFFICE_WORDS[state], cards[:_CARDS], max(0, len(cards) - _CARDS))
        for state, cards in by_state.items()
    ]


@requires(EXPORT_APPLICATIONS)
def export(suffix: str) -> Response:
    """Send the list as it is narrowed, as a workbook or as CSV for Excel."""
    session = db.session()
    wanted = _wanted(request.args, _choices(session))
    rows = map(export_row, listing.applications(session, acting(), wanted, page=None))
    today = clock.today()
    name = f"ansokningar-{today.isoformat()}.{suffix}"
    if suffix == "csv":
        return download(as_csv(EXPORT_HEAD, rows), filename=name, media_type=CSV)
    content = as_xlsx("Ansökningar", EXPORT_HEAD, rows, made_on=today)
    return download(content, filename=name, media_type=XLSX)


@requires(SEE_APPLICATIONS)
def save_view() -> Response | str | tuple[str, int]:
    """Keep the present choice of filters under a name."""
    form, wanted = ViewForm(), _wanted(request.form, _choices(db.session()))
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            viewing.save_view(session, actor=acting(), name=form.name.data or "", wanted=wanted)
        if not form.summary_errors:
            flash(f"Urvalet ”{form.name.data}” är sparat.", "success")
            return see_other("applications.index", **wanted.address)
    return _index_page(request.form, form), 422


@requires(SEE_APPLICATIONS)
def remove_view(view_id: int) -> Response:
    """Forget one of one's own views."""
    with db.transaction() as session:
        viewing.remove_view(session, actor=acting(), view_id=view_id)
    flash("Urvalet är borttaget.", "success")
    return see_other("applications.index")
