"""Every question about cases and records, with a deterministic order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Integer, Select, Text, bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import Person
from app.documents.domain import size_words
from app.documents.models import FileVersion
from app.kernel import db
from app.kernel.clock import STOCKHOLM
from app.kernel.errors import NotFound
from app.kernel.history import AuditEntry
from app.kernel.prepared import Prepared, prepared
from app.kernel.searching import matches, pattern
from app.registry.domain import CaseState, Direction, days_late
from app.registry.models import Case, Record, RecordFile

PAGE = 50


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed to; ``late`` keeps those with a late record (rule O1)."""

    text: str = ""
    year: int | None = None
    state: CaseState | None = None
    late: bool = False


class CaseRow(NamedTuple):
    """One case in a list."""

    id: int
    number: str
    heading: str
    counterpart: str
    state: CaseState
    opened_on: date
    provision: str
    responsible: str
    records: int
    late: int  # records that were registered too late (rule O1)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a record."""

    id: int
    filename: str
    size: int
    media_type: str

    @property
    def size_words(self) -> str:
        """Return the size in words: "120 kB"."""
        return size_words(self.size)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record of a case with its files."""

    id: int
    serial: int
    direction: Direction
    dated: date
    counterpart: str
    content: str
    registered_at: datetime
    registered_by: str
    provision: str
    authority: str
    marked_on: date | None
    files: tuple[FileRow, ...]

    @property
    def days_late(self) -> int:
        """Return how many working days too late the record was registered (rule O1)."""
        return _days_late(self.direction, self.dated, self.registered_at)


def _days_late(direction: Direction, dated: date, registered_at: datetime) -> int:
    registered_on = registered_at.astimezone(STOCKHOLM).date()
    return days_late(direction, dated=dated, registered_on=registered_on)


def case(session: Session, case_id: int) -> Case:
    """Return one case with the person responsible; raises NotFound."""
    found = session.get(Case, case_id, options=[joinedload(Case.responsible)])
    if found is None:
        raise NotFound
    return found


def find_case(session: Session, number: str) -> Case | None:
    """Return the case with a number, or None."""
    return session.scalar(select(Case).where(Case.number == number))


def case_by_number(session: Session, number: str) -> Case:
    """Return the case with a number; raises NotFound."""
    found = find_case(session, number)
    if found is None:
        raise NotFound
    return found


def open_cases(session: Session) -> Sequence[Case]:
    """Return the open cases, newest first, for choosing one."""
    return session.scalars(
        select(Case)
        .where(Case.state == CaseState.OPEN)
        .order_by(Case.opened_on.desc(), Case.id.desc())
    ).all()


def years(session: Session) -> list[int]:
    """Return the years from the newest case to the oldest."""
    found = [day.year for day in _ends.rows(session)[0] if day is not None]
    return list(range(found[-1], found[0] - 1, -1)) if found else []


@prepared
def _ends() -> Select[*tuple[Any, ...]]:
    # Asked for together, SQLite would go through all of them instead of looking at the ends.
    ends = (func.min(Case.opened_on), func.max(Case.opened_on))
    return select(*(select(end).scalar_subquery() for end in ends))


def cases(session: Session, wanted: CaseFilter, *, page: int = 1) -> list[CaseRow]:
    """Return one page of cases, newest first; one row more than a page when there are others."""
    shape = _Shape(
        session.get_bind().dialect.name,
        year=wanted.year is not None,
        state=wanted.state is not None,
        text=bool(wanted.text),
    )
    values = _values(shape, wanted) | {"offset": (page - 1) * PAGE, "limit": PAGE + 1}
    rows = _late(session, shape, values) if wanted.late else _cases(shape).rows(session, **values)
    late = _late_in(session, [row[0] for row in rows])
    return [CaseRow(*(*row, late.get(row[0], 0))) for row in rows]


def _late(session: Session, shape: _Shape, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Ask for the cases with a late record, which the database cannot see by itself."""
    only = Case.id.in_(_late_in(session, None))
    return [tuple(row) for row in db.rows(session, _case_rows(shape).where(only), values)]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a question about cases asks for; each shape is put together once."""

    dialect: str
    year: bool
    state: bool
    text: bool


@cache
def _cases(shape: _Shape) -> Prepared:
    return prepared(lambda: _case_rows(shape))


def _case_rows(shape: _Shape) -> Select[*tuple[Any, ...]]:
    records = (
        select(func.count(Record.id)).where(Record.case_id == Case.id).scalar_subquery()
    )  # fmt: skip
    name = func.trim(
        func.coalesce(Person.given_name, "") + " " + func.coalesce(Person.family_name, "")
    )
    statement = (
        select(
            Case.id,
            Case.number,
            Case.heading,
            Case.counterpart,
            Case.state,
            Case.opened_on,
            Case.confidentiality_provision,
            name,
            records,
        )
        .outerjoin(Person, Person.id == Case.responsible_id)
        .order_by(Case.opened_on.desc(), Case.id.desc())
        .offset(bindparam("offset", type_=Integer))
        .limit(bindparam("limit", type_=Integer))
    )
    if shape.year:
        statement = statement.where(
            Case.opened_on >= bindparam("first"), Case.opened_on < bindparam("after")
        )
    if shape.state:
        statement = statement.where(Case.state == bindparam("state"))
    return statement.where(_says(shape.dialect)) if shape.text else statement


def _values(shape: _Shape, wanted: CaseFilter) -> dict[str, Any]:
    """Return the values of the parts that the question has."""
    values: dict[str, Any] = {}
    if wanted.year is not None:
        values |= {"first": date(wanted.year, 1, 1), "after": date(wanted.year + 1, 1, 1)}
    if wanted.state is not None:
        values["state"] = wanted.state
    if wanted.text:
        values["text"] = pattern(shape.dialect, wanted.text)
    return values


def _says(dialect: str) -> ColumnElement[bool]:
    """Hold for cases that have the text in themselves or in one of their records."""
    text = bindparam("text", type_=Text)
    in_record = (
        select(Record.id)
        .where(
            Record.case_id == Case.id,
            or_(*(matches(dialect, c, text) for c in (Record.content, Record.counterpart))),
        )
        .exists()
    )
    columns = (Case.number, Case.heading, Case.counterpart)
    return or_(*(matches(dialect, column, text) for column in columns), in_record)


def _late_in(session: Session, case_ids: list[int] | None) -> dict[int, int]:
    """Return {case id: number of records registered too late}, in all cases or in these."""
    rows = (
        db.rows(session, _maybe_late())
        if case_ids is None
        else db.rows(session, _maybe_late_of(), {"ids": case_ids})
    )
    late: dict[int, int] = {}
    for case_id, direction, dated, registered_at in rows:
        if _days_late(direction, dated, registered_at):
            late[case_id] = late.get(case_id, 0) + 1
    return late


@cache
def _maybe_late() -> Select[*tuple[Any, ...]]:
    # The database sorts out what cannot be late; working days are counted here.
    later = func.date(Record.registered_at, type_=Date) > Record.dated
    return select(
        Record.case_id, Record.direction, Record.dated, Record.registered_at
    ).where(Record.direction != Direction.INTERNAL, later)  # fmt: skip


@cache
def _maybe_late_of() -> Select[*tuple[Any, ...]]:
    return _maybe_late().where(Record.case_id.in_(bindparam("ids", expanding=True)))


def records(session: Session, case_id: int) -> list[RecordRow]:
    """Return a case's records with their files, in the order of registration; two statements."""
    files = _files_in(session, case_id)
    rows = session.scalars(
        select(Record).where(Record.case_id == case_id).order_by(Record.serial)
    ).all()
    return [_record_row(row, files.get(row.id, ())) for row in rows]


def _files_in(session: Session, case_id: int) -> dict[int, tuple[FileRow, ...]]:
    rows = session.execute(
        select(
            RecordFile.record_id,
            FileVersion.id,
            FileVersion.filename,
            FileVersion.size,
            FileVersion.media_type,
        )
        .join(FileVersion, FileVersion.id == RecordFile.file_version_id)
        .join(Record, Record.id == RecordFile.record_id)
        .where(Record.case_id == case_id)
        .order_by(RecordFile.id)
    )
    files: dict[int, tuple[FileRow, ...]] = {}
    for record_id, *columns in rows:
        file = FileRow(*columns)  # type: ignore[arg-type]  # mypy loses the types in the rest
        files[record_id] = (*files.get(record_id, ()), file)
    return files


def _record_row(row: Record, files: tuple[FileRow, ...]) -> RecordRow:
    return RecordRow(
        id=row.id,
        serial=row.serial,
        direction=row.direction,
        dated=row.dated,
        counterpart=row.counterpart,
        content=row.content,
        registered_at=row.registered_at,
        registered_by=row.registered_by,
        provision=row.confidentiality_provision,
        authority=row.confidentiality_authority,
        marked_on=row.confidentiality_marked_on,
        files=files,
    )


def record(session: Session, *, case_id: int, serial: int) -> Record:
    """Return one record with its case; raises NotFound, also for another case's record."""
    found = session.scalar(
        select(Record)
        .where(Record.case_id == case_id, Record.serial == serial)
        .options(joinedload(Record.case))
    )
    if found is None:
        raise NotFound
    return found


def record_file(
    session: Session, *, case_id: int, serial: int, file_version_id: int
) -> FileVersion:
    """Return a file of one record; raises NotFound for any other file."""
    found = session.scalar(
        select(FileVersion)
        .join(RecordFile, RecordFile.file_version_id == FileVersion.id)
        .join(Record, Record.id == RecordFile.record_id)
        .where(
            Record.case_id == case_id, Record.serial == serial, FileVersion.id == file_version_id
        )
    )
    if found is None:
        raise NotFound
    return found


def log(session: Session, *, year: int) -> Sequence[AuditEntry]:
    """Return everything that was done in the register during a year, oldest first (rule O4)."""
    first = datetime(year, 1, 1, tzinfo=STOCKHOLM)
    after = datetime(year + 1, 1, 1, tzinfo=STOCKHOLM)
    return session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.subject_type.in_([Case.__tablename__, Record.__tablename__]),
            AuditEntry.at >= first,
            AuditEntry.at < after,
        )
        .order_by(AuditEntry.id)
    ).all()
