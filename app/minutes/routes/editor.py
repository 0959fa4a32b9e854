"""The minutes editor: one § at a time, with the list of §§ and who is there beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, jsonify, render_template, request, url_for

from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, saved, see_other, wants_json
from app.meetings.domain import MeetingState, Standing
from app.minutes import queries, services
from app.minutes.documents import told_at
from app.minutes.domain import (
    CAPACITY_WORDS,
    Attendee,
    MinutesFacts,
    ParagraphFacts,
    Presence,
    PresenceTable,
    Service,
    additions,
    agenda_clause,
    first_unfinished,
    mark_of,
    recusal_sentences,
    recused,
    table_of,
    tried,
)
from app.minutes.domain.problems import Weight
from app.minutes.forms.editor import NewParagraphForm, ParagraphForm
from app.minutes.models import Paragraph
from app.minutes.policies import FREEZE_MINUTES, WRITE_MINUTES
from app.minutes.routes.access import meeting_with_minutes
from app.minutes.routes.deliberating import deliberation_section
from app.minutes.routes.immediate import immediate_panel
from app.minutes.routes.outcomes import course_panel
from app.minutes.routes.places import listed
from app.minutes.routes.recusal import recusal_panel
from app.registry import services as registry

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/protokoll/skriv"
_ONE = f"{_PAGE}/<int(min=1, max=9999):place>"
_BOTH = ["GET", "POST"]


def editor_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=edit, defaults={"place": 0})
    pages.add_url_rule(_ONE, view_func=edit)
    pages.add_url_rule(_ONE, view_func=save, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/ny", view_func=add_paragraph, methods=_BOTH)
    pages.add_url_rule(f"{_PAGE}/tillagg", view_func=name_additions, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/flytta", view_func=move_paragraph, methods=["POST"])
    pages.add_url_rule(f"{_ONE}/ta-bort", view_func=remove_paragraph, methods=_BOTH)


def _facts(meeting: Meeting) -> MinutesFacts:
    return queries.minutes_whole(db.session(), meeting.id)


def _at(facts: MinutesFacts, place: int) -> ParagraphFacts:
    if not 1 <= place <= len(facts.paragraphs):
        raise NotFound
    return facts.at(place)


@requires(WRITE_MINUTES)
def edit(day: date, place: int) -> Answer:
    """Show one § for writing; without a place the first one that is not done."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    if meeting.state is MeetingState.SUMMONED:
        return see_other("minutes.attendance", day=day)
    facts = _facts(meeting)
    if not facts.writable:
        return see_other("signing.attestation", day=day)
    table = table_of(facts)
    paragraph = _at(facts, place or first_unfinished(facts, table))
    return _page(meeting, facts, table, paragraph, ParagraphForm.of(paragraph))


@requires(WRITE_MINUTES)
def save(day: date, place: int) -> Answer:
    """Save one §, for a person or for autosave; the form says which § it is."""
    del place  # the order may have changed since the page was shown
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    form = ParagraphForm()
    facts = _facts(meeting)
    paragraph = facts.paragraph(form.paragraph.data or 0)
    if paragraph is None:
        return gone(meeting, form)
    act = request.form.get("do", "")
    if form.act_on_rows(act):
        return _page(meeting, facts, table_of(facts), paragraph, form)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            row = services.save_paragraph(
                session,
                actor=acting(),
                meeting=meeting,
                paragraph_id=paragraph.id,
                confirmed=not wants_json(),
                **form.to_values(),
            )
        if not form.summary_errors:
            return _saved(facts, paragraph, row, act)
    if wants_json():
        return jsonify(error=422, sentences=[text for _, text in form.summary_errors]), 422
    return _page(meeting, facts, table_of(facts), paragraph, form)


def _saved(facts: MinutesFacts, paragraph: ParagraphFacts, row: Paragraph, act: str) -> Answer:
    if wants_json():
        return saved(version=row.version_id)
    flash(f"{paragraph.label} är sparad.", "success")
    step = 1 if act == "next" else 0
    place = min(paragraph.place + step, len(facts.paragraphs))
    return see_other("minutes.edit", day=facts.held_on, place=place)


def gone(meeting: Meeting, form: ParagraphForm) -> Answer:
    """Show what was typed in a § that somebody else has removed meanwhile; nothing is lost."""
    if wants_json():
        return jsonify(error=409), 409
    return render_template("minutes/editor_gone.html", meeting=meeting, form=form), 409


def _page(
    meeting: Meeting,
    facts: MinutesFacts,
    table: PresenceTable,
    paragraph: ParagraphFacts,
    form: ParagraphForm,
) -> Answer:
    items = _items(facts, table, paragraph)
    problems = services.missing(db.session(), facts)
    beside = registry.beside(db.session(), paragraph.case_id, acting())
    page = render_template(
        "minutes/editor.html",
        meeting=meeting,
        facts=facts,
        form=form,
        paragraph=paragraph,
        number=paragraph.label if paragraph.numbered else f"{paragraph.label} (preliminärt)",
        action=url_for("minutes.save", day=meeting.held_on, place=paragraph.place),
        untouched=_untouched(paragraph, form),
        items=items,
        done=sum(item["state"] == "done" for item in items),
        may_freeze=acting().may(FREEZE_MINUTES, meeting),
        previous=_neighbour(facts, paragraph.place - 1, "Föregående"),
        following=_neighbour(facts, paragraph.place + 1, "Nästa"),
        told=told_at(facts, table, paragraph.place)
        + recusal_sentences(facts, table, paragraph.place),
        happened=deliberation_section(facts, table, paragraph),
        quorum=table.quorum(paragraph.place),
        beside=beside,
        recusals=recusal_panel(facts, paragraph.place, beside.hints),
        groups=_groups(table, paragraph.place),
        additions=_additions(facts, paragraph),
        lacks_attester=paragraph.standing is Standing.ATTESTERS and not facts.attesters,
        in_session=meeting.state is MeetingState.IN_SESSION,
        movable=not paragraph.numbered,
        movable_up=paragraph.place > 1 and not facts.at(paragraph.place - 1).numbered,
        course=course_panel(facts, table, paragraph),
        entries=queries.paragraph_events(db.session(), paragraph.id),
        must=listed(facts.held_on, problems, Weight.ERROR),
        should=listed(facts.held_on, problems, Weight.WARNING),
        immediate=immediate_panel(db.session(), meeting, paragraph),
    )
    return page, 422 if form.summary_errors else 200


def _untouched(paragraph: ParagraphFacts, form: ParagraphForm) -> set[int]:
    """Return the rows that still read as the proposal did and that nobody has saved by hand."""
    if not paragraph.from_proposal:
        return set()
    rows = enumerate(form.clauses.data)
    return {index for index, text in rows if text and text in paragraph.proposal}


def _items(
    facts: MinutesFacts, table: PresenceTable, current: ParagraphFacts
) -> list[dict[str, Any]]:
    found = []
    for paragraph in facts.paragraphs:
        mark = mark_of(facts, table, paragraph)
        found.append(
            {
                "href": url_for("minutes.edit", day=facts.held_on, place=paragraph.place),
                "number": paragraph.label,
                "text": paragraph.heading,
                "state": mark.state,
                "word": mark.word,
                "current": paragraph.place == current.place,
            }
        )
    return found


def _neighbour(facts: MinutesFacts, place: int, word: str) -> tuple[str, str] | None:
    if not 1 <= place <= len(facts.paragraphs):
        return None
    href = url_for("minutes.edit", day=facts.held_on, place=place)
    return href, f"{word}: {facts.at(place).label} {facts.at(place).heading}"


def _groups(table: PresenceTable, place: int) -> list[tuple[str, list[dict[str, str]]]]:
    chair = table.chair(place)
    serving = table.serving(place)
    busy = {service.person.id for service in serving}
    rest = [person for person in table.present(place) if person.id not in busy]
    away = [p for p in table.attendees if p.seated and table.of(p, place) is Presence.AWAY]
    return [
        (
            "Tjänstgör",
            [
                {
                    "name": service.person.name,
                    "note": _serves(service, chair, place),
                }
                for service in serving
            ],
        ),
        ("Också närvarande", [{"name": p.name, "note": _note(p, table, place)} for p in rest]),
        ("Frånvarande", [{"name": p.name, "note": _away(p, place)} for p in away]),
    ]


def _serves(service: Service, chair: Attendee | None, place: int) -> str:
    """Return "leder paragrafen", "för Anneli Nyhlén", "ledamot, prövat, ej jäv"."""
    word = CAPACITY_WORDS[service.person.capacity]
    if service.replaces:
        word = f"för {service.replaces.name}"
    if service.person == chair:
        word = "leder paragrafen"
    return f"{word}, prövat, ej jäv" if tried(service.person, place) else word


def _away(person: Attendee, place: int) -> str:
    word = CAPACITY_WORDS[person.capacity]
    return f"{word}, jäv" if recused(person, place) else word


def _note(person: Any, table: PresenceTable, place: int) -> str:
    word = person.title or CAPACITY_WORDS[person.capacity]
    if person == table.secretary(place) and not person.takes_minutes:
        word = f"{word}, för protokollet"
    partly = table.of(person, place) is Presence.PARTLY
    return f"{word}, del av paragrafen" if partly else word


def _additions(facts: MinutesFacts, paragraph: ParagraphFacts) -> str:
    """Return the decision that names what was added, when the § on the agenda lacks it."""
    added = additions(facts.paragraphs)
    if paragraph.standing is not Standing.AGENDA or not added:
        return ""
    if all(one.heading in " ".join(paragraph.clauses) for one in added):
        return ""
    return agenda_clause(added, facts.paragraphs)


@requires(WRITE_MINUTES)
def add_paragraph(day: date) -> Answer:
    """Add a § for something that came up at the meeting."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = _facts(meeting)
    after = request.args.get("efter", type=int) or len(facts.paragraphs)
    form = NewParagraphForm.of(facts, after)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.add_paragraph(
                session,
                actor=acting(),
                meeting=meeting,
                heading=form.heading.data or "",
                kind=form.kind.data,
                after_id=form.after.data,
            )
        if not form.summary_errors:
            flash("Paragrafen är tillagd.", "success")
            return see_other("minutes.edit", day=day, place=made.position)
    page = render_template("minutes/editor_new.html", meeting=meeting, form=form)
    return page, 422 if form.summary_errors else 200


@requires(WRITE_MINUTES)
def name_additions(day: date) -> Answer:
    """Let the decision on the agenda name what was added at the meeting."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    with db.transaction() as session:
        row = services.name_additions(session, actor=acting(), meeting=meeting)
    flash("Tilläggen är inskrivna i beslutet om dagordningen.", "success")
    return see_other("minutes.edit", day=day, place=row.position)


@requires(WRITE_MINUTES)
def move_paragraph(day: date, place: int) -> Answer:
    """Move a § one place up or down."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    paragraph = _at(_facts(meeting), place)
    step = -1 if request.form.get("do") == "up" else 1
    with db.transaction() as session:
        services.move_paragraph(
            session, actor=acting(), meeting=meeting, paragraph_id=paragraph.id, step=step
        )
    now = _facts(meeting).paragraph(paragraph.id)
    return see_other("minutes.edit", day=day, place=now.place if now else place)


@requires(WRITE_MINUTES)
def remove_paragraph(day: date, place: int) -> Answer:
    """Ask, then remove a § that has no number yet."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    paragraph = _at(_facts(meeting), place)
    if request.method == "POST":
        with db.transaction() as session:
            services.remove_paragraph(
                session, actor=acting(), meeting=meeting, paragraph_id=paragraph.id
            )
        flash(f"Paragrafen ”{paragraph.heading}” är borttagen.", "success")
        return see_other("minutes.edit", day=day, place=max(1, place - 1))
    return render_template("minutes/editor_remove.html", meeting=meeting, paragraph=paragraph)
