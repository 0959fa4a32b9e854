"""Pages of initiatives: the list, and one initiative."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request

from app.followup import queries, services
from app.followup.domain import (
    INITIATIVE_MACHINE,
    STATE_WORDS,
    InitiativeEvent,
    InitiativeState,
)
from app.followup.models import Initiative
from app.followup.policies import (
    EXTEND_INITIATIVE,
    HANDLE_INITIATIVE,
    READ_INITIATIVE,
    SEE_INITIATIVES,
)
from app.kernel import clock, db, history
from app.kernel.actor import Permission, auditor, board, office
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other

pages = Blueprint("followup", __name__, url_prefix="/insatser")

STATE_MARKS = {
    InitiativeState.AGREED: "coming",
    InitiativeState.RUNNING: "current",
    InitiativeState.ENDED: "done",
}


def _opened(initiative_id: int, needed: Permission) -> Initiative:
    """Return the initiative for one who may; somebody else's does not exist."""
    session = db.session()
    found = queries.initiative(session, initiative_id)
    if not acting().may(needed, queries.access(session, found)):
        raise NotFound
    return found


@pages.get("")
@requires(SEE_INITIATIVES)
def index() -> Answer:
    """List what the association finances; those on an owner's side see their own."""
    actor = acting()
    everything = any(holds(actor, None) for holds in (office, board, auditor))
    found = queries.initiatives(db.session(), actor, everything=everything)
    return render_template(
        "followup/index.html",
        initiatives=found,
        words=STATE_WORDS,
        marks=STATE_MARKS,
        granted=sum(one.granted_ore for one in found if one.state is not InitiativeState.ENDED),
    )


@pages.get("/<int:initiative_id>")
@requires(READ_INITIATIVE)
def initiative(initiative_id: int) -> Answer:
    """Show one initiative: who, when, goals, money, agreements, reports, extensions."""
    session = db.session()
    found = _opened(initiative_id, READ_INITIATIVE)
    grants = queries.grants(session, found)
    actor, access = acting(), queries.access(session, found)
    reports = sorted(
        (report for grant in grants for report in grant.agreement.reports),
        key=lambda report: report.due_on,
    )
    return render_template(
        "followup/initiative.html",
        initiative=found,
        word=STATE_WORDS[found.state],
        mark=STATE_MARKS[found.state],
        steps=_steps(found),
        grants=grants,
        by_year=queries.granted_by_year(session, found),
        reports=reports,
        today=clock.today(),
        handles=actor.may(HANDLE_INITIATIVE, access),
        extends=actor.may(EXTEND_INITIATIVE, access),
        reasons=_reasons(found),
        states=InitiativeState,
        events=history.events(session, found),
    )


def _steps(found: Initiative) -> list[dict[str, object]]:
    order = list(InitiativeState)
    at = order.index(found.state)
    days = (found.agreement_signed_on, found.starts_on, found.ends_on)
    return [
        {
            "label": STATE_WORDS[state],
            "state": "done" if place < at else "current" if place == at else "coming",
            "date": day.isoformat(),
        }
        for place, (state, day) in enumerate(zip(order, days, strict=True))
    ]


def _reasons(found: Initiative) -> list[str]:
    """Return the codes of what keeps it from starting; empty when nothing does or it has."""
    if found.state is not InitiativeState.AGREED:
        return []
    facts = services.facts(found)
    return INITIATIVE_MACHINE.reasons(found.state, InitiativeEvent.START, facts)


@pages.post("/<int:initiative_id>")
@requires(HANDLE_INITIATIVE)
def step(initiative_id: int) -> Answer:
    """Start or end the initiative."""
    found = _opened(initiative_id, HANDLE_INITIATIVE)
    steps = {
        "start": (services.start, "Insatsen har börjat."),
        "end": (services.end, "Insatsen är avslutad."),
    }
    act, told = steps.get(request.form.get("do", ""), (None, ""))
    if act is None:
        raise NotFound
    with db.transaction() as session:
        act(session, actor=acting(), initiative_id=found.id)
    flash(told, "success")
    return see_other("followup.initiative", initiative_id=found.id)
