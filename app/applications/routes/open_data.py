"""Granted initiatives for everybody: a page, and the same as JSON and CSV."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template, request

from app.applications.domain.open_data import CSV_HEAD, Funder, as_360giving, csv_row
from app.applications.policies import READ_PUBLIC
from app.applications.queries import granted as queries
from app.association import queries as association
from app.kernel import db
from app.kernel.authz import requires
from app.kernel.spreadsheets import CSV, as_csv
from app.kernel.web import download

grants = Blueprint("grants", __name__)
_PLACE = "/beviljade-insatser"


@grants.get(_PLACE)
@requires(READ_PUBLIC)
def index() -> str:
    """List what has been granted, a year at a time."""
    session = db.session()
    years = queries.years(session)
    wanted = request.args.get("ar", type=int)
    year = wanted if wanted in years else next(iter(years), None)
    rows = queries.granted(session, year) if year else []
    total = sum(one.granted_ore for one in rows)
    return render_template(
        "applications/granted.html", rows=rows, year=year, years=years, total=total
    )


@grants.get(f"{_PLACE}.json")
@requires(READ_PUBLIC)
def as_json() -> Response:
    """Send everything that has been granted, by the 360Giving standard's names."""
    session = db.session()
    package = as_360giving(queries.granted(session), _funder())
    body = json.dumps(package, ensure_ascii=False, indent=2)
    return Response(f"{body}\n", mimetype="application/json")


@grants.get(f"{_PLACE}.csv")
@requires(READ_PUBLIC)
def as_table() -> Response:
    """Send the same as a table that Excel opens."""
    funder = _funder()
    rows = (csv_row(one, funder) for one in queries.granted(db.session()))
    return download(as_csv(CSV_HEAD, rows), filename="beviljade-insatser.csv", media_type=CSV)


def _funder() -> Funder:
    found = association.get_association(db.session())
    return Funder(found.name, found.organisation_number)
