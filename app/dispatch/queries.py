"""Every question about what is sent out, with a deterministic order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import Person
from app.applications.models import (
    Application,
    ApplicationDecision,
    Collaborator,
    DecisionLetter,
    RecordedDecision,
)
from app.dispatch.domain import Known, Sent, Way, is_applicant
from app.dispatch.models import Dispatch, DispatchRecipient
from app.documents.models import FileVersion
from app.kernel import db
from app.kernel.errors import NotFound
from app.kernel.outbox import OutboxMessage
from app.kernel.prepared import prepared
from app.meetings.models import Meeting
from app.minutes.models import Extract, MinutesVersion, Paragraph


class WaitingLine(NamedTuple):
    """A recipient that somebody at the office has to do something about."""

    meeting_id: int
    held_on: date
    paragraph_id: int
    case_id: int | None
    name: str
    way: Way | None  # None: nothing has been done yet


class LetterRow(NamedTuple):
    """A decision letter to an applicant, sent or to be sent, about a § on a case."""

    case_id: int
    held_on: date
    application_id: int
    organisation: str
    sent_at: datetime | None


class CaseRow(NamedTuple):
    """An extract that was sent to somebody about a case."""

    held_on: date
    paragraphs: str
    recipient: str
    way: Way
    posted_on: date | None
    sent_at: datetime | None
    failed_at: datetime | None
    last_error: str | None


def recipients(session: Session, meeting_id: int) -> Sequence[DispatchRecipient]:
    """Return everybody that the §§ of a meeting go to, in the order of the minutes."""
    return session.scalars(
        select(DispatchRecipient)
        .join(DispatchRecipient.paragraph)
        .where(DispatchRecipient.meeting_id == meeting_id)
        .order_by(Paragraph.number, DispatchRecipient.position, DispatchRecipient.id)
        .options(
            joinedload(DispatchRecipient.paragraph),
            joinedload(DispatchRecipient.dispatch).joinedload(Dispatch.message),
            joinedload(DispatchRecipient.dispatch).joinedload(Dispatch.extract),
        )
        .execution_options(populate_existing=True)
    ).all()


def recipient(session: Session, *, meeting_id: int, recipient_id: int) -> DispatchRecipient:
    """Return one recipient of this very meeting; raises NotFound."""
    found = session.scalar(
        select(DispatchRecipient)
        .where(DispatchRecipient.id == recipient_id, DispatchRecipient.meeting_id == meeting_id)
        .options(joinedload(DispatchRecipient.dispatch).joinedload(Dispatch.message))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def frozen_rows(version: MinutesVersion) -> list[dict[str, Any]]:
    """Return the §§ of a frozen version as they were printed."""
    rows: list[dict[str, Any]] = (version.file_version.data or {}).get("paragrafer") or []
    return rows


def sent_of(dispatch: Dispatch) -> Sent:
    """Return what is known about a sending, as a value; its mail is loaded."""
    message = dispatch.message
    if message is None:
        return Sent(dispatch.way, posted_on=dispatch.posted_on)
    return Sent(
        dispatch.way,
        sent_at=message.sent_at,
        failed_at=message.failed_at,
        last_error=message.last_error or "",
    )


def listed(session: Session, paragraph_ids: Iterable[int]) -> set[tuple[int, str]]:
    """Return what has been listed before of some §§: (paragraph id, name)."""
    rows = session.execute(
        select(DispatchRecipient.paragraph_id, DispatchRecipient.name).where(
            DispatchRecipient.paragraph_id.in_(list(paragraph_ids))
        )
    )
    return {(paragraph_id, name) for paragraph_id, name in rows}


def numbered(session: Session, meeting_id: int) -> dict[int, Paragraph]:
    """Return the §§ of a meeting that have numbers, by number."""
    rows = session.scalars(
        select(Paragraph)
        .where(Paragraph.meeting_id == meeting_id, Paragraph.number.is_not(None))
        .order_by(Paragraph.number)
    )
    return {one.number: one for one in rows if one.number is not None}


def dispatch(session: Session, *, meeting_id: int, dispatch_id: int) -> Dispatch:
    """Return one sending of this very meeting; raises NotFound."""
    found = session.scalar(
        select(Dispatch)
        .join(Dispatch.extract)
        .join(MinutesVersion, MinutesVersion.id == Extract.minutes_version_id)
        .where(Dispatch.id == dispatch_id, MinutesVersion.meeting_id == meeting_id)
        .options(
            joinedload(Dispatch.message),
            joinedload(Dispatch.extract)
            .joinedload(Extract.file_version)
            .joinedload(FileVersion.document),
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def dispatch_to(session: Session, *, extract_id: int, address: str) -> Dispatch | None:
    """Return the sending of an extract to an address, or None."""
    return session.scalar(
        select(Dispatch)
        .where(Dispatch.extract_id == extract_id, Dispatch.address == address)
        .options(joinedload(Dispatch.message))
    )


def extract_of(session: Session, *, version_id: int, paragraphs: str) -> Extract | None:
    """Return the latest extract of the same §§ of the same minutes, or None."""
    return session.scalar(
        select(Extract)
        .where(Extract.minutes_version_id == version_id, Extract.paragraphs == paragraphs)
        .order_by(Extract.id.desc())
        .limit(1)
        .options(joinedload(Extract.file_version))
    )


def _to_do() -> ColumnElement[bool]:
    """Hold for what somebody has to do something about: domain.WAITING in words of the database."""
    untouched = and_(DispatchRecipient.dispatch_id.is_(None), DispatchRecipient.not_needed == "")
    unposted = and_(Dispatch.way == Way.LETTER, Dispatch.posted_on.is_(None))
    return or_(untouched, unposted, OutboxMessage.failed_at.is_not(None))


@prepared
def _waiting() -> Select[*tuple[Any, ...]]:
    return (
        select(
            DispatchRecipient.meeting_id,
            Meeting.held_on,
            DispatchRecipient.paragraph_id,
            Paragraph.case_id,
            DispatchRecipient.name,
            Dispatch.way,
        )
        .join(Meeting, Meeting.id == DispatchRecipient.meeting_id)
        .join(Paragraph, Paragraph.id == DispatchRecipient.paragraph_id)
        .outerjoin(Dispatch, Dispatch.id == DispatchRecipient.dispatch_id)
        .outerjoin(OutboxMessage, OutboxMessage.id == Dispatch.outbox_message_id)
        .where(_to_do())
        .order_by(Meeting.held_on, DispatchRecipient.id)
    )


def waiting(session: Session) -> list[WaitingLine]:
    """Return everything of every meeting that somebody has to do something about.

    An applicant who gets a decision letter about the same § is not among them.
    """
    found = [WaitingLine(*row) for row in _waiting.rows(session)]
    cases = {one.case_id for one in found if one.case_id is not None and one.way is None}
    letters = decision_letters(session, cases)
    return [one for one in found if one.way is not None or letter_to(one, letters) is None]


def letter_to(line: WaitingLine, letters: Iterable[LetterRow]) -> LetterRow | None:
    """Return the decision letter that an applicant gets instead of the extract, or None."""
    return applicants_letter(line.name, line.case_id, line.held_on, letters)


def applicants_letter(
    name: str, case_id: int | None, held_on: date, letters: Iterable[LetterRow]
) -> LetterRow | None:
    """Return the decision letter to the applicant that a line means, about that day's decision."""
    return next(
        (
            one
            for one in letters
            if (one.case_id, one.held_on) == (case_id, held_on)
            and is_applicant(name, one.organisation)
        ),
        None,
    )


def decision_letters(session: Session, case_ids: Iterable[int]) -> list[LetterRow]:
    """Return the attested decisions about applications on some cases, with their letters."""
    wanted = sorted(case_ids)
    if not wanted:
        return []
    rows = db.rows(
        session,
        select(
            RecordedDecision.case_id,
            RecordedDecision.meeting_on,
            Application.id,
            Application.organisation,
            DecisionLetter.sent_at,
        )
        .join(Application, Application.case_id == RecordedDecision.case_id)
        # The office may not have stated yet what the § decided about the application.
        .outerjoin(ApplicationDecision, ApplicationDecision.record_id == RecordedDecision.record_id)
        .outerjoin(DecisionLetter, DecisionLetter.decision_id == ApplicationDecision.id)
        .where(RecordedDecision.case_id.in_(wanted))
        .order_by(RecordedDecision.id),
    )
    return [LetterRow(*row) for row in rows]


def known(session: Session) -> list[Known]:
    """Return everybody who can be written to: people, and those behind each application."""
    people = db.rows(
        session,
        select(Person.given_name, Person.family_name, Person.organisation, Person.email)
        .where(Person.email != "")
        .order_by(Person.sort_key, Person.id),
    )
    found = [
        Known(f"{given} {family}".strip(), organisation, email)
        for given, family, organisation, email in people
    ]
    applicants = db.rows(
        session,
        select(Application.name, Application.organisation, Person.email)
        .join(Collaborator, Collaborator.application_id == Application.id)
        .join(Person, Person.id == Collaborator.person_id)
        .where(Person.email != "")
        .order_by(Application.id.desc(), Collaborator.id),
    )
    return found + [Known(*row) for row in applicants]


@prepared
def _about_case() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Meeting.held_on,
            Extract.paragraphs,
            Dispatch.recipient,
            Dispatch.way,
            Dispatch.posted_on,
            OutboxMessage.sent_at,
            OutboxMessage.failed_at,
            OutboxMessage.last_error,
        )
        .select_from(Dispatch)
        .join(DispatchRecipient, DispatchRecipient.dispatch_id == Dispatch.id)
        .join(Paragraph, Paragraph.id == DispatchRecipient.paragraph_id)
        .join(Meeting, Meeting.id == DispatchRecipient.meeting_id)
        .join(Extract, Extract.id == Dispatch.extract_id)
        .outerjoin(OutboxMessage, OutboxMessage.id == Dispatch.outbox_message_id)
        .where(Paragraph.case_id == bindparam("case_id"))
        .order_by(Dispatch.id)
    )


def about_case(session: Session, case_id: int) -> list[CaseRow]:
    """Return the extracts that were sent about a case, in one statement."""
    return list(dict.fromkeys(CaseRow(*row) for row in _about_case.rows(session, case_id=case_id)))
