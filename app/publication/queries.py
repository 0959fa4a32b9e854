"""Every question about notices, with a deterministic order.

What the public sees starts from posted notices: a draft has no way there (rules K18, O5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.association.domain import BodyKind
from app.association.models import Body, NoticeBoard
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes.models import Attestation, MinutesVersion
from app.publication.domain import Span
from app.publication.models import BoardWatch, Posting


class MeetingNotice(NamedTuple):
    """A coming meeting that the board has been summoned to."""

    body_name: str
    held_on: date
    starts_at: time
    place: str


@dataclass(frozen=True, slots=True)
class WaitingBoard:
    """A physical board that the notice of attested minutes has not been put up on."""

    held_on: date
    board_name: str
    attested_on: date


class NoticeRow(NamedTuple):
    """A notice of attested minutes as the public sees it."""

    id: int
    body_name: str
    meeting_on: date
    paragraphs: str
    attested_on: date
    posted_on: date
    last_day: date
    take_down_on: date
    kept_at: str
    broken_at: datetime | None


@prepared
def _up() -> Select[*tuple[Any, ...]]:
    """Ask for the digital notices that are up; one that is due down is gone at midnight (K20)."""
    still = or_(Posting.take_down_on > bindparam("today"), Posting.broken_at.is_not(None))
    return (
        select(
            Posting.id,
            Posting.body_name,
            Posting.meeting_on,
            Posting.paragraphs,
            Posting.attested_on,
            Posting.posted_on,
            Posting.last_day,
            Posting.take_down_on,
            Posting.kept_at,
            Posting.broken_at,
        )
        .join(NoticeBoard, NoticeBoard.id == Posting.notice_board_id)
        .where(NoticeBoard.digital.is_(True), Posting.taken_down_at.is_(None), still)
        .order_by(Posting.posted_on.desc(), Posting.id.desc())
    )


def notices(session: Session, today: date) -> list[NoticeRow]:
    """Return the notices of attested minutes on the public board, the newest first."""
    return [NoticeRow(*row) for row in _up.rows(session, today=today)]


def notice(session: Session, posting_id: int, today: date) -> NoticeRow:
    """Return one notice that is up on the public board; raises NotFound."""
    found = next((row for row in notices(session, today) if row.id == posting_id), None)
    if found is None:
        raise NotFound
    return found


def coming_meetings(session: Session, today: date) -> list[MeetingNotice]:
    """Return the coming meetings of the board whose summons has been sent."""
    return [MeetingNotice(*row) for row in _coming.rows(session, today=today)]


@prepared
def _coming() -> Select[*tuple[Any, ...]]:
    return (
        select(Body.name, Meeting.held_on, Meeting.starts_at, Meeting.place)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Body.kind == BodyKind.BOARD,
            Meeting.state == MeetingState.SUMMONED,
            Meeting.held_on >= bindparam("today"),
        )
        .order_by(Meeting.held_on, Meeting.id)
    )


def postings_of(session: Session, meeting_id: int) -> Sequence[Posting]:
    """Return every notice about a meeting's minutes, by board and then as they were posted."""
    return session.scalars(
        select(Posting)
        .join(MinutesVersion, MinutesVersion.id == Posting.minutes_version_id)
        .where(MinutesVersion.meeting_id == meeting_id)
        .order_by(Posting.notice_board_id, Posting.id)
        .options(joinedload(Posting.notice_board), joinedload(Posting.proof))
    ).all()


def postings_of_version(session: Session, version_id: int) -> Sequence[Posting]:
    """Return every notice about one frozen version, as they were posted."""
    return session.scalars(
        select(Posting)
        .where(Posting.minutes_version_id == version_id)
        .order_by(Posting.id)
        .options(joinedload(Posting.notice_board))
    ).all()


def posting(session: Session, *, meeting_id: int, posting_id: int) -> Posting:
    """Return one notice about this very meeting; raises NotFound."""
    found = session.scalar(
        select(Posting)
        .join(MinutesVersion, MinutesVersion.id == Posting.minutes_version_id)
        .where(Posting.id == posting_id, MinutesVersion.meeting_id == meeting_id)
        .options(joinedload(Posting.notice_board), joinedload(Posting.proof))
    )
    if found is None:
        raise NotFound
    return found


def still_up(session: Session) -> Sequence[Posting]:
    """Return every notice that has not been taken down, on all boards, with its meeting."""
    return session.scalars(_still_up()).all()


@cache
def _still_up() -> Select[Posting]:
    return (
        select(Posting)
        .where(Posting.taken_down_at.is_(None))
        .order_by(Posting.id)
        .options(
            joinedload(Posting.notice_board),
            joinedload(Posting.minutes_version).joinedload(MinutesVersion.meeting),
        )
    )


def waiting_boards(session: Session, today: date) -> list[WaitingBoard]:
    """Return the boards in force that attested minutes wait for (rules K19, F7), one statement."""
    return [WaitingBoard(*row) for row in _waiting.rows(session, today=today)]


@prepared
def _waiting() -> Select[*tuple[Any, ...]]:
    attested_on = (
        select(func.max(Attestation.attested_on))
        .where(Attestation.minutes_version_id == MinutesVersion.id)
        .scalar_subquery()
    )
    posted = select(Posting.id).where(
        Posting.minutes_version_id == MinutesVersion.id,
        Posting.notice_board_id == NoticeBoard.id,
    )
    ended = NoticeBoard.ended_on
    return (
        select(Meeting.held_on, NoticeBoard.name, attested_on)
        .select_from(MinutesVersion)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .join(NoticeBoard, or_(ended.is_(None), ended >= bindparam("today")))
        .where(
            Meeting.state == MeetingState.ATTESTED,
            MinutesVersion.voided_at.is_(None),
            ~posted.exists(),
        )
        .order_by(Meeting.held_on, NoticeBoard.id)
    )


def spans(session: Session, since: datetime) -> list[Span]:
    """Return when the board was seen after a moment, in order of time (rule K20)."""
    rows = session.execute(
        select(BoardWatch.first_seen_at, BoardWatch.last_seen_at)
        .where(BoardWatch.last_seen_at >= since)
        .order_by(BoardWatch.first_seen_at, BoardWatch.id)
    )
    return [Span(*row) for row in rows]


def last_watch(session: Session) -> BoardWatch | None:
    """Return the newest span during which the board was seen."""
    newest = select(func.max(BoardWatch.id)).scalar_subquery()
    return session.scalar(select(BoardWatch).where(BoardWatch.id == newest))
