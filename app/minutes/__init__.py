"""Attendance, paragraphs, freezing, attestation, extracts."""

from __future__ import annotations

from flask import Flask

from app.association.services import numbers_given
from app.documents.services import register_renderer
from app.kernel import audit, errors
from app.kernel.tasks import tasks
from app.meetings.services import workspace_panels
from app.minutes import cli, exchange, queries, routes, services
from app.minutes.domain import (
    course_refusals,
    deliberation_refusals,
    frozen_refusals,
    immediate_refusals,
)
from app.minutes.domain.refusals import SENTENCES
from app.minutes.routes.case_panel import treatment_panel
from app.minutes.routes.immediate import immediate_links
from app.minutes.routes.panel import minutes_panel, minutes_tasks
from app.minutes.services import immediate, matters, outcomes, room, verifying
from app.registry.services import case_panels, decision_worded


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(SENTENCES)
    errors.add_sentences(frozen_refusals.SENTENCES)
    errors.add_sentences(immediate_refusals.SENTENCES)
    errors.add_sentences(course_refusals.SENTENCES)
    errors.add_sentences(deliberation_refusals.SENTENCES)
    errors.add_sentences(exchange.SENTENCES)
    routes.init_app(app)
    cli.init_app(app)
    register_renderer("protokoll", services.render_minutes)
    register_renderer("protokollsutdrag", services.render_extract)
    workspace_panels.subscribe(minutes_panel)
    workspace_panels.subscribe(immediate_links)
    case_panels.subscribe(treatment_panel)
    decision_worded.subscribe(matters.word_decision)
    services.attested.subscribe(outcomes.bring_back)
    services.attested_alone.subscribe(immediate.bring_back_alone)
    services.attested_alone.subscribe(outcomes.bring_back)
    services.paragraph_leaving.subscribe(room.leave)
    numbers_given.subscribe(queries.numbers_given)
    tasks.subscribe(minutes_tasks)
    audit.verifications.subscribe(verifying.verify_minutes)
