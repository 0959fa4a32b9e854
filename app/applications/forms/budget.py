"""The form of the budget: costs by period, who else pays, what is applied for by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField

from app.applications.domain.answering import read_answers
from app.applications.domain.budget import (
    CATEGORIES,
    FINANCING_FORMS,
    Budget,
    budget_of,
)
from app.applications.domain.budget_words import FINANCIER_WORDS, payer_words
from app.applications.domain.faults import Path
from app.applications.domain.form import Answers
from app.applications.domain.questions import Section
from app.applications.forms.fields import OneOf
from app.applications.forms.rows import act_on_rows, renumbered, row_numbers
from app.applications.forms.section import RowForm, SectionForm
from app.kernel.forms import LONG_TEXT, Money, Text

TABLES = ("periods", "costs", "financing", "applied")


class CostRow(RowForm):
    """One row of costs: an amount for each period."""

    category = OneOf("Slag", CATEGORIES)
    text = Text("Vad kostnaden är", limit=LONG_TEXT)
    financier = Text("Betalas av", limit=LONG_TEXT)
    amounts = FieldList(Money("Belopp"), "Belopp")


class PayerRow(RowForm):
    """Somebody else who pays."""

    financier = Text("Finansiär", limit=LONG_TEXT)
    form = OneOf("Form", FINANCING_FORMS)
    ore = Money("Belopp")


class YearRow(RowForm):
    """What is applied for in one calendar year."""

    year = Text("År", limit=LONG_TEXT)
    ore = Money("Belopp")


class BudgetForm(SectionForm):
    """The whole budget."""

    periods = FieldList(Text("Period", limit=LONG_TEXT), "Perioder")
    costs = FieldList(FormField(CostRow), "Kostnader")
    financing = FieldList(FormField(PayerRow), "Finansiering")
    applied = FieldList(FormField(YearRow), "Söks av förbundet")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _square(self)

    def content(self) -> dict[str, Any]:
        """Return what was typed; amounts by the names of the periods as they were typed."""
        periods = [field.data or "" for field in self.periods.entries]
        return {
            "periods": periods,
            "costs": [_cost(row.form, periods) for row in self.costs.entries],
            "financing": [dict(row.form.data) for row in self.financing.entries],
            "applied": [dict(row.form.data) for row in self.applied.entries],
        }

    def field_at(self, path: Path) -> Any:
        """Return the field of an answer; amounts are known by their period's name."""
        names = [field.data or "" for field in self.periods.entries]
        steps = [
            names.index(step) if "amounts" in path[:at] and step in names else step
            for at, step in enumerate(path)
        ]
        return super().field_at(tuple(steps))

    def counted(self) -> Budget:
        """Return the sums of what is typed now, right or wrong."""
        return budget_of(read_answers(self.page, self.content())[0])

    def column_sums(self) -> list[int]:
        """Return öre by period, in the order of the columns."""
        rows = [entry.form["amounts"].data for entry in self.costs.entries]
        return [sum(ore or 0 for ore in column) for column in zip(*rows, strict=True)] or [
            0 for _ in self.periods.entries
        ]


def _cost(row: Any, periods: Sequence[str]) -> dict[str, Any]:
    amounts: dict[str, int] = {}
    for name, field in zip(periods, row["amounts"].entries, strict=False):
        if field.data is not None:
            amounts[name] = amounts.get(name, 0) + field.data
    financier = _FINANCIERS.get(row["financier"].data or "", row["financier"].data)
    texts = {"category": row["category"].data, "text": row["text"].data}
    return {**texts, "financier": financier, "amounts": amounts}


_FINANCIERS = {words: value for value, words in FINANCIER_WORDS.items()}


def _square(form: BudgetForm) -> None:
    """Give every row of costs as many amounts as there are periods, and the other way."""
    rows: list[Any] = [entry.form["amounts"] for entry in form.costs.entries]
    lists: list[Any] = [form.periods, *rows]
    columns = max(len(fields.entries) for fields in lists)
    for fields in lists:
        while len(fields.entries) < columns:
            fields.append_entry()


def act_on_budget(posted: MultiDict[str, str], act: str) -> MultiDict[str, str] | None:
    """Add, take away or move a row or a period; None for other acts."""
    if act.startswith("periods:remove:"):
        return _without_period(posted, act)
    return act_on_rows(posted, act, TABLES)


def _without_period(posted: MultiDict[str, str], act: str) -> MultiDict[str, str] | None:
    """Take away a column: the period and its amount in every row."""
    at = int(act.rpartition(":")[2]) if act.rpartition(":")[2].isdecimal() else -1
    found = act_on_rows(posted, act, TABLES)
    if found is None:
        return None

    def number_of(number: int) -> int | None:
        return None if number == at else number - (number > at)

    for row in row_numbers(found, "costs"):
        found = renumbered(found, f"costs-{row}-amounts", number_of)
    return found


def budget_form(page: Section, answers: Answers, version: int, initiative: Answers) -> BudgetForm:
    """Return the form filled from stored answers, or from what was posted.

    ``initiative`` gives the years that an empty budget begins with.
    """
    form: BudgetForm = _class_of(page)(data=_typed(answers, _years(initiative)))
    if not form.is_submitted():
        form.began_from(answers, version)
    return form


def _class_of(page: Section) -> type[BudgetForm]:
    return type("PageForm", (BudgetForm,), {"page": page})


def _years(initiative: Answers) -> list[str]:
    first, last = initiative.get("starts_on"), initiative.get("ends_on")
    if not first or not last:
        return [""]
    years = range(int(first[:4]), int(last[:4]) + 1)
    return [str(year) for year in years][:_MOST_YEARS]


_MOST_YEARS = 6


def _typed(answers: Answers, years: Sequence[str]) -> dict[str, Any]:
    budget = budget_of(answers)
    periods = list(budget.periods) or list(years)
    empty_cost: Mapping[str, Any] = {"amounts": [None for _ in periods]}
    return {
        "periods": periods,
        "costs": [_typed_cost(cost, periods) for cost in budget.costs] or [empty_cost],
        "financing": [
            {"financier": one.financier, "form": one.form, "ore": one.ore}
            for one in budget.financing
        ]
        or [{}],
        "applied": [{"year": str(year), "ore": ore} for year, ore in sorted(budget.applied.items())]
        or [{"year": year, "ore": None} for year in years],
    }


def _typed_cost(cost: Any, periods: Sequence[str]) -> dict[str, Any]:
    return {
        "category": cost.category,
        "text": cost.text,
        "financier": payer_words(cost.financier),
        "amounts": [cost.amounts.get(period) for period in periods],
    }
