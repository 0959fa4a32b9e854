"""What has been applied for and granted, as charts with their tables."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template

from app.applications.domain import DIRECTION_WORDS, KIND_WORDS
from app.applications.domain.listing import Bar, bars, merged
from app.applications.policies import SEE_MONEY
from app.applications.queries import statistics
from app.kernel import db
from app.kernel.authz import requires


def statistics_pages(pages: Blueprint) -> None:
    """Add the page."""
    pages.add_url_rule("/ansokningar/statistik", view_func=show, endpoint="statistics")


@requires(SEE_MONEY)
def show() -> str:
    """Show sums per year, kind, direction and kommun."""
    session = db.session()
    years = merged(statistics.applied_by_year(session), statistics.granted_by_year(session))
    sums = statistics.by_kind(session)
    return render_template(
        "applications/statistics.html",
        years=bars(sorted(years)),
        kinds=_bars((KIND_WORDS[one.kind], one.applied, one.granted) for one in sums),
        directions=_bars(
            (DIRECTION_WORDS[one.direction], one.applied, one.granted)
            for one in sums
            if one.direction
        ),
        places=_bars(statistics.by_municipality(session)),
    )


def _bars(rows: Iterable[tuple[str, int, int]]) -> tuple[Bar, ...]:
    """Return bars by label; what has the same label is added up."""
    found: dict[str, tuple[int, int]] = {}
    for label, applied, granted in rows:
        before = found.get(label, (0, 0))
        found[label] = (before[0] + applied, before[1] + granted)
    return bars(found.items())
