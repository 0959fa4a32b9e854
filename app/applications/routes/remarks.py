"""Remarks between those who write: on each part of an application, until they are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, render_template, url_for
from sqlalchemy.orm import Session

from app.applications import services
from app.applications.domain.completing import FILES, titles
from app.applications.forms.remarks import RemarkForm
from app.applications.models import Application, SectionComment
from app.applications.policies import COMMENT_APPLICATION
from app.applications.queries import drafting
from app.applications.routes.loading import opened
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other


@dataclass(frozen=True)
class Remarks:
    """The remarks on one part, and the form for another."""

    key: str
    waiting: Sequence[SectionComment]
    settled: Sequence[SectionComment]
    form: RemarkForm


def remark_pages(pages: Blueprint) -> None:
    """Add the pages."""
    one = "/ansokningar/<int:application_id>"
    pages.add_url_rule(f"{one}/del/<key>/kommentar", view_func=comment, methods=["POST"])
    pages.add_url_rule(
        f"{one}/kommentar/<int:comment_id>/klar", view_func=settle_comment, methods=["POST"]
    )


def remarks_on(session: Session, application: Application, key: str) -> Remarks:
    """Return the remarks on a part, those that wait first."""
    found = drafting.comments(session, application.id, key)
    return Remarks(
        key=key,
        waiting=[one for one in found if one.settled_at is None],
        settled=[one for one in found if one.settled_at is not None],
        form=RemarkForm(formdata=None),
    )


@requires(COMMENT_APPLICATION)
def comment(application_id: int, key: str) -> Answer:
    """Write a remark on one part."""
    found, _ = opened(db.session(), application_id, COMMENT_APPLICATION)
    if key not in titles(found.form_version):
        raise NotFound
    form = RemarkForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.add_comment(
                session,
                actor=acting(),
                application_id=application_id,
                key=key,
                text=form.text.data or "",
            )
        if not form.summary_errors:
            flash("Kommentaren är sparad.", "success")
            return _on(application_id, key)
    title = titles(found.form_version)[key]
    page = render_template(
        "applications/comment.html",
        application=found,
        title=title,
        key=key,
        form=form,
        back=_address(application_id, key),
    )
    return page, 422


@requires(COMMENT_APPLICATION)
def settle_comment(application_id: int, comment_id: int) -> Answer:
    """Mark a remark as settled."""
    opened(db.session(), application_id, COMMENT_APPLICATION)
    with db.transaction() as session:
        settled = services.settle_comment(
            session, actor=acting(), application_id=application_id, comment_id=comment_id
        )
    flash("Kommentaren är markerad som klar.", "success")
    return _on(application_id, settled.key)


def _address(application_id: int, key: str) -> str:
    if key == FILES:
        return url_for("applications.files", application_id=application_id)
    return url_for("applications.section", application_id=application_id, key=key)


def _on(application_id: int, key: str) -> Answer:
    if key == FILES:
        return see_other("applications.files", application_id=application_id)
    return see_other("applications.section", application_id=application_id, key=key)
