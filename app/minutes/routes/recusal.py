"""Recusal: the page that writes one down, and what stands beside a § about it (K12, K13)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request, url_for

from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other
from app.minutes import queries, services
from app.minutes.domain import (
    Attendee,
    Change,
    ChangeKind,
    MinutesFacts,
    ParagraphFacts,
    PresenceTable,
    Ruling,
    broke_off,
    change_words,
    ground_words,
    offered,
    table_of,
)
from app.minutes.forms.recusal import RecusalForm
from app.minutes.policies import WRITE_MINUTES
from app.minutes.routes.access import meeting_with_minutes
from app.minutes.routes.returning import back_to_paragraph, paragraph_address
from app.registry.domain import RecusalHint

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_LONG_GROUND = 200  # characters; as long as the form takes


def recusal_pages(pages: Blueprint) -> None:
    """Add the page."""
    pages.add_url_rule("/<day:day>/narvaro/jav", view_func=recusal, methods=["GET", "POST"])


@requires(WRITE_MINUTES)
def recusal(day: date) -> Answer:
    """Write down a matter of recusal with who serves instead; links fill in person and ground."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = queries.minutes_whole(db.session(), meeting.id)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    person, paragraph = _asked(facts)
    form = RecusalForm.of(
        facts,
        _substitutes(table_of(facts), paragraph, person),
        person=person.id if person else 0,
        from_paragraph=paragraph.id if paragraph else 0,
        ground=request.args.get("grund", "")[:_LONG_GROUND],
    )
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.recuse(session, actor=acting(), meeting=meeting, **form.to_values())
        if not form.summary_errors:
            return _recused(meeting, form)
    return _page(meeting, facts, paragraph, form)


def _asked(facts: MinutesFacts) -> tuple[Attendee | None, ParagraphFacts | None]:
    """Return the person and the § that the link asks for."""
    person = facts.attendee(request.args.get("person", type=int))
    paragraph = facts.paragraph(request.args.get("paragraf", type=int) or 0)
    return person, paragraph or (facts.paragraphs[0] if facts.paragraphs else None)


def _substitutes(
    table: PresenceTable, paragraph: ParagraphFacts | None, person: Attendee | None
) -> list[tuple[int, str]]:
    """Return who may serve, the one next in turn first (rule SUB)."""
    if paragraph is None:
        return []
    regular = person or table.attendees[0]
    free = [p for p in offered(table, paragraph.place, regular) if p != person]
    return [
        (one.id, substitute_words(table, one, paragraph.place, first=one is free[0]))
        for one in free
    ]


def substitute_words(table: PresenceTable, person: Attendee, place: int, *, first: bool) -> str:
    """Return "Ulla Marklén (Arbetsförmedlingen), närmast i tur", with a warning (rule SUB)."""
    name = f"{person.name} ({person.where})" if person.where else person.name
    turn = ", närmast i tur" if first else ""
    left = ", har lämnat sammanträdet tidigare" if broke_off(table, person, place) else ""
    return f"{name}{turn}{left}"


def _recused(meeting: Meeting, form: RecusalForm) -> Answer:
    """Go back to the §, and say who leads it now."""
    facts = queries.minutes_whole(db.session(), meeting.id)
    paragraph = next(one for one in facts.paragraphs if one.id == form.from_paragraph.data)
    table = table_of(facts)
    leader = table.chair(paragraph.place)
    flash(f"Frågan om jäv är antecknad vid {paragraph.label}.", "success")
    if leader is None:
        flash(f"Ingen leder {paragraph.label}. Ange i närvaron vem som leder.", "warning")
    elif not leader.chairs:
        flash(f"{leader.name} leder {paragraph.label}.", "info")
    if facts.secretary is not None and table.secretary(paragraph.place) is None:
        flash(f"Ingen för protokollet vid {paragraph.label}. Ange i närvaron vem.", "warning")
    return back_to_paragraph(meeting.held_on, paragraph.place)


def _page(
    meeting: Meeting, facts: MinutesFacts, paragraph: ParagraphFacts | None, form: RecusalForm
) -> Answer:
    day = meeting.held_on
    back = url_for("minutes.attendance", day=day)
    if paragraph is not None:
        back = paragraph_address(day, paragraph.place)
    page = render_template(
        "minutes/recusal.html",
        meeting=meeting,
        paragraph=paragraph,
        form=form,
        recusals=[] if paragraph is None else _written(facts, paragraph.place),
        back=back,
    )
    return page, 422 if form.summary_errors else 200


def _at(facts: MinutesFacts, place: int) -> Iterable[tuple[Attendee, Change]]:
    for person in facts.attendees:
        for change in person.changes:
            if change.kind is ChangeKind.RECUSED and change.covers(place):
                yield person, change


def _written(facts: MinutesFacts, place: int) -> list[dict[str, Any]]:
    return [
        {
            "name": person.name,
            "words": change_words(facts, change),
            "attendance_id": person.id,
            "change_id": change.id,
        }
        for person, change in _at(facts, place)
    ]


def recusal_panel(
    facts: MinutesFacts, place: int, hints: Iterable[RecusalHint]
) -> list[dict[str, str]]:
    """Return what stands beside a §: who is recused or was tried, then whom the case points to."""
    found = list(_at(facts, place))
    known = {person.person_id for person, _ in found}
    rows = [_row(facts, person, change) for person, change in found]
    return rows + [_hint(facts, place, hint) for hint in hints if hint.person_id not in known]


def _row(facts: MinutesFacts, person: Attendee, change: Change) -> dict[str, str]:
    tried = change.ruling is Ruling.NOT_RECUSED
    return {
        "name": person.name,
        "note": ground_words(change),
        "state": "Prövat, ej jäv" if tried else "Jäv",
        "kind": "done" if tried else "warning",
        "href": url_for("minutes.exceptions", day=facts.held_on, attendance_id=person.id),
        "link": "Ändra",
    }


def _hint(facts: MinutesFacts, place: int, hint: RecusalHint) -> dict[str, str]:
    person = next((p for p in facts.attendees if p.person_id == hint.person_id), None)
    href = person and url_for(
        "minutes.recusal",
        day=facts.held_on,
        person=person.id,
        paragraf=facts.at(place).id,
        grund=hint.reason,
    )
    return {
        "name": hint.name,
        "note": hint.reason,
        "state": "Kan vara jävig",
        "kind": "coming",
        "href": href or "",
        "link": "Anteckna",
    }
