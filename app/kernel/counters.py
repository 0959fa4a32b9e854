"""Number series from locked rows: never a gap from a race, never the same number twice (NUM)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kernel.db import Base


class Counter(Base):
    """The last number given in one series, for instance ``paragraph:1:2016``."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


def take(session: Session, name: str, *, count: int = 1) -> int:
    """Take ``count`` numbers and return the first; the row stays locked until the commit."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    statement = insert(Counter).values(name=name, value=count)
    taken = statement.on_conflict_do_update(
        index_elements=[Counter.name], set_={"value": Counter.value + count}
    ).returning(Counter.value)
    last = session.scalars(taken, execution_options={"populate_existing": True}).one()
    return last - count + 1


def last(session: Session, name: str) -> int:
    """Return the last number given, or 0."""
    return session.scalar(select(Counter.value).where(Counter.name == name)) or 0


def continue_from(session: Session, name: str, last_number: int) -> None:
    """Let the series go on after ``last_number``; a series that is already past it stays."""
    missing = last_number - last(session, name)
    if missing > 0:
        take(session, name, count=missing)
