"""The page that sends one extract of the chosen §§ to those who are to have it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, flash, render_template, request

from app.dispatch import queries, services
from app.dispatch.domain import SENTENCES, suggest
from app.dispatch.forms import SendForm
from app.dispatch.policies import SEND_EXTRACTS
from app.dispatch.routes.loading import Section, attested_meeting, open_lines, sections
from app.dispatch.services import Outcome
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def sending_pages(pages: Blueprint) -> None:
    """Add the page; the §§ stand in its address, ?p=62&p=63."""
    pages.add_url_rule("/skicka", view_func=send, methods=["GET", "POST"])


@requires(SEND_EXTRACTS)
def send(day: date) -> Answer:
    """Ask how each recipient gets the extract, with what the register suggests, and send it."""
    meeting = attested_meeting(day, SEND_EXTRACTS)
    chosen = [one for one in sections(db.session(), meeting) if _number(one) in _wanted()]
    lines = open_lines(chosen)
    if not lines:
        flash(_nothing(chosen), "info")
        return see_other("dispatch.index", day=day)
    known = queries.known(db.session())
    found = {name: suggest(name, known) for name, _, _ in lines}
    form = SendForm.of([(name, ids, found[name]) for name, ids, _ in lines])
    if form.validate_on_submit():
        numbers = [_number(one) for one in chosen]
        with form.refusals(), db.transaction() as session:
            done = services.send(
                session,
                actor=acting(),
                meeting_id=meeting.id,
                numbers=numbers,
                choices=form.choices(),
            )
        if not form.summary_errors:
            flash(_told(done), "success")
            return see_other("dispatch.index", day=day)
    rows = [
        (name, labels, found[name], fields)
        for name, _, labels in lines
        if (fields := form.row_of(name)) is not None
    ]
    return _page(meeting, chosen, form, rows)


def _page(
    meeting: Meeting, chosen: list[Section], form: SendForm, rows: Sequence[object]
) -> Answer:
    page = render_template(
        "dispatch/send.html", meeting=meeting, chosen=chosen, form=form, rows=rows
    )
    return page, 422 if form.summary_errors else 200


def _wanted() -> set[int]:
    return {int(one) for one in request.args.getlist("p") if one.isdecimal()}


def _number(section: Section) -> int:
    return section.paragraph.number or 0


def _nothing(chosen: list[Section]) -> str:
    return SENTENCES["dispatch.nothing_left" if chosen else "dispatch.nothing_chosen"]


def _told(done: Outcome) -> str:
    parts = []
    if done.mails:
        parts.append(
            f"Utdraget skickas med e-post till {_counted(done.mails, 'adress', 'adresser')}."
        )
    if done.letters:
        letters = _counted(done.letters, "brev", "brev")
        parts.append(f"{letters.capitalize()} väntar på att skrivas ut och postas.")
    return " ".join(parts) or "Det är noterat vilka som inte behöver något utdrag."


def _counted(number: int, one: str, many: str) -> str:
    words = "ett" if one == "brev" else "en"
    return f"{words} {one}" if number == 1 else f"{number} {many}"
