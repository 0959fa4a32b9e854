"""Every question about the round before the signatures, with a deterministic order."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes.models import Attestation, MinutesVersion, Paragraph, Signer
from app.review.domain import CommentRow, ReadingRow, WaitingSigner
from app.review.models import (
    ReviewComment,
    ReviewMark,
    ReviewReading,
    ReviewRefusal,
    ReviewReminder,
)


class SentBack(NamedTuple):
    """Minutes that are written again since a signer sent them back."""

    held_on: date
    name: str
    reason: str


class Round(NamedTuple):
    """The version that was frozen last: whether it holds, and whether the asking person signs."""

    open: bool
    signs: bool
    unresolved: int  # comments on any version of the meeting


def comments(session: Session, version: MinutesVersion) -> list[CommentRow]:
    """Return the comments on a version and on those before and after it, as they were written."""
    if version.paragraph_id is None:
        rows = _comments.rows(session, meeting_id=version.meeting_id)
    else:
        rows = _comments_alone.rows(session, paragraph_id=version.paragraph_id)
    return [CommentRow(*row) for row in rows]


def comments_at(session: Session, paragraph_id: int) -> list[CommentRow]:
    """Return the comments on one §, in the order they were written."""
    return [CommentRow(*row) for row in _comments_at.rows(session, paragraph_id=paragraph_id)]


def _written() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReviewComment.id,
            ReviewComment.minutes_version_id,
            MinutesVersion.number,
            ReviewComment.paragraph_id,
            ReviewComment.text,
            ReviewComment.written_by,
            ReviewComment.written_at,
            ReviewComment.resolved_by,
            ReviewComment.resolved_at,
            ReviewComment.person_id,
        )
        .join(MinutesVersion, MinutesVersion.id == ReviewComment.minutes_version_id)
        .order_by(ReviewComment.id)
    )


@prepared
def _comments() -> Select[*tuple[Any, ...]]:
    of_meeting = MinutesVersion.meeting_id == bindparam("meeting_id", type_=Integer)
    return _written().where(of_meeting, MinutesVersion.paragraph_id.is_(None))


@prepared
def _comments_alone() -> Select[*tuple[Any, ...]]:
    wanted = bindparam("paragraph_id", type_=Integer)
    return _written().where(MinutesVersion.paragraph_id == wanted)


@prepared
def _comments_at() -> Select[*tuple[Any, ...]]:
    wanted = bindparam("paragraph_id", type_=Integer)
    return _written().where(ReviewComment.paragraph_id == wanted)


def comment(session: Session, comment_id: int) -> ReviewComment:
    """Return one comment's row; raises NotFound."""
    found = session.get(ReviewComment, comment_id)
    if found is None:
        raise NotFound
    return found


def addresses(session: Session, version_id: int) -> dict[int, str]:
    """Return the e-mail address of each signer of a version, by person id; "" for none."""
    rows = _addresses.rows(session, version=version_id)
    return {row[0]: row[1] for row in rows}


@prepared
def _addresses() -> Select[*tuple[Any, ...]]:
    return (
        select(Signer.person_id, Person.email)
        .join(Person, Person.id == Signer.person_id)
        .where(Signer.minutes_version_id == bindparam("version", type_=Integer))
        .order_by(Signer.id)
    )


def paragraph_ids(session: Session, meeting_id: int) -> dict[int, int]:
    """Return the id of each numbered § of a meeting, by its number."""
    rows = session.execute(
        select(Paragraph.number, Paragraph.id)
        .where(Paragraph.meeting_id == meeting_id, Paragraph.number.is_not(None))
        .order_by(Paragraph.number)
    )
    return {number: paragraph_id for number, paragraph_id in rows if number is not None}


def mark(session: Session, *, version_id: int, person_id: int) -> ReviewMark | None:
    """Return somebody's ready mark on a version."""
    return session.scalar(
        select(ReviewMark).where(
            ReviewMark.minutes_version_id == version_id, ReviewMark.person_id == person_id
        )
    )


def marked(session: Session, version_id: int) -> set[int]:
    """Return who (person id) has nothing more to say about a version."""
    wanted = ReviewMark.minutes_version_id == version_id
    return set(session.scalars(select(ReviewMark.person_id).where(wanted)))


def refusal(session: Session, version_id: int) -> ReviewRefusal | None:
    """Return who sent a version back and why, None when nobody did."""
    wanted = ReviewRefusal.minutes_version_id == version_id
    return session.scalar(select(ReviewRefusal).where(wanted))


def readings(session: Session, version: MinutesVersion) -> list[ReadingRow]:
    """Return what each signer has read of this version and those before it, the oldest first."""
    same = (
        MinutesVersion.paragraph_id.is_(None)
        if version.paragraph_id is None
        else MinutesVersion.paragraph_id == version.paragraph_id
    )
    rows = session.execute(
        select(
            ReviewReading.person_id,
            MinutesVersion.id,
            MinutesVersion.number,
            ReviewReading.read_at,
            ReviewReading.fingerprints,
        )
        .join(MinutesVersion, MinutesVersion.id == ReviewReading.minutes_version_id)
        .where(
            MinutesVersion.meeting_id == version.meeting_id,
            same,
            MinutesVersion.number <= version.number,
        )
        .order_by(MinutesVersion.number, ReviewReading.id)
    )
    return [ReadingRow(*row) for row in rows]


def has_read(session: Session, *, version_id: int, person_id: int) -> bool:
    """Say whether somebody has opened a version."""
    return bool(_has_read.rows(session, version_id=version_id, person_id=person_id))


@prepared
def _has_read() -> Select[*tuple[Any, ...]]:
    return select(ReviewReading.id).where(
        ReviewReading.minutes_version_id == bindparam("version_id", type_=Integer),
        ReviewReading.person_id == bindparam("person_id", type_=Integer),
    )


def waiting(session: Session) -> list[WaitingSigner]:
    """Return every signature that a frozen version waits for, by meeting and version."""
    return [
        WaitingSigner(
            version_id=row[0],
            meeting_on=row[1],
            paragraph_id=row[2],
            person_id=row[3],
            name=f"{row[4]} {row[5]}".strip(),
            email=row[6],
            reminded_on=row[7],
            body_id=row[8],
            number=row[9],
        )
        for row in _waiting.rows(session)
    ]


@prepared
def _waiting() -> Select[*tuple[Any, ...]]:
    reminded = (
        select(func.max(ReviewReminder.sent_on))
        .where(
            ReviewReminder.minutes_version_id == Signer.minutes_version_id,
            ReviewReminder.person_id == Signer.person_id,
        )
        .scalar_subquery()
    )
    given = and_(
        Attestation.minutes_version_id == Signer.minutes_version_id,
        Attestation.person_id == Signer.person_id,
    )
    return (
        select(
            MinutesVersion.id,
            Meeting.held_on,
            MinutesVersion.paragraph_id,
            Signer.person_id,
            Person.given_name,
            Person.family_name,
            Person.email,
            reminded,
            Meeting.body_id,
            Paragraph.number,
        )
        .join(MinutesVersion, MinutesVersion.id == Signer.minutes_version_id)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .join(Person, Person.id == Signer.person_id)
        .outerjoin(Attestation, given)
        .outerjoin(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .where(MinutesVersion.voided_at.is_(None), Attestation.id.is_(None))
        .order_by(Meeting.held_on, MinutesVersion.id, Signer.id)
    )


def sent_back(session: Session) -> list[SentBack]:
    """Return the minutes that are written again since a signer sent the last version back."""
    return [SentBack(*row) for row in _sent_back.rows(session)]


@prepared
def _sent_back() -> Select[*tuple[Any, ...]]:
    later = MinutesVersion.__table__.alias("later")
    newer = exists().where(
        later.c.meeting_id == MinutesVersion.meeting_id,
        later.c.paragraph_id.is_(None),
        later.c.number > MinutesVersion.number,
    )
    return (
        select(Meeting.held_on, ReviewRefusal.name, ReviewRefusal.reason)
        .join(MinutesVersion, MinutesVersion.id == ReviewRefusal.minutes_version_id)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .where(
            Meeting.state == MeetingState.MINUTES_DRAFTING,
            MinutesVersion.paragraph_id.is_(None),
            ~newer,
        )
        .order_by(Meeting.held_on)
    )


def round_of(session: Session, meeting_id: int, person_id: int) -> Round | None:
    """Return how it stands with the version that was frozen last, None before the first."""
    found = _round.rows(session, meeting_id=meeting_id, person_id=person_id)
    if not found:
        return None
    holds, signs, left = found[0]
    return Round(open=bool(holds), signs=bool(signs), unresolved=left)


@prepared
def _round() -> Select[*tuple[Any, ...]]:
    of_version = Signer.minutes_version_id == MinutesVersion.id
    same_meeting = MinutesVersion.__table__.alias("same_meeting")
    left = (
        select(func.count(ReviewComment.id))
        .join(same_meeting, same_meeting.c.id == ReviewComment.minutes_version_id)
        .where(
            same_meeting.c.meeting_id == bindparam("meeting_id", type_=Integer),
            ReviewComment.resolved_at.is_(None),
        )
        .scalar_subquery()
    )
    return (
        select(
            MinutesVersion.voided_at.is_(None),
            exists().where(of_version, Signer.person_id == bindparam("person_id", type_=Integer)),
            left,
        )
        .where(
            MinutesVersion.meeting_id == bindparam("meeting_id", type_=Integer),
            MinutesVersion.paragraph_id.is_(None),
        )
        .order_by(MinutesVersion.number.desc())
        .limit(1)
    )


def last_version(session: Session, meeting_id: int) -> int | None:
    """Return the id of the version of the whole minutes that was frozen last, voided or not."""
    return session.scalar(
        select(MinutesVersion.id)
        .where(MinutesVersion.meeting_id == meeting_id, MinutesVersion.paragraph_id.is_(None))
        .order_by(MinutesVersion.number.desc())
        .limit(1)
    )
