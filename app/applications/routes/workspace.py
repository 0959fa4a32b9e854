"""One application on one page: where it is, what comes next, what is missing, what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from app.applications.domain import (
    DIRECTION_WORDS,
    KIND_WORDS,
    OFFICE_WORDS,
    OUTCOME_WORDS,
    PART_WORDS,
    PENDING,
    Access,
    ApplicationState,
    CompletionState,
)
from app.applications.domain.budget import budget_of
from app.applications.domain.completing import titles
from app.applications.domain.differences import shown
from app.applications.domain.form import BUDGET, Content
from app.applications.domain.form_one import CONTACT_ROLES
from app.applications.models import Application
from app.applications.policies import HANDLE_APPLICATION, READ_APPLICATION
from app.applications.queries import whole
from app.applications.queries.whole import AskedRow, FileRow, SentRow
from app.applications.routes.applicant_page import applicant_page
from app.applications.routes.board_panel import board_panel
from app.applications.routes.loading import ONE, opened
from app.applications.routes.preparation_panel import preparation_panel
from app.applications.routes.ways import way
from app.applications.routes.workspace_parts import missing_part, next_part, steps_part
from app.documents.domain import size_words
from app.kernel import db, ui
from app.kernel.actor import Actor
from app.kernel.authz import acting, requires
from app.kernel.money import kronor
from app.kernel.web import Answer

PANELS = (preparation_panel, board_panel)
"""What the preparing and deciding parts show on the page, in order; each may show nothing."""

STATE_MARKS = {
    ApplicationState.DRAFT: "draft",
    ApplicationState.DECIDED: "done",
    ApplicationState.CLOSED: "done",
    ApplicationState.WITHDRAWN: "skipped",
    ApplicationState.DISMISSED: "rejected",
}


def workspace_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(ONE, view_func=workspace)


@requires(READ_APPLICATION)
def workspace(application_id: int) -> Answer:
    """Show one application: to its writers their own page, to all others the whole of it."""
    session, actor = db.session(), acting()
    found, access = opened(session, application_id, READ_APPLICATION)
    if actor.person_id in access.parts and not actor.may(HANDLE_APPLICATION, access):
        return applicant_page(session, found, access, actor)
    return render_template("applications/workspace.html", **_whole(session, found, access, actor))


def _whole(session: Session, found: Application, access: Access, actor: Actor) -> dict[str, Any]:
    content = whole.counting_answers(session, found.id)
    asked = whole.asked(session, found.id)
    progress = whole.handled(session, found)
    office = actor.may(HANDLE_APPLICATION, access)
    budget = budget_of(content.get(BUDGET))
    return {
        "application": found,
        "office": office,
        "pending": found.state in PENDING,
        "undecided": found.state in {*PENDING, ApplicationState.ON_AGENDA},
        "state_word": _state_word(found, access),
        "state_mark": _state_mark(found, access),
        "steps": steps_part(found, progress, completion_open=access.completion_open),
        "next": next_part(session, found, access, actor, progress, asked),
        "missing": missing_part(found, access, content, asked) if office else (),
        "case_href": way("registry.case", case_id=found.case_id) if found.case_id else "",
        "short": _short(found, content),
        "years": sorted(budget.applied.items()),
        "applied_ore": budget.total_applied,
        "sections": shown(found.form_version, content),
        "files": [_file(found, one) for one in whole.files(session, found.id)],
        "submissions": [_submission(found, one) for one in whole.sent(session, found.id)],
        "requests": _requests(found, asked),
        "contacts": _contacts(content),
        "writers": [
            {"name": name, "note": PART_WORDS[part]}
            for name, part in whole.writers(session, found.id)
        ],
        "panels": [panel for make in PANELS if (panel := make(session, found, access, actor))],
        "entries": whole.events(session, found.id),
    }


def _file(application: Application, file: FileRow) -> dict[str, str]:
    return {
        "href": way("applications.file", application_id=application.id, file_id=file.id),
        "text": file.title,
        "note": f"{file.filename}, {size_words(file.size)}",
        "when": ui.iso(file.added_at),
    }


def _submission(application: Application, sent: SentRow) -> dict[str, Any]:
    values: dict[str, Any] = {"application_id": application.id, "number": sent.number}
    return {
        "number": sent.number,
        "href": way("applications.submission", **values),
        "at": sent.at,
        "by": sent.by,
        "sha256": sent.sha256,
        "difference": way("applications.difference", **values) if sent.number > 1 else "",
    }


def _state_word(application: Application, access: Access) -> str:
    if application.outcome is not None:
        return OUTCOME_WORDS[application.outcome]
    if access.completion_open and application.state in PENDING:
        return "Väntar på komplettering"
    return OFFICE_WORDS[application.state]


def _state_mark(application: Application, access: Access) -> str:
    if application.outcome is not None and not application.granted_ore:
        return "rejected"
    if access.completion_open and application.state in PENDING:
        return "warning"
    return STATE_MARKS.get(application.state, "current")


def _short(application: Application, content: Content) -> list[tuple[str, str]]:
    """Return who applies for what, in a few rows."""
    initiative, parties = content.get("initiative") or {}, content.get("parties") or {}
    rows = parties.get("parties") or ()
    direction = application.direction
    return [
        ("Sökande", application.organisation),
        ("Organisationsnummer", application.organisation_number),
        ("Ansökan gäller", KIND_WORDS[application.kind]),
        ("Inriktning", DIRECTION_WORDS[direction] if direction else ""),
        ("Kommuner", ", ".join(initiative.get("municipalities") or ())),
        ("Huvudman", parties.get("owner") or ""),
        ("Samverkande parter", ", ".join(row.get("name") or "" for row in rows)),
        ("Ett slags part godtaget", application.parties_override),
        ("Beviljat", _granted(application)),
    ]


def _granted(application: Application) -> str:
    """Return what the attested § says, in short; nothing before (rule DEC)."""
    if application.outcome is None:
        return ""
    amounts = f"{kronor(application.granted_ore or 0)} av sökta {kronor(application.applied_ore)}"
    return f"{amounts} ({application.paragraph_label}, {ui.iso(application.decided_on)})"


def _contacts(content: Content) -> list[dict[str, str]]:
    people = (content.get("contacts") or {}).get("people") or ()
    return [
        {
            "name": one.get("name") or "",
            "role": CONTACT_ROLES.get(one.get("role") or "", ""),
            "telephone": one.get("telephone") or "",
            "email": one.get("email") or "",
        }
        for one in people
    ]


_REQUEST_WORDS = {
    CompletionState.OPEN: ("current", "Väntar på svar"),
    CompletionState.ANSWERED: ("done", "Besvarad"),
    CompletionState.WITHDRAWN: ("skipped", "Tillbakatagen"),
}


def _requests(application: Application, asked: Sequence[AskedRow]) -> list[dict[str, str]]:
    known = titles(application.form_version)
    return [
        {
            "href": way(
                "applications.completion", application_id=application.id, number=one.number
            ),
            "text": f"Begäran {one.number}, svar senast {one.due_on.isoformat()}",
            "note": ", ".join(known[key] for key in one.keys),
            "kind": _REQUEST_WORDS[one.state][0],
            "state": _REQUEST_WORDS[one.state][1],
        }
        for one in asked
    ]
