"""Questions about frozen minutes: versions, signatures, extracts, the year's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Boolean, ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy import extract as part_of
from sqlalchemy.orm import Session, joinedload, selectinload

from app.association.models import Body
from app.documents.models import FileVersion
from app.kernel.errors import NotFound
from app.kernel.prepared import prepared
from app.meetings.domain import ItemKind, MeetingState
from app.meetings.models import AgendaItem, Meeting
from app.minutes.domain.terms import ATTESTED
from app.minutes.models import (
    Attestation,
    DecisionClause,
    Extract,
    MinutesVersion,
    Paragraph,
    Signer,
)
from app.registry.models import Case


class DecisionRow(NamedTuple):
    """One § in the list of the year's decisions."""

    paragraph_id: int
    number: int
    held_on: date
    body_id: int
    body_name: str
    state: MeetingState
    heading: str
    case_id: int | None
    case_number: str
    clauses: tuple[str, ...] = ()

    @property
    def attested(self) -> bool:
        """Say whether the minutes that hold the § have been attested (rule O5)."""
        return self.state in ATTESTED


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """One extract that has been taken."""

    id: int
    paragraphs: str
    made_at: datetime
    made_by: str
    filename: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody who has not yet signed frozen minutes, or a § that is frozen by itself."""

    held_on: date
    person_id: int
    name: str
    body_id: int = 0
    number: int | None = None  # of the § by itself (rule IMM)


@dataclass(frozen=True, slots=True)
class SigningRow:
    """Somebody who signs the frozen version that holds, and whether they have."""

    person_id: int
    name: str
    signed: bool


def signing(session: Session, meeting_id: int) -> list[SigningRow]:
    """Return who signs the meeting's frozen minutes, in one statement; empty while drafting."""
    rows = session.execute(
        select(Signer.person_id, Signer.name, Attestation.id.is_not(None))
        .join(MinutesVersion, MinutesVersion.id == Signer.minutes_version_id)
        .outerjoin(Attestation, _given())
        .where(_of(meeting_id, None), MinutesVersion.voided_at.is_(None))
        .order_by(Signer.id)
    )
    return [SigningRow(person_id, name, bool(signed)) for person_id, name, signed in rows]


def _given() -> ColumnElement[bool]:
    return and_(
        Attestation.minutes_version_id == Signer.minutes_version_id,
        Attestation.person_id == Signer.person_id,
    )


def waiting_signatures(session: Session) -> list[WaitingRow]:
    """Return every signature that something frozen waits for, in one statement."""
    return [WaitingRow(*row) for row in _waiting.rows(session)]


@prepared
def _waiting() -> Select[*tuple[Any, ...]]:
    return (
        select(Meeting.held_on, Signer.person_id, Signer.name, Meeting.body_id, Paragraph.number)
        .join(MinutesVersion, MinutesVersion.id == Signer.minutes_version_id)
        .join(Meeting, Meeting.id == MinutesVersion.meeting_id)
        .outerjoin(Paragraph, Paragraph.id == MinutesVersion.paragraph_id)
        .outerjoin(Attestation, _given())
        .where(
            or_(MinutesVersion.paragraph_id.is_not(None), Meeting.state == MeetingState.FROZEN),
            MinutesVersion.voided_at.is_(None),
            Attestation.id.is_(None),
        )
        .order_by(Meeting.held_on, Signer.id)
    )


def current_version(
    session: Session, meeting_id: int, paragraph_id: int | None = None
) -> MinutesVersion | None:
    """Return the frozen version that holds, with signers and signatures; None while drafting.

    With ``paragraph_id``, that of a § attested at once (rule IMM).
    """
    return session.scalar(
        select(MinutesVersion)
        .where(_of(meeting_id, paragraph_id), MinutesVersion.voided_at.is_(None))
        .order_by(MinutesVersion.number.desc())
        .limit(1)
        .options(
            joinedload(MinutesVersion.file_version).joinedload(FileVersion.document),
            selectinload(MinutesVersion.signers),
            selectinload(MinutesVersion.attestations),
        )
        .execution_options(populate_existing=True)
    )


def _of(meeting_id: int, paragraph_id: int | None) -> ColumnElement[bool]:
    """Hold for the versions of the whole minutes, or of one § attested at once."""
    return and_(
        MinutesVersion.meeting_id == meeting_id,
        MinutesVersion.paragraph_id.is_(None)
        if paragraph_id is None
        else MinutesVersion.paragraph_id == paragraph_id,
    )


def version(session: Session, version_id: int) -> MinutesVersion:
    """Return one frozen version with signers and signatures; raises NotFound."""
    found = session.scalar(
        select(MinutesVersion)
        .where(MinutesVersion.id == version_id)
        .options(
            joinedload(MinutesVersion.file_version).joinedload(FileVersion.document),
            selectinload(MinutesVersion.signers),
            selectinload(MinutesVersion.attestations),
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def versions(
    session: Session, meeting_id: int, paragraph_id: int | None = None
) -> Sequence[MinutesVersion]:
    """Return every version that was frozen, the oldest first."""
    return session.scalars(
        select(MinutesVersion)
        .where(_of(meeting_id, paragraph_id))
        .order_by(MinutesVersion.number)
        .options(joinedload(MinutesVersion.file_version))
    ).all()


def voided_versions(session: Session, meeting_id: int) -> Sequence[MinutesVersion]:
    """Return the versions that unlocking has voided (rule UNL), the newest first."""
    return session.scalars(
        select(MinutesVersion)
        .where(_of(meeting_id, None), MinutesVersion.voided_at.is_not(None))
        .order_by(MinutesVersion.number.desc())
    ).all()


def unnumbered(session: Session, meeting_id: int) -> Sequence[Paragraph]:
    """Return the §§ that have no number yet, in order."""
    return session.scalars(
        select(Paragraph)
        .where(Paragraph.meeting_id == meeting_id, Paragraph.number.is_(None))
        .order_by(Paragraph.position, Paragraph.id)
    ).all()


def items_left_out(session: Session, meeting_id: int) -> list[tuple[int, str]]:
    """Return (position, heading) of the items on the agenda that no § is about."""
    rows = session.execute(
        select(AgendaItem.position, AgendaItem.heading)
        .outerjoin(Paragraph, Paragraph.agenda_item_id == AgendaItem.id)
        .where(
            AgendaItem.meeting_id == meeting_id,
            Paragraph.id.is_(None),
            # Information under another item is part of that item's §.
            or_(AgendaItem.subordinate.is_(False), AgendaItem.kind != ItemKind.INFORMATION),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [(position, heading) for position, heading in rows]


def extracts(session: Session, meeting_id: int) -> list[ExtractRow]:
    """Return the extracts that have been taken of the meeting's minutes, the newest first."""
    rows = session.execute(
        select(
            Extract.id,
            Extract.paragraphs,
            Extract.made_at,
            Extract.made_by,
            FileVersion.filename,
        )
        .join(FileVersion, FileVersion.id == Extract.file_version_id)
        .join(MinutesVersion, MinutesVersion.id == Extract.minutes_version_id)
        .where(MinutesVersion.meeting_id == meeting_id)
        .order_by(Extract.id.desc())
    )
    return [ExtractRow(*row) for row in rows]


def extract(session: Session, *, meeting_id: int, extract_id: int) -> Extract:
    """Return one extract of this very meeting; raises NotFound."""
    found = session.scalar(
        select(Extract)
        .join(MinutesVersion, MinutesVersion.id == Extract.minutes_version_id)
        .where(Extract.id == extract_id, MinutesVersion.meeting_id == meeting_id)
        .options(joinedload(Extract.file_version))
    )
    if found is None:
        raise NotFound
    return found


def listed_decisions() -> ColumnElement[bool]:
    """Start from what has been frozen: a draft has no way into the list (rule O5)."""
    frozen = and_(Meeting.state == MeetingState.FROZEN, bindparam("with_frozen", type_=Boolean))
    return or_(Meeting.state.in_(sorted(ATTESTED)), frozen)


def decision_years(session: Session, *, attested_only: bool) -> list[int]:
    """Return the years that have numbered §§, the newest first."""
    rows = _years.rows(session, with_frozen=not attested_only)
    return sorted((int(year) for (year,) in rows), reverse=True)


@prepared
def _years() -> Select[*tuple[Any, ...]]:
    numbered = select(Paragraph.id).where(
        Paragraph.meeting_id == Meeting.id, Paragraph.number.is_not(None)
    )
    return (
        select(part_of("year", Meeting.held_on))
        .where(listed_decisions(), numbered.exists())
        .distinct()
    )


def decisions(session: Session, *, year: int, attested_only: bool) -> list[DecisionRow]:
    """Return the year's §§ by body and number with their decisions, in two statements."""
    values = {
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
        "with_frozen": not attested_only,
    }
    clauses: dict[int, list[str]] = {}
    for paragraph_id, text in _clauses.rows(session, **values):
        clauses.setdefault(paragraph_id, []).append(text)
    rows = _decisions.rows(session, **values)
    return [DecisionRow(*(*row, tuple(clauses.get(row[0], ())))) for row in rows]


def _of_year() -> tuple[ColumnElement[bool], ...]:
    of_year = Meeting.held_on.between(bindparam("first"), bindparam("last"))
    return (listed_decisions(), of_year, Paragraph.number.is_not(None))


@prepared
def _clauses() -> Select[*tuple[Any, ...]]:
    # By a join, SQLite would go through the clauses of every year.
    paragraphs = (
        select(Paragraph.id).join(Meeting, Meeting.id == Paragraph.meeting_id).where(*_of_year())
    )
    return (
        select(DecisionClause.paragraph_id, DecisionClause.text)
        .where(DecisionClause.paragraph_id.in_(paragraphs))
        .order_by(DecisionClause.paragraph_id, DecisionClause.position)
    )


@prepared
def _decisions() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Paragraph.id,
            func.coalesce(Paragraph.number, 0),
            Meeting.held_on,
            Body.id,
            Body.name,
            Meeting.state,
            Paragraph.heading,
            Paragraph.case_id,
            func.coalesce(Case.number, ""),
        )
        .join(Meeting, Meeting.id == Paragraph.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Case, Case.id == Paragraph.case_id)
        .where(*_of_year())
        .order_by(Body.id, Paragraph.number)
    )
