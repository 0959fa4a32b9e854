"""The pages on which an application is written, one part at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, jsonify, render_template, request
from werkzeug.datastructures import MultiDict

from app.applications import services
from app.applications.domain import Access
from app.applications.domain import form as questions
from app.applications.domain.answering import read_answers
from app.applications.domain.checking_budget import disagreement
from app.applications.domain.differences import shown_section
from app.applications.domain.form import BUDGET
from app.applications.domain.questions import Section, Sort
from app.applications.forms.budget import BudgetForm, act_on_budget, budget_form
from app.applications.forms.rows import act_on_rows
from app.applications.forms.section import SectionForm, form_of, moved_form, packed
from app.applications.models import Application, ApplicationSection
from app.applications.policies import COMMENT_APPLICATION, WRITE_APPLICATION
from app.applications.queries import drafting
from app.applications.routes.loading import opened
from app.applications.routes.parts import Parts, parts_of
from app.applications.routes.remarks import remarks_on
from app.kernel import clock, db
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, saved, see_other, wants_json

_PAGE = "/ansokningar/<int:application_id>/del/<key>"


def drafting_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=section)
    pages.add_url_rule(_PAGE, view_func=save_section, methods=["POST"])


@requires(COMMENT_APPLICATION)
def section(application_id: int, key: str) -> Answer:
    """Show one part: for writing to those who may, for reading to the others."""
    found, access = opened(db.session(), application_id, COMMENT_APPLICATION)
    page = _page_of(found, key)
    rows = drafting.section_rows(db.session(), found.id)
    parts = parts_of(db.session(), found, access, _content(rows))
    if key not in parts.writable or not acting().may(WRITE_APPLICATION, access):
        return _read_only(page, parts, rows)
    return _shown(page, parts, _form(found, page, rows))


@requires(WRITE_APPLICATION)
def save_section(application_id: int, key: str) -> Answer:
    """Save one part, for a person or for autosave; rows are added and moved here without script."""
    found, access = opened(db.session(), application_id, COMMENT_APPLICATION)
    authorize(WRITE_APPLICATION, access)
    page = _page_of(found, key)
    rows = drafting.section_rows(db.session(), found.id)
    form = _form(found, page, rows)
    act = request.form.get("do", "")
    moved = _moved(form, act)
    if moved is not None:
        return _shown(page, _parts(found, access, rows), moved)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            row = services.save_section(
                session,
                actor=acting(),
                application_id=application_id,
                key=key,
                version=form.version.data or 0,
                content=form.content(),
                seen=form.seen_answers,
            )
        if not form.summary_errors:
            return _saved(page, found, form, row, act)
    if wants_json():
        return jsonify(error=422, sentences=[text for _, text in form.summary_errors]), 422
    return _shown(page, _parts(found, access, rows), form)


def _page_of(application: Application, key: str) -> Section:
    page = questions.section(application.form_version, key)
    if page is None:
        raise NotFound
    return page


def _content(rows: Mapping[str, ApplicationSection]) -> dict[str, dict[str, Any]]:
    return {key: row.content for key, row in rows.items()}


def _parts(
    application: Application, access: Access, rows: Mapping[str, ApplicationSection]
) -> Parts:
    return parts_of(db.session(), application, access, _content(rows))


def _form(
    application: Application, page: Section, rows: Mapping[str, ApplicationSection]
) -> SectionForm:
    row = rows.get(page.key)
    answers = row.content if row else {}
    version = row.version_id if row else 0
    if page.key == BUDGET:
        return budget_form(page, answers, version, _content(rows).get("initiative", {}))
    if page.key == "initiative" and not answers:
        answers = {"kind": str(application.kind)}
    asks_places = any(field.sort is Sort.MUNICIPALITIES for field in page.fields)
    places = drafting.places(db.session(), clock.today()) if asks_places else []
    return form_of(
        application.form_version, page.key, places=places, answers=answers, version=version
    )


def _moved(form: SectionForm, act: str) -> SectionForm | None:
    """Return the form with its rows added, taken away or moved, when a button asked for that."""
    posted: MultiDict[str, str] = MultiDict(request.form)
    if isinstance(form, BudgetForm):
        moved = act_on_budget(posted, act)
    else:
        moved = act_on_rows(posted, act, form.tables())
    return None if moved is None else moved_form(form, moved)


def _saved(
    page: Section, application: Application, form: SectionForm, row: ApplicationSection, act: str
) -> Answer:
    if wants_json():
        mine, _ = read_answers(page, form.content())
        # What somebody else wrote is not on this screen: the next save still builds on the old.
        version = row.version_id if row.content == mine else form.version.data or 0
        return saved(version=version, hidden={"seen": packed(mine)})
    flash(f"Delen {page.title} är sparad.", "success")
    here = {"application_id": application.id}
    following = _following(application, page.key) if act == "next" else page.key
    if following is None:
        return see_other("applications.files", **here)
    return see_other("applications.section", key=following, **here)


def _following(application: Application, key: str) -> str | None:
    """Return the part after this one; None after the last, where the attachments come."""
    keys = [page.key for page in questions.sections(application.form_version)]
    at = keys.index(key) + 1
    return keys[at] if at < len(keys) else None


def _shown(page: Section, parts: Parts, form: SectionForm) -> Answer:
    template = "applications/budget.html" if page.key == BUDGET else "applications/section.html"
    refused = bool(form.summary_errors)
    if not refused:
        form.point_out(parts.of(page.key))
    html = render_template(
        template,
        page=page,
        parts=parts,
        form=form,
        **_around(page, parts),
        **(_sums(form) if isinstance(form, BudgetForm) else {}),
    )
    return html, 422 if refused else 200


def _read_only(page: Section, parts: Parts, rows: Mapping[str, ApplicationSection]) -> str:
    row = rows.get(page.key)
    return render_template(
        "applications/section_read.html",
        page=page,
        parts=parts,
        answers=shown_section(page, row.content if row else None),
        **_around(page, parts),
    )


def _around(page: Section, parts: Parts) -> dict[str, Any]:
    return {
        "application": parts.application,
        "items": parts.items(page.key),
        "remarks": remarks_on(db.session(), parts.application, page.key),
        "asked": parts.asked.get(page.key, ""),
        "previous": parts.neighbour(page.key, -1),
        "following": parts.neighbour(page.key, 1),
    }


def _sums(form: BudgetForm) -> dict[str, Any]:
    budget = form.counted()
    return {
        "budget": budget,
        "columns": form.column_sums(),
        "disagreement": disagreement(budget),
    }
