"""What an agreement begins with, and what it says as a value."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain.agreeing import (
    Payment,
    Report,
    Terms,
    usual_payments,
    usual_reports,
)
from app.applications.domain.budget import ASSOCIATION, CATEGORIES, Budget, Cost, budget_of
from app.applications.models import Agreement, Application
from app.applications.queries import deciding
from app.kernel import clock

USUAL_TERMS = """Medlen används till det som ansökan och beslutet säger. Medel som inte har \
använts betalas tillbaka.

- Deltagare redovisas som antal, kvinnor och män var för sig. Inga personuppgifter lämnas till \
förbundet.
- Ändringar av syfte, budget eller tid beslutas av styrelsen innan de görs.
- Utbetalning väntar så länge en rapport som har förfallit saknas."""


def granted(session: Session, application: Application) -> dict[int, int]:
    """Return what the board has granted, in öre by calendar year."""
    return deciding.granted_by_year(session, [application.id])


def usual_terms(session: Session, application: Application) -> Terms:
    """Return what an agreement begins with, from the decision and the application."""
    by_year = granted(session, application)
    starts_on = application.starts_on or clock.today()
    ends_on = application.ends_on or starts_on
    people = queries.answers(session, application.id).get("contacts", {}).get("people") or ()
    signatory: dict[str, Any] = next((one for one in people if one.get("role") == "signatory"), {})
    named = ", ".join(filter(None, (signatory.get("name"), signatory.get("title"))))
    return Terms(
        budget=_granted_budget(session, application, by_year),
        reports=usual_reports(starts_on, ends_on),
        payments=usual_payments(by_year, starts_on),
        terms=USUAL_TERMS,
        owner_signatory=named,
    )


def _granted_budget(session: Session, application: Application, by_year: dict[int, int]) -> Budget:
    """Return the granted lines as costs that the association pays."""
    row = deciding.latest_in_effect(session, application.id)
    lines: dict[int, tuple[str, dict[str, int]]] = {}
    for line in row.lines if row else ():
        _, amounts = lines.setdefault(line.position, (line.text, {}))
        amounts[str(line.year)] = line.ore
    applied = budget_of(queries.answers(session, application.id).get("budget"))
    categories = {cost.text or CATEGORIES[cost.category]: cost.category for cost in applied.costs}
    return Budget(
        periods=tuple(str(year) for year in sorted(by_year)),
        costs=tuple(
            Cost(categories.get(text, "other"), text, ASSOCIATION, amounts)
            for _, (text, amounts) in sorted(lines.items())
        ),
        applied=by_year,
    )


def terms_of(row: Agreement) -> Terms:
    """Return an agreement as a value."""
    return Terms(
        budget=budget_of(row.budget),
        reports=tuple(Report(one.due_on, one.final) for one in row.reports),
        payments=tuple(Payment(one.due_on, one.ore) for one in row.payments),
        terms=row.terms,
        owner_signatory=row.owner_signatory,
        our_signatory=row.our_signatory,
    )
