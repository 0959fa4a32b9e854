"""Sums, grants in part and the frame come out as a spreadsheet counts them, to the öre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.applications.domain.budget import Budget, Cost, Financing, answers_of, budget_of
from app.applications.domain.frame import FrameFacts, frame_years
from app.applications.domain.granting import (
    AppliedLine,
    Ruling,
    applied_lines,
    cell_errors,
    check_ruling,
    in_full,
)
from app.applications.domain.words import DecisionKind
from app.kernel.errors import DomainError
from app.kernel.money import to_ore

WORKBOOK = Path(__file__).parents[2] / "data" / "budget_examples.xlsx"


@cache
def sheets() -> dict[str, list[tuple[Any, ...]]]:
    """Return the computed values of every sheet, the heads left out."""
    book = openpyxl.load_workbook(WORKBOOK, data_only=True)
    return {sheet.title: list(sheet.values)[1:] for sheet in book.worksheets}


def ore(kronor: float | None) -> int:
    """Read an amount of the workbook, which Excel keeps as a floating number of kronor."""
    return to_ore(Decimal(str(kronor or 0)))


@cache
def budgets() -> dict[str, Budget]:
    """Build each example from its rows."""
    periods: dict[str, dict[str, None]] = defaultdict(dict)
    costs: dict[str, dict[tuple[str, str], dict[str, int]]] = defaultdict(dict)
    for name, category, financier, period, amount in sheets()["Kostnader"]:
        periods[name][period] = None
        costs[name].setdefault((category, financier or ""), {})[period] = ore(amount)
    financing = defaultdict(list)
    for name, who, form, amount in sheets()["Finansiering"]:
        financing[name].append(Financing(who, form, ore(amount)))
    applied: dict[str, dict[int, int]] = defaultdict(dict)
    for name, year, amount in sheets()["Sökt"]:
        applied[name][year] = ore(amount)
    return {
        name: Budget(
            periods=tuple(periods[name]),
            costs=tuple(
                Cost(category, "", financier, amounts)
                for (category, financier), amounts in costs[name].items()
            ),
            financing=tuple(financing[name]),
            applied=applied[name],
        )
        for name in periods
    }


@pytest.mark.parametrize("row", sheets()["Summor"], ids=lambda row: row[0])
def test_costs_and_financing_add_up_as_in_the_workbook(row):
    name, costs, others, applied, financing, difference, agrees = row
    budget = budgets()[name]

    assert budget.total_cost == ore(costs)
    assert sum(one.ore for one in budget.financing) == ore(others)
    assert budget.total_applied == ore(applied)
    assert budget.total_financing == ore(financing)
    assert budget.total_cost - budget.total_financing == ore(difference)
    assert (budget.total_cost == budget.total_financing) is (agrees == "ja")
    assert budget_of(answers_of(budget)) == budget


def by_name(sheet: str) -> Iterator[tuple[str, dict[str, int]]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, key, amount in sheets()[sheet]:
        found[name][key] = ore(amount)
    return iter(found.items())


def test_every_category_sums_as_in_the_workbook():
    for name, sums in by_name("Per kategori"):
        assert budgets()[name].by_category() == sums, name


def test_every_period_sums_as_in_the_workbook():
    for name, sums in by_name("Per period"):
        assert budgets()[name].by_period() == sums, name


@pytest.mark.parametrize("name", ["MyKey", "Steget fram, förlängning"])
def test_what_is_applied_for_follows_the_lines_where_the_association_alone_pays(name):
    budget = budgets()[name]

    lines = applied_lines(budget)

    assert len(lines) == len(budget.costs)
    assert sum(in_full(lines).values()) == budget.total_applied


def cases(name: str) -> tuple[tuple[AppliedLine, ...], dict[tuple[int, int], int], list[bool]]:
    rows = [row for row in sheets()["Delvis bifall"] if row[0] == name]
    years: dict[int, dict[int, int]] = defaultdict(dict)
    for _, year, position, applied, _, _ in rows:
        years[position][year] = ore(applied)
    lines = tuple(AppliedLine(position, "", amounts) for position, amounts in years.items())
    granted = {(year, position): ore(amount) for _, year, position, _, amount, _ in rows}
    return lines, granted, [row[5] == "ja" for row in rows]


@pytest.mark.parametrize("row", sheets()["Delvis bifall, facit"], ids=lambda row: row[0])
def test_rule_part_a_grant_in_part_is_less_in_all_and_never_more_on_a_line(row):
    name, applied, granted, all_lines, in_part = row
    lines, amounts, allowed = cases(name)
    ruling = Ruling(DecisionKind.GRANT_IN_PART, amounts)

    assert sum(in_full(lines).values()) == ore(applied)
    assert ruling.total == ore(granted)
    assert [cell not in cell_errors(lines, amounts) for cell in amounts] == allowed
    assert (not cell_errors(lines, amounts)) is (all_lines == "ja")
    if in_part == "ja":
        check_ruling(ruling, lines)
    else:
        with pytest.raises(DomainError):
            check_ruling(ruling, lines)


@pytest.mark.parametrize("row", sheets()["Ram"], ids=lambda row: str(row[0]))
def test_rule_frame_the_room_is_what_the_workbook_says(row):
    year, frame, decided, waiting, on_agenda_reserved, on_agenda, here, here_reserved = row[:8]
    facts = FrameFacts(
        frames={year: ore(frame)},
        decided={year: ore(decided)},
        reserved={year: ore(waiting)},
        reserved_on_agenda={year: ore(on_agenda_reserved)},
        on_agenda={year: ore(on_agenda)},
        here={year: ore(here)},
        here_reserved={year: ore(here_reserved)},
    )

    found = frame_years(facts, first=year)[0]

    assert [found.room, found.if_agenda, found.if_here] == [ore(amount) for amount in row[8:]]
    assert bool(found.warning) is (min(ore(amount) for amount in row[8:]) < 0)
