"""Extracts of attested minutes: choose §§, look, make, download again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template

from app.documents import services as documents
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other
from app.minutes import queries, services
from app.minutes.forms.freezing import ExtractForm
from app.minutes.policies import TAKE_EXTRACTS
from app.minutes.routes.access import meeting_with_minutes

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/utdrag"


def extract_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=extracts)
    pages.add_url_rule(_PAGE, view_func=make_extract, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/<int:number>", view_func=extract)
    pages.add_url_rule(f"{_PAGE}/fil/<int:extract_id>.docx", view_func=extract_file)


@requires(TAKE_EXTRACTS)
def extracts(day: date) -> Answer:
    """Show the §§ to choose from and the extracts that have been taken."""
    meeting = _attested(day)
    return _page(meeting, _form(meeting, ExtractForm(formdata=None)))


@requires(TAKE_EXTRACTS)
def extract(day: date, number: int) -> Answer:
    """Show the extract of one § as it will read, with the button that makes it."""
    meeting = _attested(day)
    if number not in {row["tal"] for row in _paragraphs(meeting)}:
        raise NotFound
    _, context = services.extract_data(
        db.session(), actor=acting(), meeting=meeting, numbers=[number]
    )
    return render_template("minutes/extract.html", meeting=meeting, number=number, d=context)


@requires(TAKE_EXTRACTS)
def make_extract(day: date) -> Answer:
    """Make the extract as a Word document and register it."""
    meeting = _attested(day)
    form = _form(meeting, ExtractForm())
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.make_extract(
                session, actor=acting(), meeting=meeting, numbers=form.numbers.data or []
            )
        if not form.summary_errors:
            flash(f"Utdraget av {made.paragraphs} är klart och registrerat i diariet.", "success")
            return see_other("minutes.extracts", day=day)
    return _page(meeting, form)


@requires(TAKE_EXTRACTS)
def extract_file(day: date, extract_id: int) -> Answer:
    """Give an extract that has been taken."""
    meeting = _attested(day)
    made = queries.extract(db.session(), meeting_id=meeting.id, extract_id=extract_id)
    file = made.file_version
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


def _attested(day: date) -> Meeting:
    """Return the meeting with attested minutes, or a § attested at once; 404 before (rule O5)."""
    meeting = meeting_with_minutes(day, TAKE_EXTRACTS)
    if not services.extractable(db.session(), meeting):
        raise NotFound
    return meeting


def _paragraphs(meeting: Meeting) -> list[dict[str, Any]]:
    versions = services.extractable(db.session(), meeting)
    return [row for one in versions for row in (one.file_version.data or {})["paragrafer"]]


def _form(meeting: Meeting, form: ExtractForm) -> ExtractForm:
    rows = _paragraphs(meeting)
    form.choose_from([(row["tal"], f"{row['nummer']} {row['rubrik']}") for row in rows])
    return form


def _page(meeting: Meeting, form: ExtractForm) -> Answer:
    page = render_template(
        "minutes/extracts.html",
        meeting=meeting,
        form=form,
        taken=queries.extracts(db.session(), meeting.id),
    )
    return page, 422 if form.summary_errors else 200
