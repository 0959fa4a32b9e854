"""What applications show on the page of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import OFFICE_WORDS
from app.applications.policies import READ_APPLICATION
from app.kernel.actor import Actor
from app.kernel.panels import PanelLink
from app.registry.domain import CasePanel

if TYPE_CHECKING:
    from app.registry.models import Case


def application_panel(session: Session, case: Case, actor: Actor) -> CasePanel:
    """Return the way to the application that the case is about."""
    found = queries.application_of_case(session, case.id)
    if found is None or not actor.may(READ_APPLICATION, queries.access(session, found)):
        return CasePanel()
    link = PanelLink(
        found.name or "Ansökan utan namn",
        url_for("applications.workspace", application_id=found.id),
        note=found.organisation,
        state=OFFICE_WORDS[found.state],
        kind="current",
    )
    return CasePanel("Ansökan", (link,))
