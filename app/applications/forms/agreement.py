"""Forms of the agreement: its budget year by year, report days, payments, signing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, RadioField, SelectField
from wtforms import Form as Plain
from wtforms.validators import InputRequired, Optional

from app.applications.domain import SIGNED_WORDS, SignedBy
from app.applications.domain.agreeing import Payment, Report, Terms
from app.applications.domain.budget import ASSOCIATION, CATEGORIES, Budget, Cost
from app.kernel.forms import Day, Form, LongText, Money, Text, Version

SPARE = 1  # empty rows after the filled ones; an emptied row is taken away


class ReportRow(Plain):
    """A day when the owner reports."""

    due_on = Day("Senast")
    final = BooleanField("Slutrapport")


class PaymentRow(Plain):
    """A planned payment."""

    due_on = Day("Tidigast")
    ore = Money("Belopp")


class AgreementForm(Form):
    """The agreement as a draft; the budget's rows are made by :func:`agreement_form`."""

    costs: FieldList[Any]
    reports = FieldList(FormField(ReportRow))
    payments = FieldList(FormField(PaymentRow))
    terms = LongText(
        "Villkor",
        description="En rad som börjar med bindestreck blir en punkt, med # en mellanrubrik.",
    )
    owner_signatory = Text("Undertecknar för huvudmannen", description="Namn och titel.")
    our_signatory = Text("Undertecknar för förbundet", description="Namn och titel.")
    version = Version()

    years: Sequence[int] = ()
    granted: Mapping[int, int] = {}

    def add_row(self, act: str) -> bool:
        """Add an empty row ("add:costs"); False for other acts."""
        what, _, name = act.partition(":")
        if what != "add" or name not in {"costs", "reports", "payments"}:
            return False
        self[name].append_entry()
        return True

    def to_terms(self) -> Terms:
        """Return what was typed as a value; empty rows are left out."""
        return Terms(
            budget=self._budget(),
            reports=tuple(
                sorted(
                    (
                        Report(row["due_on"], bool(row["final"]))
                        for row in self.reports.data
                        if row["due_on"]
                    ),
                    key=lambda one: one.due_on,
                )
            ),
            payments=tuple(
                sorted(
                    (
                        Payment(row["due_on"], row["ore"])
                        for row in self.payments.data
                        if row["due_on"] and row["ore"]
                    ),
                    key=lambda one: (one.due_on, one.ore),
                )
            ),
            terms=self.terms.data or "",
            owner_signatory=self.owner_signatory.data or "",
            our_signatory=self.our_signatory.data or "",
        )

    def _budget(self) -> Budget:
        rows = [_cost(row, self.years) for row in self.costs.data]
        return Budget(
            periods=tuple(str(year) for year in self.years),
            costs=tuple(row for row in rows if row.text or row.amounts),
            applied=dict(self.granted),
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for both parts of a payment: a half one would be lost."""
        fine = bool(super().validate(extra_validators))
        for row in self.payments:
            typed = (row.form.due_on.data, row.form.ore.data)
            missing = row.form.due_on if typed[0] is None else row.form.ore
            if any(typed) and not all(typed) and not missing.errors:
                missing.errors = ["Fyll i både dag och belopp, eller töm raden."]
                fine = False
        return fine


def _cost(row: Mapping[str, Any], years: Sequence[int]) -> Cost:
    amounts = {str(year): row[f"ore_{year}"] for year in years if row[f"ore_{year}"]}
    return Cost(row["category"], row["text"] or "", ASSOCIATION, amounts)


def agreement_form(terms: Terms, granted: Mapping[int, int], version: int) -> AgreementForm:
    """Return the form with an amount for each granted year in every row of the budget."""
    years = sorted(granted)
    row_fields: dict[str, Any] = {
        "category": SelectField("Kostnadsslag", [Optional()], choices=CATEGORIES),
        "text": Text("Kostnad"),
        **{f"ore_{year}": Money(str(year)) for year in years},
    }
    row = type("CostRow", (Plain,), row_fields)
    parts = {"costs": FieldList(FormField(row)), "years": tuple(years), "granted": granted}
    made = type("AgreementFormOfYears", (AgreementForm,), parts)
    form = cast("AgreementForm", made(data={**_data(terms), "version": version}))
    if not form.is_submitted():
        for name in ("costs", "reports", "payments"):
            for _ in range(SPARE):
                form[name].append_entry()
    _ask_for(form)
    return form


def _ask_for(form: AgreementForm) -> None:
    """Leave out "(valfritt)": all of it is asked for before the agreement is offered."""
    rows = [*form.reports, *form.payments]
    for field in (form.owner_signatory, form.our_signatory, *(row.form.due_on for row in rows)):
        field.flags.optional = False


def _data(terms: Terms) -> dict[str, Any]:
    return {
        "costs": [
            {
                "category": cost.category,
                "text": cost.text,
                **{f"ore_{year}": ore for year, ore in cost.amounts.items()},
            }
            for cost in terms.budget.costs
        ],
        "reports": [{"due_on": one.due_on, "final": one.final} for one in terms.reports],
        "payments": [{"due_on": one.due_on, "ore": one.ore} for one in terms.payments],
        "terms": terms.terms,
        "owner_signatory": terms.owner_signatory,
        "our_signatory": terms.our_signatory,
    }


class SigningForm(Form):
    """When and how both parties signed, with the signed pages."""

    signed_on = Day("Undertecknad den", "Ange dagen då den sista skrev under.")
    signed_by = RadioField(
        "Så skrev parterna under",
        [InputRequired("Välj hur överenskommelsen undertecknades.")],
        choices={str(how): word for how, word in SIGNED_WORDS.items()},
        coerce=SignedBy,
        default=SignedBy.ON_PAPER,
    )
    file = FileField(
        "Den undertecknade överenskommelsen",
        description="Som pdf eller bild, till exempel en skanning.",
    )
