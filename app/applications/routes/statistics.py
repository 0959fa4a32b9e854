"""What has been applied for and granted, as charts with their tables."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from app.applications.domain import DIRECTION_WORDS, KIND_WORDS, Direction, Kind
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
    kinds = [(KIND_WORDS[Kind(k)], a, g) for k, a, g in statistics.by_kind(session)]
    directions = [
        (DIRECTION_WORDS[Direction(k)], a, g) for k, a, g in statistics.by_direction(session)
    ]
    return render_template(
        "applications/statistics.html",
        years=bars(sorted(years)),
        kinds=_bars(kinds),
        directions=_bars(directions),
        places=_bars(statistics.by_municipality(session)),
    )


def _bars(rows: Sequence[tuple[str, int, int]]) -> tuple[Bar, ...]:
    return bars((label, (applied, granted)) for label, applied, granted in rows)
