"""How a summons has reached people: each mail, who has opened it, and a reminder to the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, request

from app.association import queries as association_queries
from app.kernel import db, ui
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other
from app.meetings import queries, services
from app.meetings.models import Meeting, Summons
from app.meetings.policies import PLAN_MEETINGS
from app.meetings.queries import openings
from app.meetings.queries.openings import DeliveryRow
from app.meetings.routes.day import meeting_for
from app.meetings.routes.reply_parts import answer_mark, answer_word
from app.meetings.services import reminding


def delivery_pages(pages: Blueprint) -> None:
    """Add the page."""
    rule = "/<day:day>/kallelse/paminnelse"
    pages.add_url_rule(rule, view_func=remind_unopened, methods=["POST"])


def opened(sent_id: int) -> None:
    """Note that the one who reads has opened this sending."""
    person_id = acting().person_id
    services.remember_opening(db.session(), summons_id=sent_id, person_id=person_id)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of the table of recipients, in words and marks."""

    person_id: int
    name: str
    email: str
    kind: str
    state: str
    note: str
    opened_kind: str
    opened: str
    opened_note: str
    answer_kind: str = ""
    answer: str = ""


def recipients(meeting: Meeting, sent: Summons) -> list[Recipient]:
    """Return everybody who got a sending, with what they have answered if they were asked."""
    session = db.session()
    replies = {row.person_id: row for row in queries.replies(session, meeting.id)}
    return [_recipient(row, replies) for row in openings.deliveries(session, sent.id)]


def _recipient(row: DeliveryRow, replies: Mapping[int, Any]) -> Recipient:
    kind, state, note = mail_words(row)
    opened_kind, opened_word, opened_note = opened_words(row)
    reply = replies.get(row.person_id)
    return Recipient(
        row.person_id,
        row.name,
        row.email,
        kind,
        state,
        note,
        opened_kind,
        opened_word,
        opened_note,
        answer_mark(reply.answer) if reply else "",
        answer_word(reply.answer) if reply else "",
    )


def mail_words(row: DeliveryRow) -> tuple[str, str, str]:
    """Return mark, word and more about how the mail has gone."""
    if not row.email:
        return "info", "På papper", ""
    if row.sent_at:
        return "done", "Skickat", f"{row.email}, {ui.moment(row.sent_at)}"
    answer = f", e-postservern svarade: {row.last_error}" if row.last_error else ""
    reason = f"{row.email}{answer}"
    if row.failed_at:
        return "late", "Misslyckades", reason
    if row.attempts:
        return "warning", "Försöker igen", reason
    return "coming", "Köat", row.email


def opened_words(row: DeliveryRow) -> tuple[str, str, str]:
    """Return mark, word and more about when the sending was opened in the tool."""
    if row.opened_at:
        return "done", "Öppnad", ui.moment(row.opened_at)
    if row.opened_earlier:
        return "warning", "Inte öppnad", "Har läst en tidigare version"
    return "coming", "Inte öppnad", ""


def summary(rows: Iterable[Recipient]) -> str:
    """Return "5 av 12 har öppnat kallelsen i Klubba."."""
    known = list(rows)
    opened = sum(row.opened_kind == "done" for row in known)
    return f"{opened} av {len(known)} har öppnat kallelsen i Klubba."


def reminder(meeting: Meeting) -> dict[str, Any]:
    """Return whether a reminder is wanted, and on which day it is sent."""
    days = association_queries.charter(db.session()).summons_reminder_days
    return {
        "wanted": meeting.remind_unopened,
        "day": meeting.held_on - timedelta(days=days),
        "days": days,
    }


@requires(PLAN_MEETINGS)
def remind_unopened(day: date) -> Answer:
    """Turn the reminder to those who have not opened the summons on or off."""
    meeting = meeting_for(day, PLAN_MEETINGS)
    wanted = request.form.get("wanted") == "1"
    with db.transaction() as session:
        reminding.set_reminder(session, actor=acting(), meeting=meeting, wanted=wanted)
    flash("Påminnelsen är påslagen." if wanted else "Påminnelsen är avslagen.", "success")
    return see_other("meetings.summons", day=day)
