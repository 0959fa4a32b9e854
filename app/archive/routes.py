"""The page of archive and verification, and the office's task when something was found."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, render_template, url_for
from sqlalchemy.orm import Session

from app.archive import queries
from app.archive.policies import MEND, READ_TRUST
from app.kernel import audit_chain, audit_checks, clock, db
from app.kernel.actor import Actor
from app.kernel.audit_checks import AuditCheck
from app.kernel.authz import requires
from app.kernel.tasks import Task
from app.kernel.web import Answer

pages = Blueprint("archive", __name__, url_prefix="/arkiv")

_LATE = timedelta(days=2)
_GROUP = 8  # letters of a SHA-256 that are read together


@pages.get("")
@requires(READ_TRUST)
def index() -> Answer:
    """Show the last verification, the newest seal, and the packages that have been made."""
    session = db.session()
    check, head = audit_checks.last_check(session), audit_chain.head(session)
    return render_template(
        "archive/index.html",
        check=check,
        late=_late(check),
        head=head,
        groups=_groups(head.sha256) if head else [],
        packages=queries.exports(session),
        years=queries.years(session),
    )


def _late(check: AuditCheck | None) -> bool:
    return check is None or clock.now() - check.checked_at > _LATE


def _groups(sha256: str) -> list[str]:
    return [sha256[place : place + _GROUP] for place in range(0, len(sha256), _GROUP)]


def trust_tasks(session: Session, actor: Actor, _today: date) -> list[Task]:
    """Return one task, late from the start, when the last verification found something."""
    if not actor.may(MEND):
        return []
    last = audit_checks.last_findings(session)
    if last is None or not last.findings:
        return []
    number = len(last.findings)
    fault = "ett fel" if number == 1 else f"{number} fel"
    # It should never have become so: the task is late already the day it is found.
    due = last.checked_at.astimezone(clock.STOCKHOLM).date() - timedelta(days=1)
    return [
        Task(
            f"Ta reda på vad som har hänt: kontrollen av handlingar och logg fann {fault}",
            url_for("archive.index"),
            due,
            "något är ändrat utanför systemet",
        )
    ]
