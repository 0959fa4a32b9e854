"""Questions about the series of § numbers: which are begun, and what the year's list leaves out."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, not_, select
from sqlalchemy.orm import Session

from app.kernel.prepared import prepared
from app.meetings.models import Meeting
from app.minutes.domain.gaps import UnlistedNumber
from app.minutes.models import MinutesVersion, Paragraph
from app.minutes.queries.frozen import listed_decisions


def numbers_given(session: Session) -> list[tuple[int, int]]:
    """Return the (body id, year) of every series in which a § has got a number (rule NUM)."""
    rows = session.scalars(select(Paragraph.series).where(Paragraph.series.is_not(None)).distinct())
    found = [str(series).split(":") for series in rows]
    return sorted((int(body), int(year)) for body, year in found)


def unlisted_numbers(session: Session, *, year: int, attested_only: bool) -> list[UnlistedNumber]:
    """Return the numbers given in a year to §§ that its list of decisions does not show."""
    rows = _unlisted.rows(
        session,
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        with_frozen=not attested_only,
    )
    return [UnlistedNumber(*row) for row in rows]


@prepared
def _unlisted() -> Select[*tuple[Any, ...]]:
    unlocked = exists().where(
        MinutesVersion.meeting_id == Meeting.id,
        MinutesVersion.paragraph_id.is_(None),
        MinutesVersion.voided_at.is_not(None),
    )
    return (
        select(Meeting.body_id, Paragraph.number, Meeting.held_on, Meeting.state, unlocked)
        .join(Meeting, Meeting.id == Paragraph.meeting_id)
        .where(
            not_(listed_decisions()),
            Meeting.held_on.between(bindparam("first"), bindparam("last")),
            Paragraph.number.is_not(None),
        )
        .order_by(Meeting.body_id, Paragraph.number)
    )
