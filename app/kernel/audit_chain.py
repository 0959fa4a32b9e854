"""A chain of seals over every append-only table: what was changed past the triggers is seen.

A seal covers the rows of one table that came after its last seal: a SHA-256 of every row, and one
of them all together with the seal before. The worker makes them, a few minutes after the rows,
so that no writer waits for another; ADR 30 tells what that does and does not hold.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import JSON, Table, Text, func, select, text, type_coerce
from sqlalchemy import cast as in_sql
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session, defer, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from app.kernel import clock
from app.kernel.append_only import SEALED, append_only
from app.kernel.db import Base

EVERY = timedelta(minutes=5)
MOST = 20_000  # rows in one seal, 40 bytes each
_ROW = struct.Struct(">q32s")


class AuditSeal(Base):
    """One link of the chain: which rows of which table it covers, and what they hashed to."""

    __tablename__ = "audit_seal"

    id: Mapped[int] = mapped_column(primary_key=True)
    covers: Mapped[str]  # the name of the table
    columns: Mapped[list[Any]]  # those that stand, in the order in which they are hashed
    first_id: Mapped[int]
    last_id: Mapped[int]
    count: Mapped[int]
    row_hashes: Mapped[bytes]  # (id, SHA-256) of each row, 40 bytes
    sealed_at: Mapped[datetime]
    previous_sha256: Mapped[str] = mapped_column(unique=True)  # two can never follow the same one
    sha256: Mapped[str]


append_only(cast("Table", AuditSeal.__table__), sealed=False)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal: worth keeping where the one who owns the database cannot reach it."""

    number: int
    sha256: str
    sealed_at: datetime


def head(session: Session) -> Head | None:
    """Return the newest seal, or None before the first."""
    newest = (
        select(AuditSeal.id, AuditSeal.sha256, AuditSeal.sealed_at)
        .order_by(AuditSeal.id.desc())
        .limit(1)
    )
    row = session.execute(newest).first()
    return Head(*row) if row else None


def seals(session: Session) -> list[AuditSeal]:
    """Return the whole chain, the oldest first; the hashes of the rows are read when needed."""
    statement = select(AuditSeal).order_by(AuditSeal.id).options(defer(AuditSeal.row_hashes))
    return list(session.scalars(statement))


def seal_now_and_then(session: Session) -> None:
    """Seal what has come since last time, when it is some minutes ago (the worker)."""
    newest = head(session)
    if newest is None or clock.now() - newest.sealed_at >= EVERY:
        seal(session)


def seal(session: Session) -> int:
    """Seal every row that is not sealed yet; return how many, or 0 when somebody is writing.

    Nothing that is written at this moment may get an earlier id afterwards: SQLite has one writer
    at a time, and on PostgreSQL the tables are locked against writers for as long as this takes.
    """
    sealed = 0
    if _nobody_writes(session):
        for name in sorted(SEALED):
            while count := _seal_table(session, name):
                sealed += count
    return sealed


def _nobody_writes(session: Session) -> bool:
    """Keep writers out until the commit, without waiting for those who are at it (PostgreSQL)."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    names = ", ".join(sorted(SEALED))
    try:
        with session.begin_nested():
            session.execute(text("LOCK TABLE audit_seal IN EXCLUSIVE MODE NOWAIT"))
            session.execute(text(f"LOCK TABLE {names} IN SHARE MODE NOWAIT"))
    except OperationalError:
        return False
    return True


def _seal_table(session: Session, name: str) -> int:
    table, columns = SEALED[name]
    rows = list(hashed_rows(session, table, columns, after=last_sealed(session, name), most=MOST))
    if not rows:
        return 0
    before = head(session)
    made = AuditSeal(
        covers=name,
        columns=list(columns),
        first_id=rows[0][0],
        last_id=rows[-1][0],
        count=len(rows),
        row_hashes=b"".join(_ROW.pack(*row) for row in rows),
        sealed_at=clock.now(),
        previous_sha256=before.sha256 if before else "",
    )
    made.sha256 = seal_hash(made)
    session.add(made)
    session.flush()
    return len(rows)


def last_sealed(session: Session, name: str) -> int:
    """Return the id of the last sealed row of a table, or 0."""
    newest = select(func.max(AuditSeal.last_id)).where(AuditSeal.covers == name)
    return session.scalar(newest) or 0


def unsealed(session: Session) -> int:
    """Return how many rows no seal covers yet."""
    found = 0
    for name, (table, _) in sorted(SEALED.items()):
        rows = select(func.count()).select_from(table)
        found += session.scalar(rows.where(table.c.id > last_sealed(session, name))) or 0
    return found


def row_hashes(made: AuditSeal) -> dict[int, bytes]:
    """Return {id: SHA-256} of the rows of a seal; a broken list gives what can be read of it."""
    whole = len(made.row_hashes) // _ROW.size * _ROW.size
    return dict(_ROW.iter_unpack(made.row_hashes[:whole]))


def seal_hash(made: AuditSeal) -> str:
    """Return the SHA-256 in hex that a seal with these values has."""
    said = [
        made.previous_sha256,
        made.covers,
        list(made.columns),
        made.first_id,
        made.last_id,
        made.count,
        _plain(made.sealed_at),
        hashlib.sha256(made.row_hashes).hexdigest(),
    ]
    return _digest(said).hex()


def hashed_rows(
    session: Session,
    table: Table,
    columns: Sequence[str],
    *,
    after: int = 0,
    most: int | None = None,
) -> Iterator[tuple[int, bytes]]:
    """Give (id, SHA-256) of the rows after an id, in order; the same on both databases."""
    dialect = session.get_bind().dialect.name
    asked = [_as_stored(table.c[name], dialect) for name in columns]
    statement = (
        select(table.c.id, *asked).where(table.c.id > after).order_by(table.c.id).limit(most)
    )
    for row_id, *values in session.connection().execute(statement):
        yield row_id, _digest([_plain(value) for value in values])


def _as_stored(asked: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """Ask for what lies there, so that no value that the program refuses stops the check."""
    if isinstance(asked.type, JSON):
        return in_sql(asked, Text)
    if dialect == "sqlite" or getattr(asked.type, "enums", None):
        return type_coerce(asked, Text)
    return asked


def _plain(value: Any) -> Any:
    """Return a value as SQLite keeps it, so that both databases give the same hash."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, time):
        return value.strftime("%H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _digest(said: list[Any]) -> bytes:
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=repr)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
