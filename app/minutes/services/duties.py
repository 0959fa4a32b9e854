"""Who leads the meeting, who takes the minutes, who attests them and when (rule ATT)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings.domain import Standing
from app.minutes import queries
from app.minutes.domain import (
    BOARD,
    ChangeKind,
    attestation_sentence,
    attesters_clause,
)
from app.minutes.models import Attendance
from app.minutes.services.access import name_of, writable
from app.minutes.services.alone import keep_alone
from app.minutes.services.writing import write_clauses

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def set_duties(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    chair_id: int | None,
    secretary_id: int | None,
    attester_ids: Iterable[int] = (),
    attestation_place: str = "",
    attestation_on: date | None = None,
    attestation_time: time | None = None,
) -> None:
    """Say who leads, who takes the minutes and who attests; ids are of the roster's rows.

    The § where the attesters are elected gets its sentence as long as nobody has touched it.

    Raises:
        DomainError: on ``chair``, ``secretary`` or ``attesters`` (rule ATT: nobody signs twice).
    """
    minutes = writable(session, meeting)
    rows = {row.id: row for row in queries.attendances_of(session, meeting.id)}
    attesters = [rows[key] for key in dict.fromkeys(attester_ids) if key in rows]
    chair, secretary = rows.get(chair_id or 0), rows.get(secretary_id or 0)
    _check_duties(session, chair, secretary, attesters)
    for row in rows.values():
        row.chairs, row.takes_minutes = row is chair, row is secretary
        row.attests = row in attesters
    minutes.attestation_place = attestation_place.strip()
    minutes.attestation_on, minutes.attestation_time = attestation_on, attestation_time
    names = [name_of(session, row) for row in attesters]
    _tell_attesters(
        session,
        meeting,
        names,
        attestation_sentence(attestation_place.strip(), attestation_on, attestation_time),
    )
    session.flush()
    keep_alone(session, meeting)
    history.note(
        session,
        actor=actor,
        action="minutes.duties",
        subject=meeting,
        sentence="angav ordförande, sekreterare och justerare",
    )


def _check_duties(
    session: Session,
    chair: Attendance | None,
    secretary: Attendance | None,
    attesters: Sequence[Attendance],
) -> None:
    if chair is not None and chair.capacity not in BOARD:
        raise DomainError("minutes.only_board_attests", field="chair")
    for row in attesters:
        if row.capacity not in BOARD:
            raise DomainError("minutes.only_board_attests", field="attesters")
        if row is chair:
            name = name_of(session, row)
            raise DomainError("minutes.chair_attests", field="attesters", name=name)
        if row is secretary:
            name = name_of(session, row)
            raise DomainError("minutes.secretary_attests", field="attesters", name=name)
        if not row.present and not _comes_later(row):
            name = name_of(session, row)
            raise DomainError("minutes.attester_absent", field="attesters", name=name)


def _comes_later(row: Attendance) -> bool:
    return any(c.kind in {ChangeKind.ARRIVED, ChangeKind.PRESENT} for c in row.changes)


def _tell_attesters(session: Session, meeting: Meeting, names: Sequence[str], text: str) -> None:
    for row in queries.paragraphs_of(session, meeting.id):
        if row.standing is Standing.ATTESTERS and row.from_proposal and names:
            write_clauses(row, [attesters_clause(names)])
            row.background = text
