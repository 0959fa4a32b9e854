"""What every page of the application needs of the association: its name, and that there is one."""

from __future__ import annotations

from flask import g, redirect, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from app.association import queries
from app.association.queries import PageHead
from app.kernel import db
from app.kernel.authz import current_actor
from app.kernel.web import Answer


def _found() -> PageHead | None:
    """Return the association; one statement per request."""
    if "association" not in g:
        g.association = queries.page_head(db.session())
    found: PageHead | None = g.association
    return found


def association_of_page() -> PageHead | None:
    """Return the association for the page's head; None when the database does not answer."""
    try:
        return _found()
    except SQLAlchemyError:
        # This may be the page that tells that the database is gone.
        return None


def set_up_first() -> Answer | None:
    """Send whoever opens an empty installation to the set-up; nobody has a login before it."""
    endpoint = request.endpoint or "static"
    if request.method != "GET" or endpoint in {"static", "health"}:
        return None
    if endpoint.startswith("association.set_up") or current_actor() is not None:
        return None
    if _found() is None:
        return redirect(url_for("association.set_up"), 303)  # type: ignore[return-value]
    return None
