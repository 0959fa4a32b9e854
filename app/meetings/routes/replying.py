"""Answering the summons: by the link in the letter, on the meeting's page, or by telephone."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, make_response, render_template, request, url_for

from app.kernel import clock, db
from app.kernel.authz import PUBLIC, acting, requires
from app.kernel.errors import DomainError, NotFound, sentence
from app.kernel.web import Answer, see_other
from app.meetings import queries
from app.meetings.domain import ANSWER_WORDS, MeetingState
from app.meetings.domain import Answer as Said
from app.meetings.domain.replying import may_answer
from app.meetings.forms import ReplyForm
from app.meetings.models import Meeting, Reply
from app.meetings.policies import PLAN_MEETINGS, READ_MEETINGS
from app.meetings.queries.replies import reply_of
from app.meetings.routes.day import NUMBER, meeting_for, page_address
from app.meetings.routes.reply_parts import foreseen, listed
from app.meetings.services import replying

_GONE, _REFUSED, _TOO_MANY = 410, 422, 429
_TOKEN = "/svar/<token>"  # noqa: S105 -- an address
_THANKS = {
    Said.ATTENDS: "Tack. Vi räknar med att du kommer.",
    Said.DISTANCE: "Tack. Vi räknar med att du deltar på distans.",
    Said.ABSENT: "Tack för beskedet att du inte kan komma.",
}


def reply_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_TOKEN, view_func=reply)
    pages.add_url_rule(_TOKEN, view_func=reply_post, methods=["POST"])
    pages.add_url_rule("/<day:day>/svar", view_func=replies)
    pages.add_url_rule("/<day:day>/svar", view_func=reply_own, methods=["POST"])
    one = f"/<day:day>/svar/<{NUMBER}:person_id>"
    pages.add_url_rule(one, view_func=reply_for, methods=["GET", "POST"])


def reply_link(token: str) -> str:
    """Return the whole address where the one with the token answers."""
    return page_address(url_for("meetings.reply", token=token))


@requires(PUBLIC)
def reply(token: str) -> Answer:
    """Show the question with its buttons; opening the link never answers, since scanners do."""
    return _by_link(token, ReplyForm())


@requires(PUBLIC)
def reply_post(token: str) -> Answer:
    """Keep the answer of the one who has the link, and show it."""
    form = ReplyForm()
    if not form.validate_on_submit():
        return _by_link(token, form)
    with form.refusals(), db.transaction() as session:
        found = _behind(session, token)
        answer = Said(form.answer.data)
        replying.give_answer(
            session,
            actor=None,
            meeting=queries.meeting(session, found.meeting_id),
            person_id=found.person_id,
            answer=answer,
            comment=form.comment.data or "",
            link_of=reply_link,
        )
    if form.summary_errors:
        return _by_link(token, form)
    flash(_THANKS[answer], "success")
    return see_other("meetings.reply", token=token)


def _behind(session: Any, token: str) -> Reply:
    return replying.reply_behind(session, token=token, address=request.remote_addr or "")


def _by_link(token: str, form: ReplyForm) -> Answer:
    session = db.session()
    try:
        found = _behind(session, token)
    except DomainError as error:
        return _no_link(error)
    meeting = queries.meeting(session, found.meeting_id)
    page = render_template("meetings/reply.html", form=form, **_facts(meeting, found))
    return _unlisted(page, _REFUSED if form.summary_errors else 200)


def _no_link(error: DomainError) -> Answer:
    """Say that the link leads nowhere; guesses from an address are counted."""
    too_many = error.code == "reply.too_many"
    if not too_many:
        with db.new_session() as own, db.committing(own):
            replying.count_unknown(own, request.remote_addr or "")
    page = render_template("meetings/reply_lapsed.html", reason=sentence(error))
    return _unlisted(page, _TOO_MANY if too_many else _GONE)


def _unlisted(page: str, code: int) -> Answer:
    """Keep the page out of search engines; that nobody else learns its address is for all pages."""
    answer = make_response(page, code)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _facts(meeting: Meeting, row: Reply) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "reply": row,
        "open": may_answer(meeting.state, meeting.held_on, clock.today()),
        "moved": row.asked_for != meeting.held_on,
        "word": ANSWER_WORDS[row.answer] if row.answer else "",
    }


@requires(READ_MEETINGS)
def reply_own(day: date) -> Answer:
    """Keep the answer of the one who is signed in."""
    meeting = meeting_for(day, READ_MEETINGS)
    form = ReplyForm()
    if not form.validate_on_submit():
        return see_other("meetings.workspace", day=day)
    answer = Said(form.answer.data)
    with db.transaction() as session:
        replying.give_answer(
            session,
            actor=acting(),
            meeting=meeting,
            person_id=acting().person_id,
            answer=answer,
            comment=form.comment.data or "",
            link_of=reply_link,
        )
    flash(_THANKS[answer], "success")
    return see_other("meetings.workspace", day=day)


@requires(PLAN_MEETINGS)
def replies(day: date) -> Answer:
    """Show the office who comes, who does not, who has been asked to serve, who is silent."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    session = db.session()
    rows = queries.replies(session, meeting.id)
    convened = queries.convened(session, meeting)
    return render_template(
        "meetings/replies.html",
        meeting=meeting,
        open=may_answer(meeting.state, meeting.held_on, clock.today()),
        groups=listed(convened, rows),
        asked=bool(rows),
        forecast=foreseen(meeting, convened, rows),
        over=meeting.state not in {MeetingState.SUMMONED, MeetingState.CANCELLED},
    )


@requires(PLAN_MEETINGS)
def reply_for(day: date, person_id: int) -> Answer:
    """Let the office note what somebody has answered by telephone."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    row = reply_of(db.session(), meeting_id=meeting.id, person_id=person_id)
    facts = _facts(meeting, row)
    if not facts["open"]:
        raise NotFound
    form = ReplyForm(data={"answer": row.answer, "comment": row.comment})
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            replying.give_answer(
                session,
                actor=acting(),
                meeting=meeting,
                person_id=person_id,
                answer=Said(form.answer.data),
                comment=form.comment.data or "",
                link_of=reply_link,
            )
        if not form.summary_errors:
            flash(f"Svaret från {row.person.name} är antecknat.", "success")
            return see_other("meetings.replies", day=day)
    page = render_template("meetings/reply_for.html", form=form, **facts)
    return page, _REFUSED if form.summary_errors else 200
