"""Every question about published minutes, with a deterministic order.

What the public sees starts from published versions: a draft has no way there (rule O5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy import extract as part_of
from sqlalchemy.orm import Session, aliased, joinedload

from app.correction.models import Correction
from app.disclosure.domain import Decision, Passage
from app.disclosure.models import Masking, PublishedParagraph, PublishedVersion
from app.kernel import db
from app.kernel.errors import NotFound
from app.kernel.history import AuditEntry
from app.kernel.prepared import Prepared, prepared
from app.kernel.searching import matches, pattern
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes.models import MinutesVersion, Paragraph
from app.registry.models import Case, Record

MOST_HITS = 100
PUBLISHED = "disclosure.published"
"""The action of the log row that says what was published, with its SHA-256."""


class ArchiveRow(NamedTuple):
    """One meeting's minutes in the public archive."""

    meeting_on: date
    body_name: str
    paragraphs: str
    number: int
    published_at: datetime


class Hit(NamedTuple):
    """One published § that holds what was searched for."""

    meeting_on: date
    body_name: str
    label: str
    anchor: str
    heading: str
    text: str


class Waiting(NamedTuple):
    """Attested minutes that have never been published, or corrected since they were."""

    meeting_id: int
    held_on: date
    published: bool


def _shown() -> ColumnElement[bool]:
    """Hold for the newest version of minutes, as long as it is published.

    One whose day has come is gone at midnight, before the worker has noted it.
    """
    newer = aliased(PublishedVersion)
    return and_(
        PublishedVersion.unpublished_at.is_(None),
        or_(
            PublishedVersion.unpublish_on.is_(None),
            PublishedVersion.unpublish_on > bindparam("today"),
        ),
        ~select(newer.id)
        .where(
            newer.minutes_version_id == PublishedVersion.minutes_version_id,
            newer.number > PublishedVersion.number,
        )
        .exists(),
    )


def years(session: Session, today: date) -> list[int]:
    """Return the years that have published minutes, the newest first."""
    return sorted((int(year) for (year,) in _years.rows(session, today=today)), reverse=True)


@prepared
def _years() -> Select[*tuple[Any, ...]]:
    return select(part_of("year", PublishedVersion.meeting_on)).where(_shown()).distinct()


def of_year(session: Session, year: int, today: date) -> list[ArchiveRow]:
    """Return the published minutes of a year, the latest meeting first."""
    span = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    return [ArchiveRow(*row) for row in _of_year.rows(session, today=today, **span)]


@prepared
def _of_year() -> Select[*tuple[Any, ...]]:
    return (
        select(*(getattr(PublishedVersion, name) for name in ArchiveRow._fields))
        .where(
            _shown(),
            PublishedVersion.meeting_on.between(bindparam("first"), bindparam("last")),
        )
        .order_by(PublishedVersion.meeting_on.desc(), PublishedVersion.id.desc())
    )


def search(session: Session, text: str, today: date) -> list[Hit]:
    """Return the published §§ that hold the text, the latest meeting first, in one statement.

    At most one more than ``MOST_HITS``, so that the page can say that there are others.
    """
    dialect = session.get_bind().dialect.name
    wanted = pattern(dialect, " ".join(text.split()))
    return [Hit(*row) for row in _searches[dialect].rows(session, today=today, wanted=wanted)]


def _search(dialect: str) -> Prepared:
    def build() -> Select[*tuple[Any, ...]]:
        return (
            select(
                PublishedVersion.meeting_on,
                PublishedVersion.body_name,
                PublishedParagraph.label,
                PublishedParagraph.anchor,
                PublishedParagraph.heading,
                PublishedParagraph.text,
            )
            .join(
                PublishedVersion,
                PublishedVersion.id == PublishedParagraph.published_version_id,
            )
            .where(
                _shown(),
                matches(dialect, PublishedParagraph.text, bindparam("wanted")),
            )
            .order_by(PublishedVersion.meeting_on.desc(), PublishedParagraph.position)
            .limit(MOST_HITS + 1)
        )

    return prepared(build)


_searches = {dialect: _search(dialect) for dialect in ("sqlite", "postgresql")}


def published_on_day(session: Session, day: date) -> list[PublishedVersion]:
    """Return every published version of a day's minutes, the newest first, taken away or not."""
    return list(
        session.scalars(
            select(PublishedVersion)
            .where(PublishedVersion.meeting_on == day)
            .order_by(PublishedVersion.minutes_version_id.desc(), PublishedVersion.number.desc())
            .options(joinedload(PublishedVersion.word))
        )
    )


def versions(session: Session, minutes_version_id: int) -> list[PublishedVersion]:
    """Return every published version of frozen minutes, the newest first."""
    return list(
        session.scalars(
            select(PublishedVersion)
            .where(PublishedVersion.minutes_version_id == minutes_version_id)
            .order_by(PublishedVersion.number.desc())
            .options(joinedload(PublishedVersion.word))
        )
    )


def decisions(session: Session, minutes_version_id: int) -> list[Decision]:
    """Return every decision about frozen minutes, in the order they were made."""
    rows = session.scalars(
        select(Masking).where(Masking.minutes_version_id == minutes_version_id).order_by(Masking.id)
    )
    return [
        Decision(
            row.key,
            row.kind,
            row.verdict,
            Passage(row.path, row.starts_at, row.ends_at),
            row.provision,
            row.reason,
        )
        for row in rows
    ]


def marks(session: Session, numbers: Iterable[str]) -> dict[str, list[str]]:
    """Return the provisions that cases and their records are marked with, by case number (O3)."""
    wanted = sorted({number for number in numbers if number})
    found: dict[str, list[str]] = {}
    for number, provision in db.rows(session, _marked(wanted)):
        if provision not in found.setdefault(number, []):
            found[number].append(provision)
    return found


def _marked(numbers: Sequence[str]) -> Select[*tuple[Any, ...]]:
    of_case = select(Case.number, Case.confidentiality_provision).where(
        Case.number.in_(numbers), Case.confidentiality_provision != ""
    )
    of_record = (
        select(Case.number, Record.confidentiality_provision)
        .join(Record, Record.case_id == Case.id)
        .where(Case.number.in_(numbers), Record.confidentiality_provision != "")
    )
    every = of_case.union_all(of_record).subquery()
    return select(every.c[0], every.c[1]).order_by(every.c[0], every.c[1])


def paragraph_ids(session: Session, meeting_id: int) -> dict[int, int]:
    """Return the ids of a meeting's numbered §§ by their numbers."""
    rows = session.execute(
        select(Paragraph.number, Paragraph.id).where(
            Paragraph.meeting_id == meeting_id, Paragraph.number.is_not(None)
        )
    )
    return {number: paragraph_id for number, paragraph_id in rows if number is not None}


def corrected_since(
    session: Session, minutes_version_id: int, moment: datetime
) -> list[tuple[int, datetime]]:
    """Return the numbers of the §§ corrected after a moment, and when each was last corrected."""
    rows = _corrected.rows(session, version=minutes_version_id, moment=moment)
    return [(number, at) for number, at in rows]


@prepared
def _corrected() -> Select[*tuple[Any, ...]]:
    return (
        select(Paragraph.number, func.max(Correction.made_at))
        .join(Correction, Correction.paragraph_id == Paragraph.id)
        .join(MinutesVersion, MinutesVersion.meeting_id == Correction.meeting_id)
        .where(
            MinutesVersion.id == bindparam("version"),
            Correction.made_at > bindparam("moment"),
        )
        .group_by(Paragraph.number)
        .order_by(Paragraph.number)
    )


def waiting(session: Session, since: date) -> list[Waiting]:
    """Return the attested minutes that the office may publish, the oldest meeting first.

    Those of meetings since a day that never have been, and any that were corrected since.
    """
    return [Waiting(*row) for row in _waiting.rows(session, since=since)]


@prepared
def _waiting() -> Select[*tuple[Any, ...]]:
    published = (
        select(PublishedVersion.id)
        .where(PublishedVersion.minutes_version_id == MinutesVersion.id)
        .exists()
    )
    last = (
        select(func.max(PublishedVersion.published_at))
        .where(
            PublishedVersion.minutes_version_id == MinutesVersion.id,
            PublishedVersion.unpublished_at.is_(None),
        )
        .scalar_subquery()
    )
    corrected = (
        select(Correction.id)
        .where(Correction.meeting_id == Meeting.id, Correction.made_at > last)
        .exists()
    )
    return (
        select(Meeting.id, Meeting.held_on, published)
        .join(MinutesVersion, MinutesVersion.meeting_id == Meeting.id)
        .where(
            Meeting.state.in_([MeetingState.ATTESTED, MeetingState.POSTED, MeetingState.FINAL]),
            MinutesVersion.paragraph_id.is_(None),
            MinutesVersion.voided_at.is_(None),
            or_(and_(Meeting.held_on >= bindparam("since"), ~published), corrected),
        )
        .order_by(Meeting.held_on, Meeting.id)
    )


def newest_number(session: Session, meeting_id: int) -> tuple[int, datetime | None] | None:
    """Return the number of a meeting's newest version, and when it was taken away if it was."""
    row = _newest.first(session, meeting=meeting_id)
    return (row[0], row[1]) if row else None


@prepared
def _newest() -> Select[*tuple[Any, ...]]:
    return (
        select(PublishedVersion.number, PublishedVersion.unpublished_at)
        .join(MinutesVersion, MinutesVersion.id == PublishedVersion.minutes_version_id)
        .where(MinutesVersion.meeting_id == bindparam("meeting"))
        .order_by(PublishedVersion.number.desc())
        .limit(1)
    )


def ended(session: Session, today: date) -> Sequence[PublishedVersion]:
    """Return the versions that are to be taken away by now, the oldest first."""
    return session.scalars(
        select(PublishedVersion)
        .where(
            PublishedVersion.unpublished_at.is_(None),
            PublishedVersion.unpublish_on <= today,
        )
        .order_by(PublishedVersion.id)
    ).all()


def every(session: Session) -> Sequence[PublishedVersion]:
    """Return every version ever published, for the verification."""
    return session.scalars(select(PublishedVersion).order_by(PublishedVersion.id)).all()


def logged(session: Session) -> dict[int, str]:
    """Return the SHA-256 that the log tells of each published version, by its id."""
    rows = session.scalars(
        select(AuditEntry.details).where(AuditEntry.action == PUBLISHED).order_by(AuditEntry.id)
    )
    return {row["published_version_id"]: row["sha256"] for row in rows}


def one_of(found: Sequence[PublishedVersion], number: int) -> PublishedVersion:
    """Return the version with a number; raises NotFound."""
    for version in found:
        if version.number == number:
            return version
    raise NotFound
