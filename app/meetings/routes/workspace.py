"""One meeting: where it is, what comes next, what is missing, and all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, current_app, render_template, url_for

from app.association import queries as association_queries
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer
from app.meetings import domain, queries, services
from app.meetings.domain import (
    STATE_WORDS,
    AgendaFacts,
    ItemFacts,
    Lack,
    MeetingState,
    Panel,
    Standing,
)
from app.meetings.models import Meeting
from app.meetings.policies import PLAN_MEETINGS, READ_AGENDA, READ_MEETINGS, WISH_MATTER
from app.meetings.queries import MeetingWhole
from app.meetings.routes import parts
from app.meetings.routes.day import meeting_for
from app.meetings.routes.delivery import opened
from app.meetings.routes.reply_parts import replies_part
from app.meetings.routes.words import STATE_MARKS

_BEFORE = {MeetingState.PLANNED, MeetingState.DRAFTING}
_OPEN = _BEFORE | {MeetingState.SUMMONED}
# What in the log means that the summons no longer says what the agenda does.
_AGENDA_ACTS = ("agenda.", "agenda_item.", "meeting.edited", "meeting.invitees")


def workspace_pages(pages: Blueprint) -> None:
    """Add the page."""
    pages.add_url_rule("/<day:day>", view_func=workspace)


@requires(READ_MEETINGS)
def workspace(day: date) -> Answer:
    """Show everything about one meeting."""
    meeting = meeting_for(day, READ_MEETINGS)
    actor = acting()
    session = db.session()
    office = actor.may(PLAN_MEETINGS, meeting)
    reads = actor.may(READ_AGENDA, meeting)
    whole = queries.meeting_whole(session, meeting)
    days = association_queries.charter(session).summons_days if meeting.state in _BEFORE else None
    if reads and not office and whole.summonses:
        opened(whole.summonses[0].id)  # the letter leads here, and the whole agenda is shown
    panels = services.workspace_panels(session, meeting, actor)
    answers = replies_part(whole, actor, office=office)
    return render_template(
        "meetings/workspace.html",
        meeting=meeting,
        whole=whole,
        office=office,
        reads=reads,
        open=meeting.state in _OPEN,
        state_word=STATE_WORDS[meeting.state],
        state_mark=STATE_MARKS[meeting.state],
        steps=parts.steps_part(
            meeting.state,
            planned_on=meeting.case.opened_on,
            held_on=meeting.held_on,
            days=days,
            taken=whole.story.taken,
        ),
        next=_next(meeting, panels, office=office),
        missing=_missing(whole, panels, days, office=office)
        + (answers["lacks"] if answers else []),
        answers=answers,
        panels=[panel for panel in panels if panel.links],
        may_wish=meeting.state in _OPEN and actor.may(WISH_MATTER, meeting),
        agenda=parts.agenda_part(
            whole.items, day, meeting.starts_at, editable=office and meeting.state in _OPEN
        ),
        people=parts.people_part(whole.convened),
        sendings=parts.sendings_part(whole.summonses, day) if reads else "",
        events=parts.events_part(whole.story.events, everything=reads),
        called=len(whole.convened.everybody),
    )


def _next(meeting: Meeting, panels: Sequence[Panel], *, office: bool) -> dict[str, str] | None:
    found = domain.next_step(meeting.state, office=office)
    if found is None:
        return None
    needed = getattr(current_app.view_functions.get(found.endpoint), "permission", None)
    if needed is None or not acting().may(needed, meeting):
        return None
    text = next((panel.next_text for panel in panels if panel.next_text), found.text)
    label = next((panel.next_label for panel in panels if panel.next_label), found.label)
    of_meeting = any("day" in r.arguments for r in current_app.url_map.iter_rules(found.endpoint))
    href = url_for(found.endpoint, day=meeting.held_on) if of_meeting else url_for(found.endpoint)
    return {"label": label, "href": href, "text": text}


def _missing(
    whole: MeetingWhole, panels: Sequence[Panel], days: int | None, *, office: bool
) -> list[dict[str, str]]:
    """Return what the office has to see to; others see only what the panels miss."""
    own = [_lack(whole.meeting, lack) for lack in lacks(whole, days)] if office else []
    others = [
        {"text": lack.text, "href": lack.href, "kind": lack.kind}
        for panel in panels
        for lack in panel.lacks
    ]
    return own + others


def lacks(whole: MeetingWhole, days: int | None) -> tuple[Lack, ...]:
    """Return what the domain misses in a meeting as it stands."""
    return domain.lacks(
        AgendaFacts(
            state=whole.meeting.state,
            held_on=whole.meeting.held_on,
            today=clock.today(),
            summons_days=days,
            items=[
                ItemFacts(
                    id=item.id,
                    label=item.label,
                    kind=item.kind,
                    standing=item.standing,
                    has_proposal=bool(item.clauses),
                    fixed=item.standing is not Standing.NONE
                    or not (item.clauses or item.background or item.annexes),
                    elects=bool(item.election_of),
                )
                for item in whole.items
            ],
            regulars=len(whole.convened.regulars),
            on_paper=sum(1 for person in whole.convened.everybody if not person.email),
            changed_since=_changed_since(whole),
        )
    )


def _changed_since(whole: MeetingWhole) -> bool:
    """Say whether the agenda was touched after the newest sending."""
    if not whole.summonses:
        return False
    sent_at = whole.summonses[0].sent_at
    return any(
        event.at > sent_at and event.action.startswith(_AGENDA_ACTS) for event in whole.story.events
    )


def _lack(meeting: Meeting, lack: Lack) -> dict[str, str]:
    return {"text": lack.text, "href": lack_href(meeting, lack), "kind": lack.kind}


def lack_href(meeting: Meeting, lack: Lack) -> str:
    """Return where what is missing can be put right."""
    place, _, number = lack.place.partition(":")
    if place == "item":
        return url_for("meetings.item", day=meeting.held_on, item_id=int(number))
    if place == "seats":
        return "/forbundet"
    return url_for(f"meetings.{place}", day=meeting.held_on)
