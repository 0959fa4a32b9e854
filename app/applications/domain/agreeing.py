"""The agreement with an initiative's owner: what has to add up before it is offered. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.applications.domain.budget import Budget
from app.kernel.errors import DomainError
from app.kernel.money import kronor

SENTENCES = {
    "agreement.not_granted": "En överenskommelse skrivs när styrelsen har beviljat pengar.",
    "agreement.exists": "Det finns redan en överenskommelse om den här ansökan.",
    "agreement.not_draft": (
        "Överenskommelsen är redan erbjuden. Ta tillbaka den om den ska ändras."
    ),
    "agreement.budget_year": (
        "Budgeten för {year} är {sum} men {granted} är beviljat. Ändra raderna så att de stämmer."
    ),
    "agreement.budget_year_unknown": "Inget är beviljat för {year}. Ta bort beloppet.",
    "agreement.budget_negative": "Ett belopp i budgeten är mindre än noll.",
    "agreement.no_reports": "Skriv minst en dag för rapport.",
    "agreement.no_final_report": "Markera vilken rapport som är slutrapporten.",
    "agreement.report_twice": "Samma dag står två gånger bland rapporterna.",
    "agreement.report_early": "En rapport kan inte lämnas innan insatsen börjar den {day}.",
    "agreement.payments": (
        "Utbetalningarna är {sum} men {granted} är beviljat. Ändra planen så att den stämmer."
    ),
    "agreement.payment_positive": "Varje utbetalning ska vara större än noll.",
    "agreement.no_owner_signatory": "Skriv vem som undertecknar för huvudmannen.",
    "agreement.no_our_signatory": "Skriv vem som undertecknar för förbundet.",
    "agreement.signed_in_future": "Dagen har inte varit ännu. Ange när den sista skrev under.",
    "agreement.signed_too_early": "Dagen ligger före beslutet den {day}. Ange en senare dag.",
    "agreement.no_scan": "Lägg till den undertecknade överenskommelsen som pdf eller bild.",
    "agreement.scan_kind": "Filen ska vara en pdf eller en bild, till exempel en skanning.",
    "agreement.no_initiative": (
        "Insatsen som förlängs eller ändras finns inte under Insatser. Den tillkommer när "
        "överenskommelsen om den första ansökan är undertecknad."
    ),
    "agreement.letter_sent": "Beslutsmeddelandet är redan skickat.",
    "agreement.nothing_decided": "Styrelsen har inte beslutat i ärendet ännu.",
}


@dataclass(frozen=True, slots=True)
class Report:
    """A day when the owner reports."""

    due_on: date
    final: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """A planned payment in öre."""

    due_on: date
    ore: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that an agreement says beside who it is with."""

    budget: Budget
    reports: tuple[Report, ...] = ()
    payments: tuple[Payment, ...] = ()
    terms: str = ""
    owner_signatory: str = ""
    our_signatory: str = ""


@dataclass(frozen=True, slots=True)
class SignedAgreement:
    """A signed agreement, as whoever keeps the initiatives needs it (rule AGR)."""

    agreement_id: int
    application_id: int
    signed_on: date


def shortcomings(terms: Terms, *, granted: Mapping[int, int], starts_on: date) -> list[DomainError]:
    """Return everything that keeps an agreement from being offered, each on its form field.

    ``granted`` is öre by calendar year.
    """
    return [
        *_budget_faults(terms.budget, granted),
        *_report_faults(terms.reports, starts_on),
        *_payment_faults(terms.payments, sum(granted.values())),
        *_signatory_faults(terms),
    ]


def _budget_faults(budget: Budget, granted: Mapping[int, int]) -> list[DomainError]:
    if any(ore < 0 for cost in budget.costs for ore in cost.amounts.values()):
        return [DomainError("agreement.budget_negative", field="costs")]
    sums = {int(period): ore for period, ore in budget.by_period().items()}
    found = []
    for year in sorted({*sums, *granted}):
        if not granted.get(year, 0) and sums.get(year, 0):
            found.append(DomainError("agreement.budget_year_unknown", field="costs", year=year))
        elif sums.get(year, 0) != granted.get(year, 0):
            found.append(_differs(year, sums.get(year, 0), granted.get(year, 0)))
    return found


def _differs(year: int, made: int, granted: int) -> DomainError:
    return DomainError(
        "agreement.budget_year",
        field="costs",
        year=year,
        sum=kronor(made),
        granted=kronor(granted),
    )


def _report_faults(reports: Sequence[Report], starts_on: date) -> list[DomainError]:
    if not reports:
        return [DomainError("agreement.no_reports", field="reports")]
    found = []
    if not any(report.final for report in reports):
        found.append(DomainError("agreement.no_final_report", field="reports"))
    if len({report.due_on for report in reports}) < len(reports):
        found.append(DomainError("agreement.report_twice", field="reports"))
    if any(report.due_on < starts_on for report in reports):
        day = starts_on.isoformat()
        found.append(DomainError("agreement.report_early", field="reports", day=day))
    return found


def _payment_faults(payments: Sequence[Payment], granted: int) -> list[DomainError]:
    if any(payment.ore <= 0 for payment in payments):
        return [DomainError("agreement.payment_positive", field="payments")]
    planned = sum(payment.ore for payment in payments)
    if planned == granted:
        return []
    details = {"sum": kronor(planned), "granted": kronor(granted)}
    return [DomainError("agreement.payments", field="payments", **details)]


def _signatory_faults(terms: Terms) -> list[DomainError]:
    found = []
    if not terms.owner_signatory:
        found.append(DomainError("agreement.no_owner_signatory", field="owner_signatory"))
    if not terms.our_signatory:
        found.append(DomainError("agreement.no_our_signatory", field="our_signatory"))
    return found


def usual_reports(starts_on: date, ends_on: date) -> tuple[Report, ...]:
    """Return a report each half-year of the initiative, and the final one two months after it."""
    days = [date(year, month, 15) for year in range(starts_on.year, ends_on.year + 2)
            for month in (1, 8)]  # fmt: skip
    between = [day for day in days if starts_on + timedelta(days=60) <= day <= ends_on]
    return (*map(Report, between), Report(ends_on + timedelta(days=60), final=True))


def usual_payments(granted: Mapping[int, int], starts_on: date) -> tuple[Payment, ...]:
    """Return one payment a year, early in it but not before the initiative starts."""
    return tuple(
        Payment(max(starts_on, date(year, 2, 15)), ore) for year, ore in sorted(granted.items())
    )
