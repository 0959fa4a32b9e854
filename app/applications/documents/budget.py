"""The budget as tables: costs by category and period, who pays, what is applied for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.applications.domain.budget import (
    ASSOCIATION,
    CATEGORIES,
    FINANCING_FORMS,
    TOGETHER,
    Budget,
    Cost,
    budget_of,
)
from app.kernel.money import HARD_SPACE, kronor

Part = dict[str, Any]
OURS = "Samordningsförbundet"
_PERIODS = 4  # beside each other in one table
_SHARE = 10_000  # hundredths of a percent


def budget_parts(answers: Mapping[str, Any]) -> list[Part]:
    """Return the budget's tables, with sums; nothing is printed of a table without rows."""
    budget = budget_of(answers)
    if not (budget.costs or budget.financing or budget.applied):
        return [{"rubrik": "", "text": [{"stycke": "—"}]}]
    return [
        *_by_category(budget),
        *_cost_rows(budget),
        _financing(budget),
        *_applied(budget),
    ]


def amount(ore: int) -> str:
    """Return an amount without its unit, which the table's caption says."""
    return kronor(ore, unit=False)


def _by_category(budget: Budget) -> list[Part]:
    """Return costs by category and period; more periods than fit go on in a table below."""
    chunks = [
        budget.periods[start : start + _PERIODS]
        for start in range(0, len(budget.periods), _PERIODS)
    ] or [()]
    return [
        _category_table(budget, chunk, first=number == 0, last=number == len(chunks) - 1)
        for number, chunk in enumerate(chunks)
    ]


def _category_table(budget: Budget, chunk: Sequence[str], *, first: bool, last: bool) -> Part:
    totals = budget.by_category()
    rows = [
        [CATEGORIES[name], *(amount(_sum(budget, name, period)) for period in chunk)]
        + ([amount(total)] if last else [])
        for name, total in totals.items()
    ]
    by_period = budget.by_period()
    sums = ["Summa kostnader", *(amount(by_period[period]) for period in chunk)]
    heads = ["Kostnadsslag, kronor", *chunk]
    if last:
        heads, sums = [*heads, "Summa"], [*sums, amount(budget.total_cost)]
    title = "Kostnader per period" if first else "Kostnader per period, fortsättning"
    return amounts_part(title, heads, rows, [sums])


def _sum(budget: Budget, category: str, period: str) -> int:
    return sum(one.amounts.get(period, 0) for one in budget.costs if one.category == category)


def _cost_rows(budget: Budget) -> list[Part]:
    """Return the rows behind the sums, when they say more than the categories do."""
    told = any(
        cost.financier != TOGETHER or cost.text not in {"", CATEGORIES[cost.category]}
        for cost in budget.costs
    )
    if not told:
        return []
    rows = [[_cost_words(cost), amount(cost.total)] for cost in budget.costs]
    heads = ["Kostnad", "Kronor"]
    sums = ["Summa kostnader", amount(budget.total_cost)]
    return [amounts_part("Kostnaderna rad för rad", heads, rows, [sums])]


def _cost_words(cost: Cost) -> str:
    """Return "Personal: projektledare, betalas av Region Västerbotten"."""
    category = CATEGORIES[cost.category]
    words = f"{category}: {cost.text}" if cost.text not in {"", category} else category
    payer = OURS if cost.financier == ASSOCIATION else cost.financier
    return words if cost.financier == TOGETHER else f"{words}, betalas av {payer}"


def _financing(budget: Budget) -> Part:
    payers = [(f"{one.financier}, {_form_words(one.form)}", one.ore) for one in budget.financing]
    payers.append((f"{OURS}, söks i den här ansökan", budget.total_applied))
    rows = [[words, _share(ore, budget), amount(ore)] for words, ore in payers]
    sums = ["Summa finansiering", "", amount(budget.total_financing)]
    heads = ["Finansiär", "Andel av kostnaden", "Kronor"]
    return {
        **amounts_part("Finansiering", heads, rows, [sums]),
        "anmarkning": _adds_up(budget),
    }


def _form_words(form: str) -> str:
    words = FINANCING_FORMS.get(form, form)
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _share(ore: int, budget: Budget) -> str:
    """Return a share of the costs in percent with two decimals: "66,54 %"."""
    if not budget.total_cost:
        return ""
    hundredths = (ore * _SHARE * 2 + budget.total_cost) // (budget.total_cost * 2)
    return f"{hundredths // 100},{hundredths % 100:02d}{HARD_SPACE}%"


def _adds_up(budget: Budget) -> str:
    left = budget.total_cost - budget.total_financing
    if not left:
        return "Kostnader och finansiering går ihop."
    word = "saknas" if left > 0 else "är för mycket"
    return f"Kostnader och finansiering går inte ihop: {kronor(abs(left))} {word} i finansieringen."


def _applied(budget: Budget) -> list[Part]:
    if not budget.applied:
        return []
    rows = [[str(year), amount(ore)] for year, ore in sorted(budget.applied.items())]
    sums = ["Summa", amount(budget.total_applied)]
    return [amounts_part(f"Söks av {OURS.lower()}", ["År", "Kronor"], rows, [sums])]


def amounts_part(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    sums: Sequence[Sequence[str]],
) -> Part:
    """Return a table of amounts as the vocabulary has it; the first column is words."""
    return {
        "rubrik": title,
        f"belopp{len(heads)}": [
            {**_row(heads), "rader": list(map(_row, rows)), "summor": list(map(_row, sums))}
        ],
    }


def _row(cells: Sequence[str]) -> dict[str, str]:
    return {f"k{number}": cell for number, cell in enumerate(cells, start=1)}
