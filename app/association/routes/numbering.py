"""The page of how § numbers are written, body by body and year by year (rule NUM)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request

from app.association import queries, services
from app.association.domain import (
    check_paragraph_pattern,
    filled,
    paragraph_pattern_as_kept,
    pattern_as_written,
)
from app.association.forms import ParagraphPatternForm
from app.association.policies import MANAGE_ASSOCIATION, SEE_ASSOCIATION
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import DomainError, sentences
from app.kernel.web import Answer, see_other

_PAGE = "/forbundet/installningar/paragrafnummer"
_EXAMPLE = "63"


def numbering_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=paragraph_patterns)
    pages.add_url_rule(_PAGE, view_func=add_paragraph_pattern, methods=["POST"])
    pages.add_url_rule(
        f"{_PAGE}/<int:pattern_id>/ta-bort",
        view_func=remove_paragraph_pattern,
        methods=["POST"],
    )


@requires(SEE_ASSOCIATION)
def paragraph_patterns() -> Answer:
    """Show how each body's § numbers are written."""
    return _page(_form())


@requires(MANAGE_ASSOCIATION)
def add_paragraph_pattern() -> Answer:
    """Add a pattern, or only show how it would read."""
    form = _form()
    if form.validate_on_submit():
        pattern = paragraph_pattern_as_kept(form.pattern.data or "")
        if request.form.get("do") == "show":
            return _page(form, shown=_shown(form, pattern))
        with form.refusals(), db.transaction() as session:
            services.add_paragraph_pattern(
                session,
                actor=acting(),
                body_id=form.body.data,
                from_year=form.from_year.data or 0,
                pattern=pattern,
            )
        if not form.summary_errors:
            flash("Mönstret är tillagt.", "success")
            return see_other("association.paragraph_patterns")
    return _page(form)


@requires(MANAGE_ASSOCIATION)
def remove_paragraph_pattern(pattern_id: int) -> Answer:
    """Remove a pattern that no number has been given by."""
    try:
        with db.transaction() as session:
            services.remove_paragraph_pattern(session, actor=acting(), pattern_id=pattern_id)
    except DomainError as error:
        form = _form()
        form.refusal_sentences += sentences(error)
        return _page(form)
    flash("Mönstret är borttaget.", "success")
    return see_other("association.paragraph_patterns")


def _form() -> ParagraphPatternForm:
    bodies = queries.bodies(db.session(), clock.today())
    return ParagraphPatternForm.of([(body.id, body.name) for body in bodies], clock.today().year)


def _shown(form: ParagraphPatternForm, pattern: str) -> str:
    """Return how a § would read, or nothing when the form says what is wrong with the pattern."""
    with form.refusals():
        check_paragraph_pattern(pattern)
    if form.summary_errors:
        return ""
    return filled(pattern, _EXAMPLE, form.from_year.data or clock.today().year)


def _page(form: ParagraphPatternForm, shown: str = "") -> Answer:
    session = db.session()
    charter = queries.charter(session)
    names = {body.id: body.name for body in queries.bodies(session)}
    year = clock.today().year
    page = render_template(
        "association/paragraph_patterns.html",
        form=form,
        shown=shown,
        may_manage=acting().may(MANAGE_ASSOCIATION),
        own=_row(charter.paragraph_pattern, year),
        rows=[
            {
                "id": one.id,
                "body": names[one.body_id],
                "from_year": one.from_year,
                **_row(one.pattern, one.from_year),
            }
            for one in charter.paragraph_patterns
        ],
    )
    return (page, 422) if form.summary_errors else page


def _row(pattern: str, year: int) -> dict[str, Any]:
    return {"pattern": pattern_as_written(pattern), "example": filled(pattern, _EXAMPLE, year)}
