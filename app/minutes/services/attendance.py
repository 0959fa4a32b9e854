"""Attendance: the roster as a whole, and those from outside who are put on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.accounts import queries as accounts_queries
from app.accounts import services as accounts
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes import queries
from app.minutes.domain import SEATED, Capacity, ChangeKind, Mode
from app.minutes.models import Attendance
from app.minutes.services.access import name_of, own_attendance, writable
from app.minutes.services.alone import keep_alone
from app.minutes.services.changes import new_change
from app.minutes.services.distance import set_mode

if TYPE_CHECKING:
    from app.accounts.models import Person
    from app.meetings.models import Meeting

OUTSIDE = frozenset({Capacity.OFFICIAL, Capacity.CO_OPTED, Capacity.PRESENTER, Capacity.GUEST})
_note = history.Noting("minutes")


@dataclass(frozen=True, slots=True)
class RosterMark:
    """What the roster says of one person for the whole meeting."""

    attendance_id: int
    present: bool
    replaces_id: int | None = None


def set_attendance(
    session: Session, *, actor: Actor | None, meeting: Meeting, marks: Iterable[RosterMark]
) -> None:
    """Mark the whole roster in one go; people without a mark stay as they are.

    Raises:
        DomainError: ``attendance.seat_taken``, ``attendance.only_substitutes``;
            ``minutes.not_open``.
    """
    writable(session, meeting)
    rows = {row.id: row for row in queries.attendances_of(session, meeting.id)}
    known = [mark for mark in marks if mark.attendance_id in rows]
    _check_seats(session, rows, _all_marks(rows, known))
    changed = [mark for mark in known if _apply(rows[mark.attendance_id], mark)]
    if changed:
        session.flush()
        keep_alone(session, meeting)
        _note(session, actor, meeting, "attendance", _attendance_sentence(len(changed)))


def _all_marks(rows: dict[int, Attendance], marks: Sequence[RosterMark]) -> list[RosterMark]:
    """Return a mark for everybody: the new one, else what stands."""
    marked = {mark.attendance_id for mark in marks}
    rest = [
        RosterMark(row.id, present=row.present, replaces_id=row.replaces_id)
        for row in rows.values()
        if row.id not in marked
    ]
    return [*rest, *marks]


def _attendance_sentence(number: int) -> str:
    who = "en person" if number == 1 else f"{number} personer"
    return f"ändrade närvaron för {who}"


def _apply(row: Attendance, mark: RosterMark) -> bool:
    before = (row.present, row.replaces_id)
    row.present, row.replaces_id = mark.present, mark.replaces_id
    return before != (mark.present, mark.replaces_id)


def _check_seats(
    session: Session, rows: dict[int, Attendance], marks: Sequence[RosterMark]
) -> None:
    """Refuse anybody but a substitute in another's seat, and two substitutes in the same."""
    taken: dict[int, Attendance] = {}
    for mark in marks:
        row, regular = rows[mark.attendance_id], rows.get(mark.replaces_id or 0)
        if mark.replaces_id is None:
            continue
        if row.capacity is not Capacity.SUBSTITUTE or regular is None or not _seated(regular):
            raise DomainError("attendance.only_substitutes")
        if regular.id in taken and mark.present:
            names = {
                "other": name_of(session, taken[regular.id]),
                "regular": name_of(session, regular),
            }
            raise DomainError("attendance.seat_taken", **names)
        if mark.present:
            taken[regular.id] = row


def _seated(row: Attendance) -> bool:
    return row.capacity in SEATED


def add_person(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    capacity: Capacity,
    person_id: int | None = None,
    given_name: str = "",
    family_name: str = "",
    title: str = "",
    organisation: str = "",
    from_paragraph_id: int | None = None,
    to_paragraph_id: int | None = None,
    partly: bool = False,
) -> Attendance:
    """Put a guest, presenter, co-opted person or official on the roster, known or new.

    With ``from_paragraph_id`` the person is there only for those §§. They never vote or count in
    the quorum (rule K10); seats in the board come from the mandates alone (rule F11).

    Raises:
        DomainError: on ``capacity``, ``person`` or ``family_name``; ``minutes.not_open``.
    """
    writable(session, meeting)
    if capacity not in OUTSIDE:
        raise DomainError("attendance.only_outsiders", field="capacity")
    person = _person(session, actor, person_id, given_name, family_name, title, organisation)
    rows = queries.attendances_of(session, meeting.id)
    if any(row.person_id == person.id for row in rows):
        raise DomainError("attendance.already_there", field="person", name=person.name)
    made = Attendance(
        meeting_id=meeting.id,
        person_id=person.id,
        position=queries.last_position(session, meeting.id) + 1,
        capacity=capacity,
        title=(title or person.title).strip(),
        organisation=(organisation or person.organisation).strip(),
        present=from_paragraph_id is None,
    )
    session.add(made)
    session.flush()
    if from_paragraph_id is not None:
        made.changes.append(
            new_change(
                session,
                meeting,
                kind=ChangeKind.PRESENT,
                from_paragraph_id=from_paragraph_id,
                to_paragraph_id=to_paragraph_id or from_paragraph_id,
                partly=partly,
            )
        )
        session.flush()
    keep_alone(session, meeting)
    _note(session, actor, meeting, "person_added", f"satte upp {person.name} i närvaron")
    return made


def _person(
    session: Session,
    actor: Actor | None,
    person_id: int | None,
    given_name: str,
    family_name: str,
    title: str,
    organisation: str,
) -> Person:
    if person_id is not None:
        return accounts_queries.person_entity(session, person_id)
    if not family_name.strip():
        raise DomainError("attendance.name_missing", field="family_name")
    facts = accounts.PersonFacts(
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        title=title.strip(),
        organisation=organisation.strip(),
    )
    return accounts.create_person(session, actor=actor, facts=facts)


def edit_person(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    attendance_id: int,
    title: str,
    organisation: str,
    capacity: Capacity | None = None,
    mode: Mode | None = None,
    mode_reason: str = "",
) -> None:
    """Change what is printed after the name, how somebody takes part, and guests' capacity.

    ``mode_reason`` says why somebody takes part by sound only (rule F16).

    Raises:
        DomainError: ``attendance.only_outsiders`` on ``capacity``; ``minutes.not_open``.
    """
    writable(session, meeting)
    row = own_attendance(session, meeting, attendance_id)
    wanted = capacity or row.capacity
    if wanted is not row.capacity and not {wanted, row.capacity} <= OUTSIDE:
        raise DomainError("attendance.only_outsiders", field="capacity")
    before = (row.capacity, row.title, row.organisation)
    after = (wanted, title.strip(), organisation.strip())
    moved = mode is not None and set_mode(row, mode, mode_reason)
    if before == after and not moved:
        return
    row.capacity, row.title, row.organisation = after
    session.flush()
    keep_alone(session, meeting)
    _note(session, actor, meeting, "person_edited", f"ändrade {name_of(session, row)} i närvaron")


def remove_person(
    session: Session, *, actor: Actor | None, meeting: Meeting, attendance_id: int
) -> None:
    """Take somebody from outside, without a duty, off the roster.

    Raises:
        DomainError: ``attendance.cannot_remove``, ``attendance.raised_recusal``;
            ``minutes.not_open``.
    """
    writable(session, meeting)
    row = own_attendance(session, meeting, attendance_id)
    if row.capacity not in OUTSIDE or row.takes_minutes:
        raise DomainError("attendance.cannot_remove")
    name = name_of(session, row)
    if queries.named_in_deliberations(session, row.id):
        raise DomainError("attendance.named_in_paragraphs", name=name)
    if any(change.raised_by_id == row.id for change in queries.changes_of(session, meeting.id)):
        raise DomainError("attendance.raised_recusal", name=name)
    session.delete(row)
    session.flush()
    keep_alone(session, meeting)
    _note(session, actor, meeting, "person_removed", f"tog bort {name} ur närvaron")
