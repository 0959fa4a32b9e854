"""Every question about notices, with a deterministic order.

What the public sees starts from posted notices: a draft has no way there (rules K18, O5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.association.domain import BodyKind
from app.association.models import Body, NoticeBoard
from app.kernel.errors import NotFound
from app.kernel.history import AuditEntry
from app.kernel.prepared import prepared
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting, Summons
from app.minutes.models import Attestation, MinutesVersion, Paragraph, Signer
from app.publication.domain import Span
from app.publication.models import BoardWatch, Posting


class MeetingNotice(NamedTuple):
    """A coming meeting that the board has been summoned to."""

    id: int
    body_name: str
    held_on: date
    starts_at: time
    place: str
    summoned_at: datetime | None  # the first time


@dataclass(frozen=True, slots=True)
class WaitingBoard:
    """A physical board that the notice of attested minutes has not been put up on.

    ``paragraph_id`` and ``number`` are those of a § attested at once, None for the whole minutes.
    """

    held_on: date
    board_name: str
    attested_on: date
    paragraph_id: int | None
    number: int | None
    body_id: int


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
    posted_at: datetime
    alone: bool  # one § attested at once (rule IMM)


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
            Posting.posted_at,
            MinutesVersion.paragraph_id.is_not(None),
        )
        .join(NoticeBoard, NoticeBoard.id == Posting.notice_board_id)
        .join(MinutesVersion, MinutesVersion.id == Posting.minutes_version_id)
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
    summoned = (
        select(func.min(Summons.sent_at)).where(Summons.meeting_id == Meeting.id).scalar_subquery()
    )
    return (
        select(Meeting.id, Body.name, Meeting.held_on, Meeting.starts_at, Meeting.place, summoned)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Body.kind == BodyKind.BOARD,
            Meeting.state == MeetingState.SUMMONED,
            Meeting.held_on >= bindparam("today"),
        )
        .order_by(Meeting.held_on, Meeting.id)
    )


def postings_of(session: Session, meeting_id: int) -> Sequence[Posting]:
    """Return every notice about a meeting's minutes, by board and then as they were posted.

    Those about one § attested at once are among them: their ``minutes_version`` says which.
    """
    return session.scalars(
        select(Posting)
        .join(Posting.minutes_version)
        .where(MinutesVersion.meeting_id == meeting_id)
        .order_by(Posting.notice_board_id, Posting.id)
        .options(
            joinedload(Posting.notice_board),
            joinedload(Posting.proof),
            joinedload(Posting.closing_proof),
            contains_eager(Posting.minutes_version),
        )
    ).all()


def postings_about(
    session: Session, meeting_id: int, paragraph_id: int | None = None
) -> list[Posting]:
    """Return the notices about the whole minutes, or about one § attested at once (rule IMM)."""
    found = postings_of(session, meeting_id)
    return [one for one in found if one.minutes_version.paragraph_id == paragraph_id]


def attested_versions(session: Session, meeting_id: int) -> list[MinutesVersion]:
    """Return what everybody has signed of a meeting, in the order it was frozen (rules ATT, IMM).

    The whole minutes, and each § attested at once.
    """
    rows = session.scalars(
        select(MinutesVersion)
        .where(
            MinutesVersion.meeting_id == meeting_id,
            MinutesVersion.voided_at.is_(None),
            ~_unsigned().exists(),
        )
        .order_by(MinutesVersion.id)
        .options(
            joinedload(MinutesVersion.file_version),
            selectinload(MinutesVersion.signers),
            selectinload(MinutesVersion.attestations),
        )
    )
    return list(rows)


def _unsigned() -> Select[*tuple[int]]:
    """Select the signers of a version who have not signed it."""
    given = select(Attestation.id).where(
        Attestation.minutes_version_id == Signer.minutes_version_id,
        Attestation.person_id == Signer.person_id,
    )
    of_version = Signer.minutes_version_id == MinutesVersion.id
    return select(Signer.id).where(of_version, ~given.exists())


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
        .options(
            joinedload(Posting.notice_board),
            joinedload(Posting.proof),
            joinedload(Posting.closing_proof),
            joinedload(Posting.minutes_version),
        )
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
    """Return the boards in force that attested minutes wait for (rules K19, F7), one statement.

    A § attested at once waits from its own last signature, whatever the meeting's state (IMM).
    """
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
    whole = and_(MinutesVersion.paragraph_id.is_(None), Meeting.state == MeetingState.ATTESTED)
    alone = and_(
        MinutesVersion.paragraph_id.is_not(None),
        Meeting.state != MeetingState.FINAL,
        ~_unsigned().exists(),
    )
    return (
        select(
            Meeting.held_on,
            NoticeBoard.name,
            attested_on,
            MinutesVersion.paragraph_id,
            Paragraph.number,
            Meeting.body_id,
        )
        .select_from(MinutesVersion)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .join(NoticeBoard, or_(ended.is_(None), ended >= bindparam("today")))
        .outerjoin(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .where(
            or_(whole, alone),
            MinutesVersion.voided_at.is_(None),
            ~posted.exists(),
        )
        .order_by(Meeting.held_on, MinutesVersion.id, NoticeBoard.id)
    )


def spans(session: Session, since: datetime) -> list[Span]:
    """Return when the board was seen after a moment, in order of time (rule K20)."""
    rows = session.execute(
        select(BoardWatch.first_seen_at, BoardWatch.last_seen_at, BoardWatch.longest_pause)
        .where(BoardWatch.last_seen_at >= since)
        .order_by(BoardWatch.first_seen_at, BoardWatch.id)
    )
    return [Span(first, last, timedelta(seconds=pause)) for first, last, pause in rows]


def last_change(session: Session) -> datetime | None:
    """Return when anything last changed on the digital boards: up, broken or down."""
    digital = Posting.notice_board_id.in_(select(NoticeBoard.id).where(NoticeBoard.digital))
    moments = (Posting.posted_at, Posting.broken_at, Posting.taken_down_at)
    row = session.execute(select(*(func.max(one) for one in moments)).where(digital)).one()
    return max((one for one in row if one is not None), default=None)


def last_watch(session: Session) -> BoardWatch | None:
    """Return the newest span during which the board was seen."""
    newest = select(func.max(BoardWatch.id)).scalar_subquery()
    return session.scalar(select(BoardWatch).where(BoardWatch.id == newest))


def every_posting(session: Session) -> Sequence[Posting]:
    """Return every notice there has been, with its proof, for the one who verifies."""
    return session.scalars(
        select(Posting).order_by(Posting.id).options(joinedload(Posting.proof))
    ).all()


def told_of_postings(session: Session) -> dict[int, str]:
    """Return {id of a notice: what the log says of its putting up}."""
    rows = session.execute(
        select(AuditEntry.details, AuditEntry.sentence).where(
            AuditEntry.action == "publication.posted"
        )
    )
    return {details["posting"]: sentence for details, sentence in rows if "posting" in details}
