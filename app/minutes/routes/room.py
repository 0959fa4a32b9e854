"""Meeting mode: one § at a time in large letters, for whoever takes the minutes in the room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, render_template, request, url_for

from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, saved, see_other, wants_json
from app.meetings.domain import MeetingState
from app.minutes import queries, services
from app.minutes.documents import told_at
from app.minutes.domain import (
    MinutesFacts,
    ParagraphFacts,
    PresenceTable,
    mark_of,
    recusal_sentences,
    table_of,
)
from app.minutes.domain.acts import acts
from app.minutes.domain.wall import recused_at
from app.minutes.forms.editor import ParagraphForm
from app.minutes.policies import WRITE_MINUTES
from app.minutes.queries.room import RoomRow, planned_minutes, room_of
from app.minutes.routes.access import meeting_with_minutes
from app.minutes.routes.editor import gone
from app.minutes.routes.immediate import immediate_panel
from app.minutes.routes.returning import FROM_ROOM

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/motet"
_BY_HAND = {"save", "next"}  # somebody has read the decision and pressed the button


def room_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=room)
    pages.add_url_rule(_PAGE, view_func=room_save, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/ga", view_func=room_go, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/paragrafer.json", view_func=room_sheets)


class _Room:
    """The meeting as the page shows it right now."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.facts: MinutesFacts = queries.minutes_whole(db.session(), meeting.id)
        self.table: PresenceTable = table_of(self.facts)
        self.at: RoomRow | None = room_of(db.session(), meeting.id)
        self.planned = planned_minutes(db.session(), meeting.id)

    @property
    def paragraph(self) -> ParagraphFacts:
        """Return the § that is dealt with; the first one before any has been taken up."""
        found = self.facts.paragraph(self.at.paragraph_id) if self.at else None
        return found or self.facts.at(1)

    def sheet(self, paragraph: ParagraphFacts, form: ParagraphForm | None = None) -> dict[str, Any]:
        """Return what the template of one § needs; ``form`` when something was typed in it."""
        facts, table, place = self.facts, self.table, paragraph.place
        here = self.at is not None and self.at.paragraph_id == paragraph.id
        return {
            "meeting": self.meeting,
            "facts": facts,
            "form": form or _stored(paragraph),
            "paragraph": paragraph,
            "room": self.at,
            "here": here,
            "elapsed": int((clock.now() - self.at.since).total_seconds())
            if self.at and here
            else 0,
            "planned": self.planned.get(paragraph.id),
            "told": told_at(facts, table, place) + recusal_sentences(facts, table, place),
            "happened": acts(facts, place),
            "immediate": immediate_panel(db.session(), self.meeting, paragraph),
            "recused": recused_at(facts, place),
            "quorum": table.quorum(place),
            "services": table.serving(place),
            "chair": table.chair(place),
            "previous": facts.at(place - 1) if place > 1 else None,
            "following": facts.at(place + 1) if place < len(facts.paragraphs) else None,
            "links": _links(self.meeting, paragraph),
            "in_session": self.meeting.state is MeetingState.IN_SESSION,
        }

    def rows(self, current: ParagraphFacts) -> list[dict[str, Any]]:
        """Return the list of §§ with their marks."""
        return [
            {
                "id": one.id,
                "number": one.label,
                "text": one.heading,
                "mark": mark_of(self.facts, self.table, one),
                "current": one.id == current.id,
            }
            for one in self.facts.paragraphs
        ]


# What may happen at a §, in the order that it usually does: words, endpoint.
_ACTS = (
    ("Yrkande", "minutes.motion"),
    ("Proposition", "minutes.proposition"),
    ("Omröstning", "minutes.ballot"),
    ("Deltar inte i beslutet", "minutes.not_taking_part"),
    ("Reservation", "minutes.dissent"),
    ("Yttrande eller anteckning", "minutes.statement"),
    ("Utfall, bordläggning, återremiss", "minutes.outcome"),
    ("Ajournering", "minutes.adjourn"),
)


def _links(meeting: Meeting, paragraph: ParagraphFacts) -> list[tuple[str, str]]:
    """Return (words, address) of the pages where what happens at the § is written down."""
    day = meeting.held_on
    return [
        ("Någon kommer eller går", url_for("minutes.attendance", day=day)),
        ("Jäv", url_for("minutes.recusal", day=day, paragraf=paragraph.id, **FROM_ROOM)),
        *((word, url_for(end, day=day, place=paragraph.place, **FROM_ROOM)) for word, end in _ACTS),
    ]


def _stored(paragraph: ParagraphFacts) -> ParagraphForm:
    """Return a form with what is stored, whatever this request has posted."""
    return ParagraphForm(formdata=None, obj=paragraph, data={"paragraph": paragraph.id})


@requires(WRITE_MINUTES)
def room(day: date) -> Answer:
    """Show the § that is dealt with."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    if meeting.state is MeetingState.SUMMONED:
        return see_other("minutes.attendance", day=day)
    here = _Room(meeting)
    if not here.facts.writable:
        return see_other("signing.attestation", day=day)
    if not here.facts.paragraphs:
        return see_other("minutes.add_paragraph", day=day)
    return _page(here, here.paragraph)


def _page(here: _Room, paragraph: ParagraphFacts, form: ParagraphForm | None = None) -> Answer:
    errors = form.summary_errors if form else []
    page = render_template(
        "minutes/room.html",
        rows=here.rows(paragraph),
        **here.sheet(paragraph, form),
    )
    return page, 422 if errors else 200


@requires(WRITE_MINUTES)
def room_save(day: date) -> Answer:
    """Save the § and go where the button says; autosave only saves."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    form = ParagraphForm()
    facts = queries.minutes_whole(db.session(), meeting.id)
    paragraph = facts.paragraph(form.paragraph.data or 0)
    if paragraph is None:
        return gone(meeting, form)
    act = request.form.get("do", "")
    if paragraph.alone is not None and not wants_json():
        return _go_on(meeting, facts, paragraph, act)
    if not form.act_on_rows(act) and form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            row = services.save_paragraph(
                session,
                actor=acting(),
                meeting=meeting,
                paragraph_id=paragraph.id,
                confirmed=act in _BY_HAND,
                **form.to_values(),
            )
            if (target := _target(facts, paragraph, act)) and not wants_json():
                services.go_to(session, actor=acting(), meeting=meeting, paragraph_id=target)
        if not form.summary_errors:
            done = saved(version=row.version_id) if wants_json() else None
            return done or see_other("minutes.room", day=day)
    if wants_json():
        return jsonify(error=422, sentences=[text for _, text in form.summary_errors]), 422
    return _page(_Room(meeting), paragraph, form)


def _go_on(meeting: Meeting, facts: MinutesFacts, paragraph: ParagraphFacts, act: str) -> Answer:
    """Go where the button says from a § that is frozen by itself; it has nothing to save (IMM)."""
    if target := _target(facts, paragraph, act):
        with db.transaction() as session:
            services.go_to(session, actor=acting(), meeting=meeting, paragraph_id=target)
    return see_other("minutes.room", day=meeting.held_on)


def _target(facts: MinutesFacts, paragraph: ParagraphFacts, act: str) -> int | None:
    """Return the id of the § that a button leads to; None to stay."""
    what, _, number = act.partition(":")
    if what == "go" and number.isdecimal():
        found = facts.paragraph(int(number))
        return found.id if found else None
    step = {"next": 1, "previous": -1}.get(what, 0)
    place = paragraph.place + step
    return facts.at(place).id if step and 1 <= place <= len(facts.paragraphs) else None


@requires(WRITE_MINUTES)
def room_go(day: date) -> Answer:
    """Take up a §; a script gets it back as it stands now, with the list of §§."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    wanted = request.form.get("paragraph", 0, type=int)
    with db.transaction() as session:
        services.go_to(session, actor=acting(), meeting=meeting, paragraph_id=wanted)
    if not wants_json():
        return see_other("minutes.room", day=day)
    here = _Room(meeting)
    paragraphs = [here.paragraph]
    rows = render_template("minutes/_room_list.html", rows=here.rows(here.paragraph))
    return jsonify(sheets=_sheets(here, paragraphs), rows=rows)


@requires(WRITE_MINUTES)
def room_sheets(day: date) -> Answer:
    """Give a script every §, so that one can go on writing when the network has gone."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    here = _Room(meeting)
    return jsonify(sheets=_sheets(here, here.facts.paragraphs))


def _sheets(here: _Room, paragraphs: Iterable[ParagraphFacts]) -> dict[str, str]:
    return {
        str(one.id): render_template("minutes/_room_sheet.html", **here.sheet(one))
        for one in paragraphs
    }
