"""Plain SQLAlchemy for SQLite and PostgreSQL: own BEGIN, UTC times, one way to commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import (
    JSON,
    CheckConstraint,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Select,
    Text,
    create_engine,
    event,
)
from sqlalchemy import Enum as EnumType
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

R = TypeVar("R")

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "temp_store=MEMORY",
)
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class UTCDateTime(TypeDecorator[datetime]):
    """A timezone-aware moment; SQLite would lose the offset, so it stores UTC and gives it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back UTC with its time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# An enum is text with its value, known by a CHECK (``in_enum``) rather than by a database type.
_ENUM = EnumType(
    Enum, native_enum=False, length=40, values_callable=lambda kind: [str(v.value) for v in kind]
)


class Base(DeclarativeBase):
    """Base of every mapped class; constraints get names so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads it from the class
        datetime: UTCDateTime(),
        str: Text(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        Enum: _ENUM,
    }


def make_engine(url: str) -> Engine:
    """Return an engine with the project's own BEGIN and PRAGMAs on SQLite."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url, pool_pre_ping=not sqlite)
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(dbapi: Any, _record: object) -> None:
    # The driver's own transaction handling hides foreign keys and leaks savepoints.
    dbapi.isolation_level = None
    for pragma in _PRAGMAS:
        dbapi.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Any) -> None:
    read_only = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def init_app(app: Flask, url: str) -> None:
    """Give the application its engine and close the request's session when it ends."""
    app.extensions["engine"] = make_engine(url)
    app.extensions["reading_engine"] = app.extensions["engine"].execution_options(readonly=True)

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        opened = g.pop("db_session", None)
        if opened is not None:
            opened.close()


def engine() -> Engine:
    """Return the current application's engine."""
    return cast("Engine", current_app.extensions["engine"])


def new_session(*, read_only: bool = False) -> Session:
    """Return a session of its own, for workers and for short writes beside a request's."""
    name = "reading_engine" if read_only else "engine"
    bound = current_app.extensions[name]
    return Session(bound, expire_on_commit=False, info={"remembered": {}} if read_only else None)


def remembered(current: Session, name: str, ask: Callable[[], R]) -> R:
    """Return what ``ask`` answers, asked once in a session that only reads.

    A session that may write asks every time, since it may itself have changed the answer.
    """
    kept = current.info.get("remembered")
    if kept is None:
        return ask()
    if name not in kept:
        kept[name] = ask()
    return cast("R", kept[name])


def session() -> Session:
    """Return the request's session; reads take no write lock, and closing rolls back."""
    if "db_session" not in g:
        g.db_session = new_session(read_only=_reading())
    return cast("Session", g.db_session)


def _reading() -> bool:
    return has_request_context() and request.method in _SAFE_METHODS


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit what the block did in the request's session, then run what waits for the commit.

    Raises:
        RuntimeError: inside GET, HEAD or OPTIONS, which never write.
    """
    if _reading():
        raise RuntimeError("a safe request never writes")
    with committing(session()) as current:
        yield current


@contextmanager
def committing(current: Session) -> Iterator[Session]:
    """Commit the session at the end of the block, or roll everything back."""
    try:
        yield current
        current.commit()
    except BaseException:
        current.rollback()
        current.info.pop("after_commit", None)
        for action in current.info.pop("after_rollback", []):
            action()
        raise
    current.info.pop("after_rollback", None)
    for action in current.info.pop("after_commit", []):
        action()


def rows(
    current: Session, statement: Select[*tuple[Any, ...]], parameters: dict[str, Any] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Return plain rows of a statement that asks for columns, not for mapped objects.

    Goes past the ORM's own handling of results, which costs as much again as the asking, but
    sees what the session has not yet written, as every other question does.
    """
    if current.new or current.dirty or current.deleted:
        current.flush()
    return current.connection().execute(statement, parameters)


def after_commit(current: Session, action: Callable[[], None]) -> None:
    """Run ``action`` once the transaction has been committed; never when it is rolled back."""
    current.info.setdefault("after_commit", []).append(action)


def after_rollback(current: Session, action: Callable[[], None]) -> None:
    """Run ``action`` if the transaction is rolled back: what must be kept though the rest failed.

    The action opens a session of its own; nothing is locked any longer when it runs.
    """
    current.info.setdefault("after_rollback", []).append(action)


def in_enum(column: str, values: type[StrEnum], name: str | None = None) -> CheckConstraint:
    """Return a CHECK that the column holds one of the enum's values."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=name or f"{column}_known")
