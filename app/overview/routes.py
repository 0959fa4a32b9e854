"""The overview: what to do, what comes next, what has happened."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.tasks import in_order, tasks
from app.kernel.web import Answer
from app.overview.policies import SEE_OVERVIEW

pages = Blueprint("overview", __name__)


@pages.get("/oversikt")
@requires(SEE_OVERVIEW)
def index() -> Answer:
    """Show what the person has to do, mine first."""
    session, actor, day = db.session(), acting(), clock.today()
    found = in_order([task for answer in tasks(session, actor, day) for task in answer])
    return render_template("overview/index.html", tasks=found, today=day)
