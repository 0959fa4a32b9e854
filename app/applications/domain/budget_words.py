"""The budget in words: costs by period, financing, what is applied for. Pure."""

from __future__ import annotations

from app.applications.domain.budget import (
    ASSOCIATION,
    CATEGORIES,
    FINANCING_FORMS,
    TOGETHER,
    Budget,
    Cost,
    budget_of,
)
from app.applications.domain.checking_budget import disagreement
from app.applications.domain.form import Answers
from app.applications.domain.shown import Column, Shown, ShownTable
from app.kernel.money import kronor

FINANCIER_WORDS = {TOGETHER: "Gemensamt", ASSOCIATION: "Förbundet"}


def shown(answers: Answers) -> list[Shown]:
    """Return the tables of the budget, and whether costs and financing agree."""
    budget = budget_of(answers)
    if not (budget.costs or budget.financing or budget.applied):
        return [Shown("Kostnader"), Shown("Finansiering"), Shown("Söks av förbundet")]
    return [
        Shown("Kostnader", table=_costs(budget)),
        Shown("Finansiering", table=_financing(budget)),
        Shown("Söks av förbundet", table=_applied(budget)),
        Shown("Avstämning", disagreement(budget) or "Kostnader och finansiering stämmer överens."),
    ]


def financier_words(financier: str) -> str:
    """Return who pays for a cost, in words."""
    return FINANCIER_WORDS.get(financier, financier)


def payer_words(financier: str) -> str:
    """Return who pays for a cost as it is typed: nothing when everybody does."""
    return "" if financier == TOGETHER else financier_words(financier)


def category_words(category: str) -> str:
    """Return what kind of cost it is, in words."""
    return CATEGORIES.get(category, category)


def form_words(form: str) -> str:
    """Return how a financier contributes, in words."""
    return FINANCING_FORMS.get(form, form)


def _costs(budget: Budget) -> ShownTable | None:
    if not budget.costs:
        return None
    sums = budget.by_period()
    return ShownTable(
        (
            Column("Slag"),
            Column("Kostnad"),
            Column("Betalas av"),
            *(Column(period, num=True) for period in budget.periods),
            Column("Summa", num=True),
        ),
        tuple(_cost(budget, cost) for cost in budget.costs),
        ("Summa", "", "", *(kronor(sums[p]) for p in budget.periods), kronor(budget.total_cost)),
    )


def _cost(budget: Budget, cost: Cost) -> tuple[str, ...]:
    category = category_words(cost.category)
    return (
        category,
        "" if cost.text == category else cost.text,
        financier_words(cost.financier),
        *(kronor(cost.amounts.get(period, 0)) for period in budget.periods),
        kronor(cost.total),
    )


def _financing(budget: Budget) -> ShownTable:
    return ShownTable(
        (Column("Finansiär"), Column("Form"), Column("Belopp", num=True)),
        (
            *((one.financier, form_words(one.form), kronor(one.ore)) for one in budget.financing),
            ("Förbundet", "Söks i denna ansökan", kronor(budget.total_applied)),
        ),
        ("Summa", "", kronor(budget.total_financing)),
    )


def _applied(budget: Budget) -> ShownTable | None:
    if not budget.applied:
        return None
    return ShownTable(
        (Column("År"), Column("Belopp", num=True)),
        tuple((str(year), kronor(ore)) for year, ore in sorted(budget.applied.items())),
        ("Summa", kronor(budget.total_applied)),
    )
