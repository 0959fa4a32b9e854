"""What the overview asks the other capabilities' rows."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from app.applications.domain import WRITERS_ACTS
from app.kernel import db
from app.kernel.actor import BOARD, Actor, auditor, office
from app.kernel.history import AuditEntry
from app.kernel.prepared import prepared
from app.meetings.domain import MeetingEvent, MeetingState
from app.meetings.models import Meeting
from app.overview.domain import Happening

_READ = 200  # rows, before the same thing done over and over becomes one

# What those in a body want to know of its meetings; drafts and logins are nobody else's business.
_TOLD = [
    f"meeting.{event}"
    for event in (
        MeetingEvent.SUMMON,
        MeetingEvent.CANCEL,
        MeetingEvent.FREEZE,
        MeetingEvent.ATTEST,
        MeetingEvent.POST,
    )
]
_UNTOLD = (
    "accounts.login",
    "accounts.logout",
    "accounts.change_password",
    "documents.stored",
    *WRITERS_ACTS,  # a draft is its writers' own
)


def sees_everything(actor: Actor) -> bool:
    """Say whether the person works at the office or audits it."""
    return office(actor, None) or auditor(actor, None)


def own_bodies(actor: Actor) -> list[int]:
    """Return the bodies whose meetings the person goes to."""
    return sorted({body for role, body in actor.seats if body is not None and role in BOARD})


def next_meeting(session: Session, actor: Actor, today: date) -> Meeting | None:
    """Return the next meeting that concerns the person, today's included."""
    statement = _next_meeting()
    if not sees_everything(actor):
        statement = statement.where(Meeting.body_id.in_(own_bodies(actor)))
    return session.scalar(statement, {"today": today})


@cache
def _next_meeting() -> Select[Meeting]:
    return (
        select(Meeting)
        .where(Meeting.held_on >= bindparam("today"), Meeting.state != MeetingState.CANCELLED)
        .options(joinedload(Meeting.body), joinedload(Meeting.case))
        .order_by(Meeting.held_on, Meeting.starts_at, Meeting.id)
        .limit(1)
    )


def happenings(session: Session, actor: Actor, since: datetime) -> list[Happening]:
    """Return what others have done since a moment that this person may know of, newest first."""
    values = {"since": since, "user_id": actor.user_id}
    if sees_everything(actor):
        return [Happening(*row) for row in _everything.rows(session, **values)]
    own = Meeting.body_id.in_(own_bodies(actor))
    told = _happenings().where(AuditEntry.action.in_(_TOLD), own)
    return [Happening(*row) for row in db.rows(session, told, values)]


@prepared
def _everything() -> Select[*tuple[Any, ...]]:
    return _happenings().where(AuditEntry.action.not_in(_UNTOLD))


@cache
def _happenings() -> Select[*tuple[Any, ...]]:
    about_meeting = and_(
        AuditEntry.subject_type == Meeting.__tablename__, AuditEntry.subject_id == Meeting.id
    )
    return (
        select(AuditEntry.at, AuditEntry.actor_name, AuditEntry.sentence, Meeting.held_on)
        .outerjoin(Meeting, about_meeting)
        .where(
            AuditEntry.at > bindparam("since"),
            or_(AuditEntry.user_id.is_(None), AuditEntry.user_id != bindparam("user_id")),
        )
        # By time, which has an index: by number, the whole log would be gone through.
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(_READ)
    )
