"""The summons: looked through and sent by the office, read by everybody who got it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, render_template, url_for

from app.association import queries as association_queries
from app.documents import services as documents
from app.documents.domain import DOCX
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download, see_other
from app.meetings import documents as papers
from app.meetings import queries, services
from app.meetings.domain import (
    AGENDA_OPEN,
    Lack,
    PaperPanel,
    last_summons_day,
    summons_is_late,
)
from app.meetings.domain.before_sending import ItemText, SendingFacts, before_sending
from app.meetings.domain.since_read import News, since_read
from app.meetings.forms import SendForm
from app.meetings.models import Meeting, Summons
from app.meetings.policies import PLAN_MEETINGS, READ_AGENDA
from app.meetings.queries import MeetingWhole, openings
from app.meetings.routes.day import NUMBER, meeting_for, page_address
from app.meetings.routes.delivery import opened, recipients, reminder, summary
from app.meetings.routes.replying import reply_link
from app.meetings.routes.words import counted
from app.meetings.routes.workspace import lack_href, lacks

_SUMMONS = "/<day:day>/kallelse"
_VERSION = f"{_SUMMONS}/<{NUMBER}:version>"
_PRESSING = {"missing": 0, "late": 1}


def summons_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_SUMMONS, view_func=summons)
    pages.add_url_rule(_SUMMONS, view_func=send, methods=["POST"])
    pages.add_url_rule(f"{_SUMMONS}/utkast.docx", view_func=summons_draft)
    pages.add_url_rule(_VERSION, view_func=sent_summons)
    pages.add_url_rule(f"{_VERSION}.docx", view_func=summons_file)


@requires(READ_AGENDA)
def summons(day: date) -> Answer:
    """Show the summons: as it would be sent, to the office; as it was sent, to everybody else."""
    meeting = meeting_for(day, READ_AGENDA)
    if acting().may(PLAN_MEETINGS, meeting) and meeting.state in AGENDA_OPEN:
        return _preview(meeting, SendForm())
    newest = queries.last_document(db.session(), meeting.id)
    if newest is None:
        raise NotFound
    return _read(meeting, newest)


def _preview(meeting: Meeting, form: SendForm) -> Answer:
    session = db.session()
    newest = queries.last_summons(session, meeting.id)
    before = queries.last_document(session, meeting.id)
    earlier = before.file_version.data if before and before.file_version else None
    today = clock.today()
    context = papers.summons_context(session, meeting, today=today, earlier=earlier)
    changed = not earlier or bool(context["andringar"])
    days = association_queries.charter(session).summons_days
    whole = queries.meeting_whole(session, meeting)
    if not form.is_submitted():
        form.after_version.data = newest.version if newest else 0
    called = whole.convened.everybody
    rows = recipients(meeting, newest) if newest else []
    page = render_template(
        "meetings/summons.html",
        meeting=meeting,
        panels=_panels(meeting),
        form=form,
        context=context if changed else earlier,
        before=before,
        changed=changed,
        late=summons_is_late(meeting.held_on, today, days),
        last_day=last_summons_day(meeting.held_on, days),
        days=days,
        button_label=_button(len(called), revised=bool(earlier)),
        called=called,
        missing=_missing(whole, days),
        rows=rows,
        read_by=summary(rows),
        reminder=reminder(meeting),
    )
    return page, 422 if form.summary_errors else 200


def _missing(whole: MeetingWhole, days: int) -> list[dict[str, str]]:
    """Return what to see to before sending, each with the place where it is put right."""
    meeting = whole.meeting
    own = before_sending(
        SendingFacts(
            held_on=meeting.held_on,
            today=clock.today(),
            summons_days=days,
            starts_at=meeting.starts_at,
            place=meeting.place,
            digital_link=meeting.digital_link,
            items=[
                ItemText(
                    item.id,
                    item.label,
                    "\n".join([item.background, *item.clauses]),
                    bool(item.annexes),
                )
                for item in whole.items
            ],
            without_address=[
                (person.person_id, person.name)
                for person in whole.convened.everybody
                if not person.email
            ],
        )
    )
    # Those without an address are named one by one, and the late sending is said above.
    common = [lack for lack in lacks(whole, days) if lack.place not in {"summons", "invitees"}]
    return [
        {"text": lack.text, "href": _place(meeting, lack), "kind": lack.kind}
        for lack in sorted((*own, *common), key=lambda lack: _PRESSING.get(lack.kind, 2))
    ]


def _place(meeting: Meeting, lack: Lack) -> str:
    """Return where what is missing is put right."""
    place, _, number = lack.place.partition(":")
    if place == "send":
        return "#skicka"
    if place == "person":
        return url_for("accounts.person", person_id=int(number))
    if place == "annexes":
        return url_for("meetings.item_annexes", day=meeting.held_on, item_id=int(number))
    return lack_href(meeting, lack)


def _panels(meeting: Meeting) -> list[PaperPanel]:
    """Return what others have to do with the papers."""
    found = services.paper_panels(db.session(), meeting, acting())
    return [panel for panel in found if panel is not None]


def _button(number: int, *, revised: bool) -> str:
    what = "den reviderade kallelsen" if revised else "kallelsen"
    return f"Skicka {what} till {counted(number, 'en person', 'personer')}"


@requires(PLAN_MEETINGS)
def send(day: date) -> Answer:
    """Send the summons; a second click finds it sent and sends nothing."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    form = SendForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.send_summons(
                session,
                actor=acting(),
                meeting=meeting,
                after_version=form.after_version.data or 0,
                late_accepted=bool(form.late_accepted.data),
                link=page_address(url_for("meetings.workspace", day=day)),
                reply_link=reply_link,
            )
        if not form.summary_errors:
            flash("Kallelsen är skickad och registrerad i diariet.", "success")
            return see_other("meetings.workspace", day=day)
    return _preview(meeting, form)


@requires(PLAN_MEETINGS)
def summons_draft(day: date) -> Answer:
    """Give the summons as a Word document as it would be sent now; nothing is kept."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    _, rendered = services.draft_summons(db.session(), meeting)
    name = f"Utkast till kallelse {day.isoformat()}.docx"
    return download(rendered.content, filename=name, media_type=DOCX)


def _sent(meeting: Meeting, version: int) -> tuple[Summons, Any]:
    """Return one sending with its document; a cancellation has none."""
    found = queries.summons(db.session(), meeting_id=meeting.id, version=version)
    if found.file_version is None:
        raise NotFound
    return found, found.file_version


@requires(READ_AGENDA)
def sent_summons(day: date, version: int) -> Answer:
    """Show one sending as it was frozen."""
    meeting = meeting_for(day, READ_AGENDA)
    found, _ = _sent(meeting, version)
    return _read(meeting, found)


def _read(meeting: Meeting, found: Summons) -> Answer:
    assert found.file_version is not None  # noqa: S101 -- the callers have seen to it
    newest = queries.last_document(db.session(), meeting.id)
    read_at, news = _news(found)
    opened(found.id)
    return render_template(
        "meetings/summons_read.html",
        meeting=meeting,
        panels=_panels(meeting),
        summons=found,
        context=news.context if news else found.file_version.data,
        news=news.sentences if news else (),
        read_at=read_at,
        sha256=found.file_version.sha256,
        newest=newest.version if newest else found.version,
        annexes=queries.annexes(db.session(), meeting.id),
    )


def _news(found: Summons) -> tuple[datetime | None, News | None]:
    """Return when the reader opened an earlier sending, and what is new since then."""
    earlier = openings.read_before(db.session(), sent=found, person_id=acting().person_id)
    if earlier is None:
        return None, None
    read, read_at = earlier
    return read_at, since_read(_data(read), _data(found))


def _data(sent: Summons) -> dict[str, Any]:
    """Return what a sending was made from."""
    return (sent.file_version.data if sent.file_version else None) or {}


@requires(READ_AGENDA)
def summons_file(day: date, version: int) -> Answer:
    """Give the Word document of one sending, byte by byte as it was sent."""
    meeting = meeting_for(day, READ_AGENDA)
    found, file = _sent(meeting, version)
    opened(found.id)
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)
