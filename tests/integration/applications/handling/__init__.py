"""What the office does with an application, and the applicant's answers to it."""

from __future__ import annotations

from datetime import date

DUE = date(2017, 3, 1)
POINTS = [("target_group", "Antalet män saknas."), ("budget", "Ange kostnaden för lokaler.")]


def page_of(application) -> str:
    """Return the address of an application's page."""
    return f"/ansokningar/{application.id}"


def code(refusal) -> str:
    """Return what a refusal is called."""
    return refusal.value.code
