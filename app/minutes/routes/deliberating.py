"""What happened at a §: pages where motions, propositions, dissents and statements are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request, url_for

from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import DomainError, NotFound
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other
from app.meetings.domain import MeetingState
from app.minutes import queries, services
from app.minutes.domain import MinutesFacts, ParagraphFacts, Part, PresenceTable, table_of
from app.minutes.domain.acts import PART_WORDS, Act, act_words, acts
from app.minutes.domain.deliberation_checks import deliberation_problems
from app.minutes.domain.dissents import may_dissent
from app.minutes.domain.motions import may_move, suggestions
from app.minutes.domain.problems import Weight
from app.minutes.forms.deliberating import (
    DissentForm,
    MotionForm,
    NotTakingPartForm,
    PropositionForm,
    StatementForm,
)
from app.minutes.policies import WRITE_MINUTES
from app.minutes.routes.access import meeting_with_minutes
from app.minutes.routes.returning import back_to_paragraph, origin, paragraph_address

if TYPE_CHECKING:
    from app.meetings.models import Meeting

PATHS = {
    Part.MOTION: "yrkande",
    Part.PROPOSITION: "proposition",
    Part.BALLOT: "omrostning",
    Part.DISSENT: "reservation",
    Part.STATEMENT: "yttrande",
}
_PARTS = {path: part for part, path in PATHS.items()}
_ENDPOINTS = {
    Part.MOTION: "minutes.motion",
    Part.PROPOSITION: "minutes.proposition",
    Part.BALLOT: "minutes.ballot",
    Part.DISSENT: "minutes.dissent",
    Part.STATEMENT: "minutes.statement",
}
ONE = "/<day:day>/protokoll/skriv/<int(min=1, max=9999):place>"
ROW = "<int(min=1, max=2147483647):row_id>"
SECTION = "hande"  # the section's id on the page of the §
_BOTH = ["GET", "POST"]


def deliberating_pages(pages: Blueprint) -> None:
    """Add the pages."""
    for view, part in ((motion, Part.MOTION), (proposition, Part.PROPOSITION)):
        act_pages(pages, view, part)
    for view, part in ((dissent, Part.DISSENT), (statement, Part.STATEMENT)):
        act_pages(pages, view, part)
    pages.add_url_rule(f"{ONE}/deltar-inte", view_func=not_taking_part, methods=_BOTH)
    act = f"{ONE}/<any({', '.join(_PARTS)}):path>/{ROW}"
    pages.add_url_rule(f"{act}/ta-bort", view_func=remove_act, methods=["POST"])
    pages.add_url_rule(f"{act}/flytta", view_func=move_act, methods=["POST"])


def act_pages(pages: Blueprint, view: Any, part: Part) -> None:
    """Add the page of something new and that of something written."""
    pages.add_url_rule(
        f"{ONE}/{PATHS[part]}", view_func=view, methods=_BOTH, defaults={"row_id": 0}
    )
    pages.add_url_rule(f"{ONE}/{PATHS[part]}/{ROW}", view_func=view, methods=_BOTH)


@dataclass(frozen=True, slots=True)
class Here:
    """The § that a page is about, and everything around it."""

    meeting: Meeting
    facts: MinutesFacts
    table: PresenceTable
    one: ParagraphFacts

    def stored(self, part: Part, row_id: int) -> Any:
        """Return what is to be changed, None for something new; 404 for what is gone.

        What somebody has removed while it was changed is written in anew when it is posted.
        """
        things = getattr(self.one.deliberation, part)
        found = next((thing for thing in things if thing.id == row_id), None)
        if row_id and found is None and request.method == "GET":
            raise NotFound
        return found

    @property
    def editor(self) -> str:
        """Return the address of the section on the page of the §."""
        return paragraph_address(self.meeting.held_on, self.one.place, SECTION)


def here(day: date, place: int) -> Here:
    """Return the § of an address, or the one that a form says, should the order have changed.

    403 and 404 as the editor; refused with a sentence when the minutes are not written.
    """
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    if meeting.state not in {MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING}:
        raise DomainError("minutes.not_open")
    facts = queries.minutes_whole(db.session(), meeting.id)
    one = facts.paragraph(request.form.get("paragraph", 0, type=int))
    if one is None and not 1 <= place <= len(facts.paragraphs):
        raise NotFound
    return Here(meeting, facts, table_of(facts), one or facts.at(place))


def written(form: Form, at: Here, save: Callable[..., Any], **values: Any) -> Any:
    """Write something in at a §; None when it was refused, and the form tells why."""
    made = None
    with form.refusals(), db.transaction() as session:
        made = save(session, actor=acting(), meeting=at.meeting, paragraph_id=at.one.id, **values)
    return made  # noqa: RET504 -- a refusal inside the block ends it without a value


def act_page(template: str, at: Here, part: Part, thing: Any, form: Form, **more: Any) -> Answer:
    """Show the page where something is written."""
    page = render_template(
        template,
        meeting=at.meeting,
        facts=at.facts,
        paragraph=at.one,
        back=at.editor,
        kept=origin(),
        form=form,
        part=PATHS[part],
        row_id=thing.id if thing else 0,
        word=PART_WORDS[part],
        reads=act_words(at.facts, at.one.place, part, thing) if thing else "",
        **more,
    )
    return page, 422 if form.summary_errors else 200


def back_to(at: Here, part: Part, sentence: str) -> Answer:
    """Go back to the §, or on to one more of the same kind."""
    flash(sentence, "success")
    day, place = at.meeting.held_on, at.one.place
    if request.form.get("do") == "more":
        return see_other(_ENDPOINTS[part], day=day, place=place, **origin())
    return back_to_paragraph(day, place, SECTION)


@requires(WRITE_MINUTES)
def motion(day: date, place: int, row_id: int) -> Answer:
    """Write in who moves what."""
    at = here(day, place)
    stored = at.stored(Part.MOTION, row_id)
    people = may_move(at.table, at.one.place)
    people += [
        p for p in at.facts.attendees if stored and p.id in stored.movers and p not in people
    ]
    form = MotionForm.of(at.one, people, stored, services.seen_version(stored))
    if form.validate_on_submit():
        values = {"motion": form.to_fact(row_id), "version": form.version.data}
        if written(form, at, services.save_motion, **values):
            return back_to(at, Part.MOTION, "Yrkandet är sparat.")
    return act_page("minutes/act_motion.html", at, Part.MOTION, stored, form)


@requires(WRITE_MINUTES)
def proposition(day: date, place: int, row_id: int) -> Answer:
    """Write in how the chair put the question, and what the chair found."""
    at = here(day, place)
    stored = at.stored(Part.PROPOSITION, row_id)
    questions = suggestions(at.facts, at.one.place)
    form = PropositionForm.of(at.one, questions, stored, services.seen_version(stored))
    if form.validate_on_submit():
        values = {"proposition": form.to_fact(row_id), "version": form.version.data}
        if written(form, at, services.save_proposition, **values):
            return back_to(at, Part.PROPOSITION, "Propositionen är sparad.")
    return act_page("minutes/act_proposition.html", at, Part.PROPOSITION, stored, form)


@requires(WRITE_MINUTES)
def dissent(day: date, place: int, row_id: int) -> Answer:
    """Write in who dissents from the decision, and why."""
    at = here(day, place)
    stored = at.stored(Part.DISSENT, row_id)
    people = may_dissent(at.facts, at.one.place, at.table)
    now = (
        clock.now().astimezone(clock.STOCKHOLM).time()
        if at.meeting.state is MeetingState.IN_SESSION
        else None
    )
    version = services.seen_version(stored)
    form = DissentForm.of(at.facts, at.one, people, stored, version, now=now)
    if form.validate_on_submit():
        values = {"dissent": form.to_fact(row_id), "version": form.version.data}
        if written(form, at, services.save_dissent, **values):
            return back_to(at, Part.DISSENT, "Reservationen är sparad.")
    return act_page("minutes/act_dissent.html", at, Part.DISSENT, stored, form)


@requires(WRITE_MINUTES)
def statement(day: date, place: int, row_id: int) -> Answer:
    """Write in a särskilt yttrande or a note for the minutes."""
    at = here(day, place)
    stored = at.stored(Part.STATEMENT, row_id)
    people = at.table.present(at.one.place)
    form = StatementForm.of(at.one, people, stored, services.seen_version(stored))
    if form.validate_on_submit():
        values = {"statement": form.to_fact(row_id), "version": form.version.data}
        if written(form, at, services.save_statement, **values):
            return back_to(at, Part.STATEMENT, "Yttrandet är sparat.")
    return act_page("minutes/act_statement.html", at, Part.STATEMENT, stored, form)


@requires(WRITE_MINUTES)
def not_taking_part(day: date, place: int) -> Answer:
    """Mark who takes no part in the decision."""
    at = here(day, place)
    people = [service.person for service in at.table.serving(at.one.place)]
    marked = set(at.one.deliberation.not_taking_part) - {person.id for person in people}
    people += [person for person in at.facts.attendees if person.id in marked]
    form = NotTakingPartForm.of(at.one, people)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.set_not_taking_part(
                session,
                actor=acting(),
                meeting=at.meeting,
                paragraph_id=at.one.id,
                attendance_ids=form.people.data or (),
            )
        if not form.summary_errors:
            flash("Markeringen är sparad.", "success")
            return back_to_paragraph(day, at.one.place, SECTION)
    page = render_template(
        "minutes/act_not_taking_part.html",
        meeting=at.meeting,
        paragraph=at.one,
        back=at.editor,
        form=form,
    )
    return page, 422 if form.summary_errors else 200


@requires(WRITE_MINUTES)
def remove_act(day: date, place: int, path: str, row_id: int) -> Answer:
    """Remove something; what it said stays in the log, where it can be read."""
    at = here(day, place)
    with db.transaction() as session:
        services.remove_from_paragraph(
            session,
            actor=acting(),
            meeting=at.meeting,
            paragraph_id=at.one.id,
            part=_PARTS[path],
            row_id=row_id,
        )
    flash(f"{PART_WORDS[_PARTS[path]]} är borttaget ur paragrafen.", "success")
    return back_to_paragraph(day, at.one.place, SECTION)


@requires(WRITE_MINUTES)
def move_act(day: date, place: int, path: str, row_id: int) -> Answer:
    """Move something one place up or down among its kind."""
    at = here(day, place)
    with db.transaction() as session:
        services.move_in_paragraph(
            session,
            actor=acting(),
            meeting=at.meeting,
            paragraph_id=at.one.id,
            part=_PARTS[path],
            row_id=row_id,
            step=-1 if request.form.get("do") == "up" else 1,
        )
    return see_other("minutes.edit", day=day, place=at.one.place, _anchor=SECTION)


def deliberation_section(
    facts: MinutesFacts, table: PresenceTable, one: ParagraphFacts
) -> dict[str, Any]:
    """Return what the page of a § shows of what happened there, and what is missing in it."""
    at: dict[str, Any] = {"day": facts.held_on, "place": one.place}
    problems = deliberation_problems(facts, table, one)
    return {
        "id": SECTION,
        "acts": [_act(one, act, at) for act in acts(facts, one.place)],
        "problems": [
            (problem.weight is Weight.ERROR, problem.sentence.split(": ", 1)[1])
            for problem in problems
        ],
        "add": [
            (word, url_for(_ENDPOINTS[part], **at))
            for part, word in (
                (Part.MOTION, "Nytt yrkande"),
                (Part.PROPOSITION, "Ny proposition"),
                (Part.BALLOT, "Ny omröstning"),
                (Part.DISSENT, "Ny reservation"),
                (Part.STATEMENT, "Nytt yttrande eller anteckning"),
            )
        ]
        + [("Deltar inte i beslutet", url_for("minutes.not_taking_part", **at))],
    }


def _act(one: ParagraphFacts, act: Act, at: dict[str, Any]) -> dict[str, Any]:
    if act.part is None:
        href = url_for("minutes.not_taking_part", **at)
        return {"word": act.word, "lines": [act.text], "href": href, "move": ""}
    several = len(getattr(one.deliberation, act.part)) > 1 and act.part is not Part.DISSENT
    moves = url_for("minutes.move_act", path=PATHS[act.part], row_id=act.id, **at)
    return {
        "word": act.word,
        "lines": act.text.split("\n"),
        "href": url_for(_ENDPOINTS[act.part], row_id=act.id, **at),
        "move": moves if several else "",
    }
