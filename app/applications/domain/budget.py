"""The budget of an application: costs by category and period, who pays, what is applied for. Pure.

Amounts are whole öre. A cost row may name who pays for it; otherwise it is paid together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TOGETHER = ""
"""The financier of a cost that everybody pays for together."""

ASSOCIATION = "association"
"""The financier that is the association itself: what is applied for."""

CATEGORIES = {
    "staff": "Personal",
    "services": "Externa tjänster",
    "travel": "Resor och logi",
    "premises": "Lokaler",
    "equipment": "Utrustning och material",
    "education": "Utbildning och information",
    "indirect": "Indirekta kostnader",
    "participants": "Ersättning till deltagare",
    "other": "Övrigt",
}
FINANCING_FORMS = {
    "cash": "Kontanta medel",
    "in_kind": "Bidrag i annat än pengar",
    "participants": "Ersättning till deltagare",
    "own": "Egen insats",
    "esf": "ESF-stöd",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """One row of costs: öre by period."""

    category: str
    text: str = ""
    financier: str = TOGETHER
    amounts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return the sum of the row in öre."""
        return sum(self.amounts.values())


@dataclass(frozen=True, slots=True)
class Financing:
    """What somebody else than the association pays, in öre."""

    financier: str
    form: str
    ore: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A whole budget. ``periods`` are years ("2017") or phases ("Genomförande")."""

    periods: tuple[str, ...] = ()
    costs: tuple[Cost, ...] = ()
    financing: tuple[Financing, ...] = ()
    applied: Mapping[int, int] = field(default_factory=dict)  # öre by calendar year

    @property
    def total_cost(self) -> int:
        """Return all costs in öre."""
        return sum(cost.total for cost in self.costs)

    @property
    def total_applied(self) -> int:
        """Return what is applied for from the association, in öre."""
        return sum(self.applied.values())

    @property
    def total_financing(self) -> int:
        """Return what others pay and what is applied for, in öre."""
        return sum(one.ore for one in self.financing) + self.total_applied

    def by_period(self) -> dict[str, int]:
        """Return the costs of each period in öre."""
        return {
            period: sum(cost.amounts.get(period, 0) for cost in self.costs)
            for period in self.periods
        }

    def by_category(self) -> dict[str, int]:
        """Return the costs of each category that has any, in öre, in the form's order."""
        sums = {name: self._of(name) for name in CATEGORIES}
        return {name: ore for name, ore in sums.items() if ore}

    def _of(self, category: str) -> int:
        return sum(cost.total for cost in self.costs if cost.category == category)


def budget_of(answers: Mapping[str, Any] | None) -> Budget:
    """Read the budget section's answers."""
    found = answers or {}
    return Budget(
        periods=tuple(found.get("periods") or ()),
        costs=tuple(
            Cost(
                category=row["category"],
                text=row.get("text") or "",
                financier=row.get("financier") or TOGETHER,
                amounts=row.get("amounts") or {},
            )
            for row in found.get("costs") or ()
        ),
        financing=tuple(
            Financing(row["financier"], row["form"], row["ore"])
            for row in found.get("financing") or ()
        ),
        applied={int(year): ore for year, ore in (found.get("applied") or {}).items()},
    )


def answers_of(budget: Budget) -> dict[str, Any]:
    """Return the budget as the section's answers; reading them again gives the same budget."""
    return {
        "periods": list(budget.periods),
        "costs": [_cost_answers(cost) for cost in budget.costs],
        "financing": [
            {"financier": one.financier, "form": one.form, "ore": one.ore}
            for one in budget.financing
        ],
        "applied": {str(year): ore for year, ore in sorted(budget.applied.items())},
    }


def _cost_answers(cost: Cost) -> dict[str, Any]:
    return {
        "category": cost.category,
        "text": cost.text,
        "financier": cost.financier,
        "amounts": dict(cost.amounts),
    }
