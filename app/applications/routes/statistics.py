"""What has been applied for and granted, as charts with their tables."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template, request, url_for

from app.applications.domain import DIRECTION_WORDS, KIND_WORDS
from app.applications.domain.listing import (
    SPAN_WORDS,
    Bar,
    Span,
    bars,
    first_year,
    merged,
    span_of,
)
from app.applications.policies import SEE_MONEY
from app.applications.queries import statistics
from app.kernel import clock, db
from app.kernel.authz import requires


def statistics_pages(pages: Blueprint) -> None:
    """Add the page."""
    pages.add_url_rule("/ansokningar/statistik", view_func=show, endpoint="statistics")


@requires(SEE_MONEY)
def show() -> str:
    """Show sums per year, kind, direction and kommun, of the latest years or of all."""
    session = db.session()
    span = span_of(request.args.get("tid", ""))
    first = first_year(span, clock.today())
    years = merged(
        statistics.applied_by_year(session, first), statistics.granted_by_year(session, first)
    )
    sums = statistics.by_kind(session, first)
    return render_template(
        "applications/statistics.html",
        spans=[
            {"label": word, "href": url_for(".statistics", tid=one), "current": one is span}
            for one, word in SPAN_WORDS.items()
        ],
        first=None if span is Span.ALL else first,
        years=bars(sorted(years)),
        kinds=_bars((KIND_WORDS[one.kind], one.applied, one.granted) for one in sums),
        directions=_bars(
            (DIRECTION_WORDS[one.direction], one.applied, one.granted)
            for one in sums
            if one.direction
        ),
        places=_bars(statistics.by_municipality(session, first)),
    )


def _bars(rows: Iterable[tuple[str, int, int]]) -> tuple[Bar, ...]:
    """Return bars by label; what has the same label is added up."""
    found: dict[str, tuple[int, int]] = {}
    for label, applied, granted in rows:
        before = found.get(label, (0, 0))
        found[label] = (before[0] + applied, before[1] + granted)
    return bars(found.items())
