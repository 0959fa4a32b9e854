"""Reminding those who have not opened the summons, once, when the office has asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.cli import settings
from app.kernel.outbox import messages_about
from app.meetings import notifications, queries
from app.meetings.models import Meeting
from app.meetings.queries import openings
from app.meetings.queries.openings import DeliveryRow

ABOUT = "meeting_reminder"
MORNING = 7  # the hour in Sweden before which nobody is reminded
MEETING_PATH = "/sammantraden/{day}"

_note = history.Noting("meeting")


def set_reminder(session: Session, *, actor: Actor | None, meeting: Meeting, wanted: bool) -> None:
    """Say whether those who have not opened the summons are to be reminded by mail."""
    if meeting.remind_unopened is wanted:
        return
    meeting.remind_unopened = wanted
    act = "slog på" if wanted else "slog av"
    sentence = f"{act} påminnelsen till dem som inte har öppnat kallelsen"
    _note(session, actor, meeting, "reminder", sentence)


def remind_unopened(session: Session) -> None:
    """Remind about every meeting whose day for it has come; what the worker does now and then.

    Safe to run again: nobody is reminded twice about the same meeting.
    """
    if clock.now().astimezone(clock.STOCKHOLM).hour < MORNING:
        return
    today = clock.today()
    days = association_queries.charter(session).summons_reminder_days
    tomorrow, last = today + timedelta(days=1), today + timedelta(days=days)
    for meeting in openings.to_remind(session, first=tomorrow, last=last):
        _remind(session, meeting)


def _remind(session: Session, meeting: Meeting) -> None:
    queries.lock_meeting(session, meeting.id)
    sent = queries.last_document(session, meeting.id)
    if sent is None or sent.file_version is None:
        return
    link = settings().base_url.rstrip("/") + MEETING_PATH.format(day=meeting.held_on.isoformat())
    people = list(_unopened(session, meeting, openings.deliveries(session, sent.id)))
    for person in people:
        notifications.remind(
            session,
            meeting=meeting,
            context=sent.file_version.data or {},
            name=person.name,
            email=person.email,
            link=link,
            about=ABOUT,
        )
    if people:
        who = "en person" if len(people) == 1 else f"{len(people)} personer"
        sentence = f"påminde {who} som inte hade öppnat kallelsen"
        _note(session, None, meeting, "reminded", sentence)


def _unopened(
    session: Session, meeting: Meeting, rows: Iterable[DeliveryRow]
) -> Iterable[DeliveryRow]:
    """Yield those to remind: called, with an address, not reminded before."""
    reminded = {
        message.recipient
        for message in messages_about(session, subject_type=ABOUT, subject_id=meeting.id)
    }
    informed = {person.person_id for person in queries.convened(session, meeting).for_information}
    for row in rows:
        called = bool(row.email) and row.person_id not in informed
        if called and row.opened_at is None and row.email not in reminded:
            yield row
