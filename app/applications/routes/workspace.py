"""The list of applications and one application's workspace."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.applications.domain import OFFICE_WORDS
from app.applications.policies import READ_APPLICATION
from app.applications.routes.loading import opened
from app.kernel import db
from app.kernel.authz import requires


def workspace_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("/ansokningar/<int:application_id>", view_func=workspace)


@requires(READ_APPLICATION)
def workspace(application_id: int) -> str:
    """Show one application."""
    found, _ = opened(db.session(), application_id, READ_APPLICATION)
    return render_template(
        "applications/workspace.html", application=found, state_word=OFFICE_WORDS[found.state]
    )
