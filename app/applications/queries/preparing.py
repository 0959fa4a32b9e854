"""The preparation of an application: rounds, opinions, groups, their meetings and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import Person
from app.applications.domain import ApplicationState, OpinionState, Stance
from app.applications.domain.preparing import (
    Tally,
    Voice,
    position_sentence,
    proposed_position,
    tally,
)
from app.applications.models import Application, AppliedYear, GroupMeeting, Opinion, Preparation
from app.association.models import Body, MemberOrganisation, Seat
from app.documents.models import Document, FileVersion
from app.kernel.errors import NotFound
from app.registry.models import Record, RecordFile

BRIEF = "beredningsunderlag"


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One member organisation's opinion, as it stands."""

    id: int
    member_id: int
    organisation: str
    state: OpinionState
    stance: Stance | None
    ore: int | None
    text: str
    ground: str
    given_by: str
    sent_at: datetime | None
    version_id: int

    @property
    def voice(self) -> Voice:
        """Return the opinion as it counts."""
        return Voice(self.state, self.stance, self.ore)


@dataclass(frozen=True, slots=True)
class Standing:
    """One round in a group: who has said what, and where the group stands."""

    preparation_id: int
    application_id: int
    number: int
    body_id: int
    group: str
    meeting_id: int | None
    meets_on: date | None
    due_on: date | None
    assigned_at: datetime
    closed_at: datetime | None
    notes: str
    position: Stance | None
    position_ore: int | None
    position_text: str
    position_at: datetime | None
    version_id: int
    opinions: tuple[OpinionRow, ...] = ()

    @property
    def tally(self) -> Tally:
        """Return the opinions counted."""
        return tally(one.voice for one in self.opinions)

    @property
    def proposed(self) -> tuple[Stance | None, int | None]:
        """Return the position that the opinions point to."""
        return proposed_position(one.voice for one in self.opinions)

    @property
    def sentence(self) -> str:
        """Return where the group stands in a sentence."""
        return position_sentence(self.group, self.position, self.position_ore)

    @property
    def by_when(self) -> date | None:
        """Return the last day for opinions, or else the day of the group's meeting."""
        return self.due_on or self.meets_on

    @property
    def open(self) -> bool:
        """Say whether the round goes on."""
        return self.closed_at is None


def standing(session: Session, application_id: int) -> Standing | None:
    """Return the latest round of an application as facts, or None before the first."""
    return next(iter(rounds(session, application_id)), None)


def rounds(session: Session, application_id: int) -> tuple[Standing, ...]:
    """Return every round of an application as facts, the latest first."""
    return _standings(session, Preparation.application_id == application_id)


def treated(session: Session, meeting_id: int) -> tuple[Standing, ...]:
    """Return the rounds that a group treats in a meeting, in the order they came."""
    return tuple(reversed(_standings(session, Preparation.meeting_id == meeting_id)))


def _standings(session: Session, *where: ColumnElement[bool]) -> tuple[Standing, ...]:
    found = session.execute(
        select(
            Preparation.id,
            Preparation.application_id,
            Preparation.number,
            Preparation.body_id,
            Body.name,
            Preparation.meeting_id,
            GroupMeeting.held_on,
            Preparation.due_on,
            Preparation.assigned_at,
            Preparation.closed_at,
            Preparation.notes,
            Preparation.position,
            Preparation.position_ore,
            Preparation.position_text,
            Preparation.position_at,
            Preparation.version_id,
        )
        .join(Body, Body.id == Preparation.body_id)
        .outerjoin(GroupMeeting, GroupMeeting.id == Preparation.meeting_id)
        .where(*where)
        .order_by(Preparation.id.desc())
    ).all()
    opinions = _opinions(session, [row[0] for row in found])
    return tuple(_standing(*row, opinions=tuple(opinions[row[0]])) for row in found)


_standing: Callable[..., Standing] = Standing


def _opinions(session: Session, preparation_ids: Collection[int]) -> dict[int, list[OpinionRow]]:
    by_round: dict[int, list[OpinionRow]] = defaultdict(list)
    if not preparation_ids:
        return by_round
    rows = session.execute(
        select(
            Opinion.preparation_id,
            Opinion.id,
            Opinion.member_organisation_id,
            MemberOrganisation.name,
            Opinion.state,
            Opinion.stance,
            Opinion.ore,
            Opinion.text,
            Opinion.ground,
            Opinion.given_by,
            Opinion.sent_at,
            Opinion.version_id,
        )
        .join(MemberOrganisation, MemberOrganisation.id == Opinion.member_organisation_id)
        .where(Opinion.preparation_id.in_(preparation_ids))
        .order_by(Opinion.position, Opinion.id)
    )
    for preparation_id, *values in rows:
        by_round[preparation_id].append(OpinionRow(*values))
    return by_round


def open_preparation(session: Session, application_id: int) -> Preparation | None:
    """Return the round that goes on, locked until the commit, or None."""
    return session.scalar(
        select(Preparation)
        .where(Preparation.application_id == application_id, Preparation.closed_at.is_(None))
        .with_for_update()
    )


def last_preparation(session: Session, application_id: int) -> Preparation | None:
    """Return the latest round, locked until the commit, or None."""
    return session.scalar(
        select(Preparation)
        .where(Preparation.application_id == application_id)
        .order_by(Preparation.number.desc())
        .limit(1)
        .with_for_update()
    )


def preparation(session: Session, preparation_id: int) -> Preparation:
    """Return one round with its application; raises NotFound."""
    found = session.get(Preparation, preparation_id, options=[joinedload(Preparation.application)])
    if found is None:
        raise NotFound
    return found


def opinion(session: Session, opinion_id: int) -> Opinion:
    """Return one opinion with its member organisation; raises NotFound."""
    found = session.get(Opinion, opinion_id, options=[joinedload(Opinion.member_organisation)])
    if found is None:
        raise NotFound
    return found


def _of_day(day: date) -> ColumnElement[bool]:
    return and_(Seat.valid_from <= day, or_(Seat.valid_to.is_(None), Seat.valid_to >= day))


def seated_members(session: Session, *, body_id: int, day: date) -> Sequence[MemberOrganisation]:
    """Return the member organisations that have a seat in a body on a day, in their own order."""
    seated = select(Seat.member_organisation_id).where(Seat.body_id == body_id, _of_day(day))
    return session.scalars(
        select(MemberOrganisation)
        .where(MemberOrganisation.id.in_(seated))
        .order_by(MemberOrganisation.position, MemberOrganisation.id)
    ).all()


def spoken_for(session: Session, person_id: int, day: date) -> dict[int, frozenset[int]]:
    """Return which members a person speaks for in each body on a day: {body id: member ids}."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Seat.body_id, Seat.member_organisation_id).where(
            Seat.person_id == person_id, _of_day(day)
        )
    )
    for body_id, member_id in rows:
        if body_id is not None and member_id is not None:
            found[body_id].add(member_id)
    return {body_id: frozenset(members) for body_id, members in found.items()}


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One opinion that somebody may write, with what the list says of its application."""

    application_id: int
    name: str
    applicant: str
    applied_ore: int
    group: str
    opinion_id: int
    organisation: str
    state: OpinionState
    sent_at: datetime | None
    due_on: date | None
    meets_on: date | None
    open: bool

    @property
    def by_when(self) -> date | None:
        """Return the last day for opinions, or else the day of the group's meeting."""
        return self.due_on or self.meets_on

    @property
    def waits(self) -> bool:
        """Say whether the opinion is still to be written."""
        return self.open and self.state is OpinionState.OPEN


def asked_of(session: Session, person_id: int, day: date) -> list[AskedRow]:
    """Return the opinions that a person may write or has a part in, the latest rounds first."""
    seats = spoken_for(session, person_id, day)
    if not seats:
        return []
    mine = or_(
        *(
            and_(Preparation.body_id == body_id, Opinion.member_organisation_id.in_(members))
            for body_id, members in sorted(seats.items())
        )
    )
    goes_on = and_(
        Preparation.closed_at.is_(None), Application.state == ApplicationState.IN_PREPARATION
    )
    rows = session.execute(
        select(
            Application.id,
            Application.name,
            Application.organisation,
            Application.applied_ore,
            Body.name,
            Opinion.id,
            MemberOrganisation.name,
            Opinion.state,
            Opinion.sent_at,
            Preparation.due_on,
            GroupMeeting.held_on,
            goes_on,
        )
        .join(Preparation, Preparation.application_id == Application.id)
        .join(Opinion, Opinion.preparation_id == Preparation.id)
        .join(MemberOrganisation, MemberOrganisation.id == Opinion.member_organisation_id)
        .join(Body, Body.id == Preparation.body_id)
        .outerjoin(GroupMeeting, GroupMeeting.id == Preparation.meeting_id)
        .where(mine)
        .order_by(Preparation.id.desc(), Opinion.position, Opinion.id)
    )
    return [_asked(*values) for values in rows]


_asked: Callable[..., AskedRow] = AskedRow


def waiting_rounds(session: Session) -> list[tuple[Standing, str]]:
    """Return the rounds that go on with their applications' names, for the office's list."""
    goes_on = and_(
        Preparation.closed_at.is_(None),
        Preparation.application_id.in_(
            select(Application.id).where(Application.state == ApplicationState.IN_PREPARATION)
        ),
    )
    found = _standings(session, goes_on)
    if not found:
        return []
    named = session.execute(
        select(Application.id, Application.name).where(
            Application.id.in_([one.application_id for one in found])
        )
    )
    names = dict(named.all())
    return [(one, names[one.application_id]) for one in reversed(found)]


def applied_years(session: Session, application_id: int) -> list[tuple[int, int]]:
    """Return what is applied for as (year, öre), the first year first."""
    rows = session.execute(
        select(AppliedYear.year, AppliedYear.ore)
        .where(AppliedYear.application_id == application_id)
        .order_by(AppliedYear.year)
    )
    return [(year, ore) for year, ore in rows]


def employers(session: Session, person_ids: Collection[int]) -> dict[int, str]:
    """Return where people work, by person id."""
    rows = session.execute(select(Person.id, Person.organisation).where(Person.id.in_(person_ids)))
    return dict(rows.all())


def stored_brief(session: Session, case_id: int) -> FileVersion | None:
    """Return the latest brief to the board that is registered in a case, or None."""
    return session.scalar(
        select(FileVersion)
        .join(Document, Document.id == FileVersion.document_id)
        .join(RecordFile, RecordFile.file_version_id == FileVersion.id)
        .join(Record, Record.id == RecordFile.record_id)
        .where(Record.case_id == case_id, Document.kind == BRIEF)
        .options(joinedload(FileVersion.document))
        .order_by(FileVersion.id.desc())
        .limit(1)
    )
