"""Reading the budget's answers: periods, costs, who else pays, what is applied for. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.applications.domain.budget import CATEGORIES, FINANCING_FORMS
from app.applications.domain.faults import Faults, Path
from app.applications.domain.questions import Field, Sort
from app.applications.domain.values import read_ore, read_text

MAX_ROWS = 40
"""Rows of one table that are kept; the page shows as many as there are."""

MAX_PERIODS = 12
PERIOD = Field("period", "Period", Sort.LINE, limit=60)
COST_TEXT = Field("text", "Kostnad", Sort.LINE, limit=300)
FINANCIER = Field("financier", "Finansiär", Sort.LINE, limit=300)
_TABLES = ("periods", "costs", "financing", "applied")
_YEAR = re.compile(r"(19|20|21)\d{2}", re.ASCII)


def read_budget(given: Mapping[str, Any], found: Faults) -> dict[str, Any]:
    """Return the budget's answers as they are kept; faults go to ``found``.

    ``given["applied"]`` is öre by year, or rows of year and öre as the page has them. Amounts are
    whole öre by the name of the period.
    """
    for name in given.keys() - set(_TABLES):
        found.add((name,), "application.unknown_field", name=name)
    tables = {name: _rows(given, name, found) for name in ("costs", "financing")}
    periods = _periods(given.get("periods") or [], tables["costs"], found)
    costs = [_cost(row, ("costs", i), periods, found) for i, row in enumerate(tables["costs"])]
    payers = [_payer(row, ("financing", i), found) for i, row in enumerate(tables["financing"])]
    return {
        "periods": periods,
        "costs": [row for row in costs if row],
        "financing": [row for row in payers if row],
        "applied": _applied(given.get("applied") or {}, found),
    }


def _rows(given: Mapping[str, Any], name: str, found: Faults) -> list[Mapping[str, Any]]:
    rows = given.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        found.add((name,), "application.not_rows")
        return []
    if len(rows) > MAX_ROWS:
        found.add((name,), "application.too_many_rows", number=len(rows), limit=MAX_ROWS)
    return rows


def _periods(given: Any, costs: Sequence[Mapping[str, Any]], found: Faults) -> list[str]:
    """Return the names of the columns; one without a name may only be empty."""
    if not isinstance(given, list):
        found.add(("periods",), "application.not_rows")
        return []
    if len(given) > MAX_PERIODS:
        number, limit = len(given), MAX_PERIODS
        found.add(("periods",), "application.too_many_rows", number=number, limit=limit)
    names: list[str] = []
    for index, value in enumerate(given):
        name = read_text(PERIOD, value, ("periods", index), found)
        if value == "" and any(_amounts(row).get("") for row in costs):
            found.add(("periods", index), "application.no_period_name")
        elif name in names:
            found.add(("periods", index), "application.same_period", name=name)
        elif name:
            names.append(name)
    return names


def _amounts(row: Mapping[str, Any]) -> Mapping[str, Any]:
    amounts = row.get("amounts")
    return amounts if isinstance(amounts, Mapping) else {}


def _cost(
    row: Mapping[str, Any], path: Path, periods: Sequence[str], found: Faults
) -> dict[str, Any] | None:
    """Return one row of costs, or None when nothing stands in it."""
    _refuse_unknown(row, path, {"category", "text", "financier", "amounts"}, found)
    texts = {
        field.name: read_text(field, row.get(field.name) or "", (*path, field.name), found) or ""
        for field in (COST_TEXT, FINANCIER)
    }
    amounts = _read_amounts(row, path, periods, found)
    category = row.get("category") or ""
    if not (category or any(texts.values()) or amounts):
        return None
    if category not in list(CATEGORIES):
        found.add((*path, "category"), "application.no_category")
    return {"category": category, **texts, "amounts": amounts}


def _read_amounts(
    row: Mapping[str, Any], path: Path, periods: Sequence[str], found: Faults
) -> dict[str, int]:
    kept = {}
    for name, value in _amounts(row).items():
        here = (*path, "amounts", name)
        ore = read_ore(value, here, found)
        if ore and name and name.strip() not in periods:
            found.add(here, "application.unknown_period", name=name)
        if ore:
            kept[name.strip()] = ore
    return kept


def _payer(row: Mapping[str, Any], path: Path, found: Faults) -> dict[str, Any] | None:
    """Return one row of financing, or None when nothing stands in it."""
    _refuse_unknown(row, path, {"financier", "form", "ore"}, found)
    name = read_text(FINANCIER, row.get("financier") or "", (*path, "financier"), found) or ""
    form = row.get("form") or ""
    ore = read_ore(row.get("ore"), (*path, "ore"), found)
    if not (name or form or ore):
        return None
    if not name:
        found.add((*path, "financier"), "application.no_financier")
    if form not in list(FINANCING_FORMS):
        found.add((*path, "form"), "application.no_financing_form")
    return {"financier": name, "form": form, "ore": ore}


def _applied(given: Any, found: Faults) -> dict[str, int]:
    """Return öre by calendar year."""
    if isinstance(given, Mapping):
        given = [{"year": year, "ore": ore} for year, ore in given.items()]
    if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
        found.add(("applied",), "application.not_rows")
        return {}
    years: dict[str, int] = {}
    for index, row in enumerate(given):
        year = str(row.get("year") or "").strip()
        ore = read_ore(row.get("ore"), ("applied", index, "ore"), found)
        if not year and not ore:
            continue
        if not _YEAR.fullmatch(year):
            found.add(("applied", index, "year"), "application.bad_year")
        elif year in years:
            found.add(("applied", index, "year"), "application.same_year", name=year)
        else:
            years[year] = ore
    return dict(sorted(years.items()))


def _refuse_unknown(row: Mapping[str, Any], path: Path, known: set[str], found: Faults) -> None:
    for name in row.keys() - known:
        found.add((*path, name), "application.unknown_field", name=name)
