"""The parts of a meeting's page, remembered by the facts that they show.

The same facts always give the same HTML, so a part is rendered once for each version of what it
shows and taken from memory after that: most readers of a meeting read what somebody has read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from flask import current_app
from markupsafe import Markup

from app.documents.engine import prose
from app.kernel import clock, ui
from app.meetings import domain
from app.meetings.domain import KIND_WORDS, MeetingEvent, MeetingState, SummonsKind
from app.meetings.queries import Convened, Convenee, ItemRow, StoryRow, SummonsRow
from app.meetings.routes.words import counted, delivered, delivery

REMEMBERED = 128  # parts of each kind, some 10 to 50 kB each

_KIND_WORDS = {
    SummonsKind.FIRST: "Kallelse",
    SummonsKind.REVISED: "Reviderad kallelse",
    SummonsKind.CANCELLATION: "Besked om inställt sammanträde",
}


def _part(name: str) -> Callable[..., Markup]:
    template = current_app.jinja_env.get_template("meetings/_workspace_parts.html")
    macro: Callable[..., Markup] = getattr(template.module, name)
    return macro


@lru_cache(maxsize=REMEMBERED)
def agenda_part(
    items: tuple[ItemRow, ...], day: date, starts_at: time, *, editable: bool
) -> Markup:
    """Return the agenda with proposals, annexes, planned times and what came after the summons."""
    texts = [prose(item.background) for item in items]
    times = domain.starting_times(starts_at, [item.planned_minutes for item in items])
    sent = any(item.sent_as for item in items)
    marks = ["Tillagt efter kallelsen" if sent and not item.sent_as else "" for item in items]
    return _part("agenda")(items, texts, day, KIND_WORDS, editable, times, marks)


@lru_cache(maxsize=REMEMBERED)
def people_part(called: Convened) -> Markup:
    """Return who is called."""
    columns = (
        ("Ledamöter", called.regulars),
        ("Ersättare", called.substitutes),
        ("Övriga", called.others),
        ("För kännedom", called.for_information),
    )
    groups = [(heading, [_person(p) for p in people]) for heading, people in columns if people]
    return _part("people")(groups)


def _person(called: Convenee) -> dict[str, str]:
    note = ", ".join(filter(None, (called.role, called.organisation)))
    return {"name": called.name, "note": note}


@lru_cache(maxsize=REMEMBERED)
def sendings_part(summonses: tuple[SummonsRow, ...], day: date) -> Markup:
    """Return what has been sent, and how far each mail has come."""
    return _part("sendings")([_sending(sent) for sent in summonses], day)


def _sending(sent: SummonsRow) -> dict[str, Any]:
    return {
        "word": _KIND_WORDS[sent.kind],
        "version": sent.version,
        "document": sent.file_version_id is not None,
        "sent_at": sent.sent_at,
        "sent_by": sent.sent_by,
        "late": sent.late,
        "count": counted(len(sent.recipients), "en person", "personer"),
        "delivered": delivered(sent.recipients),
        "recipients": [
            {"name": r.name, "note": r.email, "kind": mark, "state": word}
            for r in sent.recipients
            for mark, word in (delivery(r),)
        ],
    }


@lru_cache(maxsize=REMEMBERED)
def events_part(events: tuple[StoryRow, ...], *, everything: bool) -> Markup:
    """Return what has happened; what was done to a draft only to those who may read it."""
    shown = [e for e in events if everything or e.action.startswith("meeting.")]
    rows = [
        {
            "when": ui.moment(event.at),
            "iso": event.at.isoformat(),
            "who": event.who,
            "text": event.sentence,
        }
        for event in shown
    ]
    return _part("events")(rows)


def steps_part(
    state: MeetingState,
    *,
    planned_on: date,
    held_on: date,
    days: int | None,
    taken: Mapping[MeetingEvent, datetime],
) -> Markup:
    """Return the stepper with the days of what has been done and of what comes."""
    return _steps(state, planned_on, held_on, days, tuple(taken.items()))


@lru_cache(maxsize=REMEMBERED)
def _steps(
    state: MeetingState,
    planned_on: date,
    held_on: date,
    days: int | None,
    taken: tuple[tuple[MeetingEvent, datetime], ...],
) -> Markup:
    made = domain.steps(
        state,
        planned_on=planned_on,
        held_on=held_on,
        summons_days=days,
        taken={event: at.astimezone(clock.STOCKHOLM).date() for event, at in taken},
    )
    return _part("steps")(
        [
            {
                "label": step.label,
                "state": step.state,
                "date": ("senast " if step.at_latest else "") + ui.day_and_month(step.day),
                "note": step.note,
            }
            for step in made
        ]
    )
