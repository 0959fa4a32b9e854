"""What an agreement has to add up to (rule AGR)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.applications.domain.agreeing import (
    Payment,
    Report,
    Terms,
    shortcomings,
    usual_payments,
    usual_reports,
)
from app.applications.domain.budget import Budget, Cost

GRANTED = {2017: 300, 2018: 100}
STARTS = date(2017, 4, 1)
WHOLE = Terms(
    budget=Budget(
        periods=("2017", "2018"), costs=(Cost("staff", "Personal", "", {"2017": 300, "2018": 100}),)
    ),
    reports=(Report(date(2017, 8, 15)), Report(date(2018, 12, 31), final=True)),
    payments=(Payment(date(2017, 4, 1), 300), Payment(date(2018, 2, 15), 100)),
    terms="",
    owner_signatory="Gunvor",
    our_signatory="Maj",
)


def _budget(**amounts: int) -> Budget:
    years = {name.removeprefix("y"): ore for name, ore in amounts.items()}
    return Budget(periods=tuple(years), costs=(Cost("staff", "", "", years),))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"budget": _budget(y2017=299, y2018=100)}, ["agreement.budget_year"]),
        ({"budget": _budget(y2017=300)}, ["agreement.budget_year"]),
        ({"budget": _budget(y2017=300, y2018=100, y2019=1)}, ["agreement.budget_year_unknown"]),
        ({"budget": _budget(y2017=-1, y2018=100)}, ["agreement.budget_negative"]),
        ({"reports": ()}, ["agreement.no_reports"]),
        ({"reports": (Report(date(2017, 8, 15)),)}, ["agreement.no_final_report"]),
        (
            {"reports": (Report(date(2017, 8, 15)), Report(date(2017, 8, 15), final=True))},
            ["agreement.report_twice"],
        ),
        ({"reports": (Report(date(2017, 3, 31), final=True),)}, ["agreement.report_early"]),
        ({"payments": (Payment(STARTS, 399),)}, ["agreement.payments"]),
        ({"payments": (Payment(STARTS, 0),)}, ["agreement.payment_positive"]),
        (
            {"owner_signatory": "", "our_signatory": ""},
            ["agreement.no_owner_signatory", "agreement.no_our_signatory"],
        ),
    ],
)
def test_rule_agr_everything_that_does_not_add_up_is_named(changes, codes):
    """Rule AGR."""
    found = shortcomings(replace(WHOLE, **changes), granted=GRANTED, starts_on=STARTS)
    assert [fault.code for fault in found] == codes


def test_the_usual_days_and_payments_fit():
    ends = date(2018, 6, 30)
    reports, payments = usual_reports(STARTS, ends), usual_payments(GRANTED, STARTS)
    assert [report.due_on for report in reports] == [
        date(2017, 8, 15),
        date(2018, 1, 15),
        date(2018, 8, 29),
    ]
    assert [report.final for report in reports] == [False, False, True]
    assert payments == (Payment(STARTS, 300), Payment(date(2018, 2, 15), 100))
    usual = replace(WHOLE, reports=reports, payments=payments)
    assert shortcomings(usual, granted=GRANTED, starts_on=STARTS) == []
