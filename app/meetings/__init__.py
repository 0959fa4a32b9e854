"""Meetings, agendas and summonses."""

from __future__ import annotations

from flask import Flask

from app.documents.services import register_renderer
from app.kernel import errors, ui, worker
from app.kernel.tasks import tasks
from app.meetings import domain, policies, routes, services
from app.meetings.domain import replying
from app.meetings.routes.case_panel import meeting_panel
from app.meetings.routes.reply_tasks import reply_tasks
from app.meetings.routes.tasks import summons_tasks
from app.meetings.routes.writers import author_tasks
from app.meetings.services import matters
from app.meetings.services.reminding import remind_unopened
from app.registry.services import (
    case_panels,
    matter_meetings,
    matter_placed,
    matter_taken_off,
    meetings_ahead,
)


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    errors.add_sentences(replying.SENTENCES)
    routes.init_app(app)
    register_renderer("kallelse", services.render_summons)
    case_panels.subscribe(meeting_panel)
    meetings_ahead.subscribe(matters.ahead)
    matter_meetings.subscribe(matters.meetings_of)
    matter_placed.subscribe(matters.place)
    matter_taken_off.subscribe(matters.take_off)
    tasks.subscribe(summons_tasks)
    tasks.subscribe(author_tasks)
    tasks.subscribe(reply_tasks)
    worker.now_and_then.subscribe(remind_unopened)
    ui.add_menu(
        app,
        order=20,
        label="Sammanträden",
        endpoint="meetings.index",
        needed=policies.READ_MEETINGS,
        # Their pages are parts of a meeting.
        also=(
            *("minutes.", "packets.", "publication.", "dispatch.", "planning.", "reading."),
            *("review.", "signing.", "correction.", "disclosure."),
        ),
    )
