"""Applications in any state, written as rows, so that each step can be tested by itself."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.applications.domain import (
    ApplicationState,
    DecisionKind,
    Direction,
    Kind,
    Outcome,
    Part,
    Stage,
)
from app.applications.domain.budget import budget_of
from app.applications.domain.form import LATEST_FORM
from app.applications.models import (
    Application,
    ApplicationDecision,
    ApplicationPlace,
    ApplicationSection,
    AppliedYear,
    Collaborator,
    GrantLine,
    Submission,
)
from app.devtools.seed_applications import VAGEN_VIDARE
from app.documents import services as documents
from app.kernel import clock
from app.kernel.actor import Actor
from app.registry import services as registry

_AFTER = (ApplicationState.DECIDED, ApplicationState.CLOSED)


def full_answers(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return complete answers that may be submitted; ``changes`` are merged in by section."""
    found = deepcopy(VAGEN_VIDARE)
    for key, values in changes.items():
        found[key] = {**found.get(key, {}), **values}
    return found


def create_application(
    session: Session,
    *,
    applicant: Person | None = None,
    actor: Actor | None = None,
    state: ApplicationState = ApplicationState.DRAFT,
    answers: dict[str, dict[str, Any]] | None = None,
    outcome: Outcome = Outcome.GRANTED,
    **values: Any,
) -> Application:
    """Make an application with its answers, its case, submission and decision as the state asks."""
    given = full_answers() if answers is None else answers
    head, budget = given.get("initiative", {}), budget_of(given.get("budget"))
    organisation = given.get("organisation", {})
    application = Application(
        form_version=LATEST_FORM,
        created_at=clock.now(),
        name=head.get("name", ""),
        organisation=organisation.get("name", ""),
        organisation_number=organisation.get("organisation_number", ""),
        kind=Kind(head.get("kind", Kind.NEW)),
        direction=Direction(head["direction"]) if head.get("direction") else None,
        starts_on=_day(head.get("starts_on")),
        ends_on=_day(head.get("ends_on")),
        applied_ore=budget.total_applied,
        **values,
    )
    session.add(application)
    session.flush()
    _add_answers(session, application, given)
    if applicant is not None:
        _add_collaborator(session, application, applicant)
    if state is not ApplicationState.DRAFT:
        _hand_in(session, application, given, actor)
    if state in _AFTER:
        _decide(session, application, state, outcome, actor)
    application.state = state
    session.flush()
    return application


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _add_answers(
    session: Session, application: Application, given: dict[str, dict[str, Any]]
) -> None:
    for key, content in given.items():
        session.add(
            ApplicationSection(
                application_id=application.id,
                key=key,
                content=content,
                saved_at=clock.now(),
                saved_by="Sökande",
            )
        )
    for year, ore in budget_of(given.get("budget")).applied.items():
        session.add(AppliedYear(application_id=application.id, year=year, ore=ore))
    for name in given.get("initiative", {}).get("municipalities", ()):
        session.add(ApplicationPlace(application_id=application.id, municipality=name))
    session.flush()


def _add_collaborator(session: Session, application: Application, person: Person) -> None:
    session.add(
        Collaborator(
            application_id=application.id,
            person_id=person.id,
            part=Part.SUBMIT,
            added_at=clock.now(),
            added_by="Kansliet",
        )
    )
    session.flush()


def _hand_in(
    session: Session,
    application: Application,
    given: dict[str, dict[str, Any]],
    actor: Actor | None,
) -> None:
    case = registry.open_case(
        session,
        actor=actor,
        heading=f"Ansökan om medfinansiering, {application.name}",
        counterpart=application.organisation,
    )
    session.flush()
    application.case_id, application.submitted_at = case.id, clock.now()
    content = {"sections": given, "files": []}
    written = json.dumps(content, sort_keys=True).encode()
    version = documents.store(
        session,
        actor=actor,
        kind="ansokan",
        title="Ansökan",
        filename="ansokan.txt",
        media_type="text/plain",
        content=written,
    )
    session.flush()
    session.add(
        Submission(
            application_id=application.id,
            number=1,
            form_version=application.form_version,
            content=content,
            sha256=hashlib.sha256(written).hexdigest(),
            submitted_at=clock.now(),
            submitted_by="Sökande",
            file_version_id=version.id,
        )
    )
    session.flush()


def _applied(session: Session, application: Application) -> dict[int, int]:
    rows = session.execute(
        select(AppliedYear.year, AppliedYear.ore).where(
            AppliedYear.application_id == application.id
        )
    )
    return {row.year: row.ore for row in rows}


def _decide(
    session: Session,
    application: Application,
    state: ApplicationState,
    outcome: Outcome,
    actor: Actor | None,
) -> None:
    granted = {
        Outcome.GRANTED: application.applied_ore,
        Outcome.GRANTED_IN_PART: application.applied_ore // 2,
        Outcome.REJECTED: 0,
    }[outcome]
    assert application.case_id is not None
    today = clock.today()
    record = registry.record_decision(
        session,
        actor=actor,
        case_id=application.case_id,
        meeting_on=today,
        body_name="Styrelsen",
        paragraph_label="§ 62",
        clauses=("bevilja ansökan",),
    )
    session.flush()
    application.state = state
    application.outcome, application.granted_ore = outcome, granted
    application.paragraph_label, application.decided_on = "§ 62", today
    application.decision_record_id = record.id
    kinds = {
        Outcome.GRANTED: DecisionKind.GRANT,
        Outcome.GRANTED_IN_PART: DecisionKind.GRANT_IN_PART,
        Outcome.REJECTED: DecisionKind.REJECT,
    }
    left = granted
    lines: list[tuple[int, int]] = []
    for year, ore in sorted(_applied(session, application).items()):
        lines.append((year, min(left, ore)))
        left -= min(left, ore)
    for stage in Stage:
        session.add(
            ApplicationDecision(
                lines=[
                    GrantLine(year=year, position=0, text="Medfinansiering", ore=ore)
                    for year, ore in lines
                    if ore
                ],
                application_id=application.id,
                round=1,
                stage=stage,
                kind=kinds[outcome],
                reasons="Insatsen ryms inte i ramen." if outcome is Outcome.REJECTED else "",
                record_id=record.id if stage is Stage.DECISION else None,
                written_at=clock.now(),
                written_by="Kansliet",
            )
        )
    session.flush()
