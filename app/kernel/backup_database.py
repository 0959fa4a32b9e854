"""The database's part of a backup: VACUUM INTO on SQLite, pg_dump and pg_restore on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import URL

SQLITE = "database.sqlite3"
DUMP = "database.dump"


class BackupRefused(Exception):  # noqa: N818 -- an answer: a sentence for the one who asked
    """The backup or the restoring is not done; the text says in Swedish why."""


@contextmanager
def snapshot(engine: Engine, folder: Path) -> Iterator[tuple[Connection, str]]:
    """Copy the database into a directory; give a connection to that very moment, and its name."""
    if engine.dialect.name == "sqlite":
        with _sqlite_copy(engine, folder / SQLITE) as connection:
            yield connection, SQLITE
    else:
        with _postgresql_dump(engine, folder / DUMP) as connection:
            yield connection, DUMP


@contextmanager
def _sqlite_copy(engine: Engine, target: Path) -> Iterator[Connection]:
    """One statement reads the whole database at one moment; others go on writing meanwhile."""
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        if driver is None:
            raise RuntimeError("the connection is closed")
        driver.execute("VACUUM INTO ?", (str(target),))
    # Read without the program's own PRAGMAs: the copy stays one file, without a journal beside it.
    copied = create_engine(f"sqlite:///file:{target}?mode=ro&immutable=1&uri=true")
    try:
        with copied.connect() as connection:
            yield connection
    finally:
        copied.dispose()


@contextmanager
def _postgresql_dump(engine: Engine, target: Path) -> Iterator[Connection]:
    """Let pg_dump read the same moment as the connection that counts the rows."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        moment = connection.scalar(text("SELECT pg_export_snapshot()"))
        _run(
            "pg_dump",
            engine.url,
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={moment}",
            f"--file={target}",
        )
        yield connection


def refuse_unless_empty(engine: Engine) -> None:
    """Refuse a database that holds something: a backup never overwrites (both databases).

    Raises:
        BackupRefused: when there is a table, or a file where the SQLite database is to lie.
    """
    if engine.dialect.name == "sqlite":
        path = _sqlite_file(engine)
        if path.exists() and path.stat().st_size:
            raise BackupRefused(f"Databasen {path} finns redan. Ange en som inte finns.")
    elif inspect(engine).get_table_names():
        raise BackupRefused(f"Databasen {engine.url.database} är inte tom. Ange en tom databas.")


def restore(engine: Engine, source: Path) -> None:
    """Put the copy in the place of an empty database, whole or not at all."""
    if engine.dialect.name == "sqlite":
        _sqlite_restore(_sqlite_file(engine), source)
    else:
        # A connection of the pool from before would not see the tables come.
        engine.dispose()
        _run(
            "pg_restore",
            engine.url,
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={engine.url.database}",
            str(source),
        )


def _sqlite_restore(path: Path, source: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}-ofardig")
    shutil.copyfile(source, unfinished)
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.rename(path)


def _sqlite_file(engine: Engine) -> Path:
    return Path(str(engine.url.database))


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's client programs.

    Raises:
        BackupRefused: when it is not installed.
    """
    # The newest first: an older one refuses a newer server.
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(versions, key=lambda path: (len(path.parts[-3]), path.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which(name)
    if found is None:
        raise BackupRefused(
            f"Programmet {name} saknas. Installera PostgreSQL:s klientprogram "
            "(postgresql-client) i samma version som servern, eller senare."
        )
    return found


def _run(name: str, url: URL, *arguments: str) -> None:
    """Run a client program; the password goes by the environment, where no process list shows it.

    Raises:
        BackupRefused: with what the program said.
    """
    wanted = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
    }
    given = {key: value for key, value in wanted.items() if value}
    done = subprocess.run(  # noqa: S603 -- a fixed command
        [program(name), *arguments],
        env={**os.environ, **given},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BackupRefused(f"{name} misslyckades: {done.stderr.strip()}")
