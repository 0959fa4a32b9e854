"""Asking for completion, answering it, and what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, render_template, request
from sqlalchemy.orm import Session

from app.applications import notifications, queries
from app.applications.domain import CompletionState
from app.applications.domain.completing import FILES, lead_in, suggested_due, titles
from app.applications.domain.differences import changed, day_words
from app.applications.domain.marking import marked
from app.applications.forms.completing import CompletionForm
from app.applications.models import Application, CompletionRequest, Submission
from app.applications.policies import (
    HANDLE_APPLICATION,
    READ_APPLICATION,
    SUBMIT_APPLICATION,
    WRITE_APPLICATION,
)
from app.applications.queries.handling import completion_request, completion_requests, open_request
from app.applications.routes.loading import NUMBER, ONE, opened
from app.applications.routes.ways import way
from app.applications.services import completing
from app.applications.services.checking import lacks_of
from app.documents import services as documents
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import DomainError, NotFound, sentences
from app.kernel.web import Answer, download, see_other

_ONE = f"{ONE}/komplettering/<{NUMBER}:number>"


def completing_pages(pages: Blueprint) -> None:
    """Add the pages."""
    post = ["POST"]
    pages.add_url_rule(f"{ONE}/komplettering/ny", view_func=completion_new, methods=["GET", "POST"])
    pages.add_url_rule(_ONE, view_func=completion)
    pages.add_url_rule(f"{_ONE}/begaran.docx", view_func=completion_document)
    pages.add_url_rule(
        f"{_ONE}/ta-tillbaka", view_func=completion_withdraw, methods=["GET", "POST"]
    )
    pages.add_url_rule(f"{_ONE}/svara", view_func=completion_answer, methods=post)
    pages.add_url_rule(f"{_ONE}/granskad", view_func=completion_read, methods=post)
    pages.add_url_rule(f"{ONE}/skillnad/<{NUMBER}:number>", view_func=difference)


@requires(HANDLE_APPLICATION)
def completion_new(application_id: int) -> Answer:
    """Write what is missing, part by part, and send it."""
    session = db.session()
    found, access = opened(session, application_id, HANDLE_APPLICATION)
    if access.completion_open:
        waiting = open_request(session, application_id)
        flash("En begäran om komplettering väntar redan på svar.", "info")
        return see_other(
            "applications.completion",
            application_id=application_id,
            number=waiting.number if waiting else 1,
        )
    form = CompletionForm.for_parts(
        titles(found.form_version),
        due_on=suggested_due(clock.today()),
        suggested=_suggested(session, found),
    )
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = completing.request(
                session, actor=acting(), application_id=application_id, **form.to_values()
            )
        if not form.summary_errors:
            flash("Begäran är skickad och registrerad i ärendet.", "success")
            return see_other(
                "applications.completion", application_id=application_id, number=made.number
            )
    page = render_template(
        "applications/completion_new.html",
        form=form,
        application=found,
        titles=titles(found.form_version),
        recipients=notifications.recipients(session, found),
    )
    return page, 422 if form.summary_errors else 200


def _suggested(session: Session, application: Application) -> dict[str, str]:
    """Return what the check misses, as a text to begin with for each part."""
    content = queries.answers(session, application.id)
    texts: dict[str, list[str]] = {}
    for lack in lacks_of(application, content):
        if lack.level == "error":
            texts.setdefault(lack.section, []).append(lack.text)
    return {key: "\n".join(found) for key, found in texts.items()}


@requires(READ_APPLICATION)
def completion(application_id: int, number: int) -> str:
    """Show what is asked for: the applicant changes it, the office waits for it."""
    session, actor = db.session(), acting()
    found, access = opened(session, application_id, READ_APPLICATION)
    asked = completion_request(session, application_id, number)
    waits = asked.state is CompletionState.OPEN and access.can_be_written
    writes = waits and actor.may(WRITE_APPLICATION, access)
    return render_template(
        "applications/completion.html",
        application=found,
        asked=asked,
        waits=waits,
        writes=writes,
        sends=waits and actor.may(SUBMIT_APPLICATION, access),
        office=actor.may(HANDLE_APPLICATION, access),
        today=clock.today(),
        lead_in=lead_in(day_words(asked.due_on)),
        points=_points(session, found, asked, writes=writes),
        lacks=_lacks(session, found, asked) if writes else [],
    )


def _points(
    session: Session, application: Application, asked: CompletionRequest, *, writes: bool
) -> list[dict[str, Any]]:
    known = titles(application.form_version)
    done = completing.changed_keys(session, application, asked) if writes else frozenset()
    return [
        {
            "title": known[point.key],
            "text": point.text,
            "changed": point.key in done,
            "href": _part(application.id, point.key) if writes else "",
        }
        for point in asked.points
    ]


def _lacks(
    session: Session, application: Application, asked: CompletionRequest
) -> list[dict[str, str]]:
    return [
        {"text": lack.text, "href": _part(application.id, lack.section), "kind": "missing"}
        for lack in completing.still_missing(session, application, asked)
    ]


def _part(application_id: int, key: str) -> str:
    if key == FILES:
        return way("applications.files", application_id=application_id)
    return way("applications.section", application_id=application_id, key=key)


@requires(READ_APPLICATION)
def completion_document(application_id: int, number: int) -> Response:
    """Answer with the request as it was sent, in Word."""
    session = db.session()
    opened(session, application_id, READ_APPLICATION)
    file = completion_request(session, application_id, number).file_version
    if file is None:
        raise NotFound
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


@requires(HANDLE_APPLICATION)
def completion_withdraw(application_id: int, number: int) -> Answer:
    """Ask, then take the request back."""
    session = db.session()
    found, _ = opened(session, application_id, HANDLE_APPLICATION)
    asked = completion_request(session, application_id, number)
    if asked.state is not CompletionState.OPEN:
        flash("Begäran väntar inte på svar längre.", "info")
        return see_other("applications.completion", application_id=application_id, number=number)
    if request.method == "GET":
        return render_template(
            "applications/completion_withdraw.html", application=found, asked=asked
        )
    with db.transaction() as session:
        completing.withdraw_request(
            session, actor=acting(), application_id=application_id, number=number
        )
    flash("Begäran är tillbakatagen. Den sökande har fått ett brev om det.", "success")
    return see_other("applications.workspace", application_id=application_id)


@requires(SUBMIT_APPLICATION)
def completion_answer(application_id: int, number: int) -> Response:
    """Send the completed application."""
    opened(db.session(), application_id, SUBMIT_APPLICATION)
    try:
        with db.transaction() as session:
            completing.answer(session, actor=acting(), application_id=application_id)
    except DomainError as error:
        flash(" ".join(sentences(error)), "error")
        return see_other("applications.completion", application_id=application_id, number=number)
    flash("Kompletteringen är skickad. Ett kvitto kommer med e-post.", "success")
    return see_other("applications.workspace", application_id=application_id)


@requires(HANDLE_APPLICATION)
def completion_read(application_id: int, number: int) -> Response:
    """Note that the office has looked at the answer."""
    opened(db.session(), application_id, HANDLE_APPLICATION)
    with db.transaction() as session:
        completing.mark_read(session, actor=acting(), application_id=application_id, number=number)
    flash("Kompletteringen är granskad.", "success")
    return see_other("applications.workspace", application_id=application_id)


@requires(READ_APPLICATION)
def difference(application_id: int, number: int) -> str:
    """Show what one submission changed in the one before it, side by side."""
    session, actor = db.session(), acting()
    found, access = opened(session, application_id, READ_APPLICATION)
    after = queries.submission(session, application_id, number)
    before = queries.submission(session, application_id, number - 1)
    asked = _answered_by(completion_requests(session, application_id), number)
    reads = asked is not None and asked.read_at is None
    return render_template(
        "applications/difference.html",
        application=found,
        before=before,
        after=after,
        asked=asked,
        titles=titles(found.form_version),
        reads=reads and actor.may(HANDLE_APPLICATION, access),
        sections=_sections(before, after),
        files=_files(before, after),
    )


def _answered_by(found: Sequence[CompletionRequest], number: int) -> CompletionRequest | None:
    return next((one for one in found if one.answer_number == number), None)


def _sections(before: Submission, after: Submission) -> list[dict[str, Any]]:
    """Return the changed pages with each answer in parts, so that the changed words are seen."""
    found = changed(after.form_version, before.content["sections"], after.content["sections"])
    return [
        {
            "title": one.title,
            "rows": [(field.label, *marked(field.before, field.after)) for field in one.fields],
        }
        for one in found
    ]


def _files(before: Submission, after: Submission) -> list[tuple[str, str]]:
    """Return (title, what happened to it) for the attachments that differ."""
    earlier, later = (
        {one["sha256"]: one["title"] for one in sent.content["files"]} for sent in (before, after)
    )
    removed = [(title, "Borttagen") for key, title in earlier.items() if key not in later]
    return removed + [(title, "Ny") for key, title in later.items() if key not in earlier]
