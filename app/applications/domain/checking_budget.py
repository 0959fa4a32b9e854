"""What a budget must hold: costs that are paid for, and years inside the initiative. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from app.applications.domain.budget import Budget, budget_of
from app.applications.domain.form import BUDGET, Answers
from app.applications.domain.lacks import Lack, error
from app.kernel.money import kronor


def lacks(answers: Answers | None, initiative: Answers) -> Iterator[Lack]:
    """Return what the budget lacks; ``initiative`` gives the period that years must fall in."""
    budget = budget_of(answers)
    if not budget.total_cost:
        text = "Fyll i vad insatsen kostar."
        yield error(BUDGET, "costs", "budget.no_costs", text)
    if not budget.total_applied:
        text = "Fyll i vad ni söker av förbundet, år för år."
        yield error(BUDGET, "applied", "budget.nothing_applied", text)
    if difference := disagreement(budget):
        yield error(BUDGET, "financing", "budget.disagrees", difference)
    yield from _years(budget, initiative)


def disagreement(budget: Budget) -> str:
    """Return by how much costs and financing differ, in words; nothing when they agree."""
    difference = budget.total_cost - budget.total_financing
    if not difference:
        return ""
    costs, financing = kronor(budget.total_cost), kronor(budget.total_financing)
    way = "mindre" if difference > 0 else "mer"
    return (
        f"Kostnaderna är {costs} och finansieringen {financing}. Finansieringen är "
        f"{kronor(abs(difference))} {way} än kostnaderna."
    )


def _years(budget: Budget, initiative: Answers) -> Iterator[Lack]:
    first, last = initiative.get("starts_on"), initiative.get("ends_on")
    if not first or not last:
        return
    for index, (year, ore) in enumerate(sorted(budget.applied.items())):
        if ore and not int(first[:4]) <= year <= int(last[:4]):
            text = f"Ni söker medel för {year}, men insatsen pågår {first} till {last}."
            yield error(BUDGET, f"applied-{index}-year", "budget.year_outside", text)
