"""Clean databases, fast: a copied file for SQLite, emptied tables for PostgreSQL."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from app import CAPABILITIES
from app.kernel import schema
from app.kernel.db import make_engine
from tests.support import postgres

# Triggers and foreign keys are off while the tables are emptied, and every series starts anew.
_EMPTY = """
CREATE OR REPLACE FUNCTION klubba_test_empty() RETURNS void LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM %I', found.tablename);
  END LOOP;
  FOR found IN SELECT sequencename FROM pg_sequences
               WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    PERFORM setval(found.sequencename::regclass, 1, false);
  END LOOP;
END $$
"""


@dataclass(frozen=True)
class TestDatabase:
    """One database that a worker process reuses for all its tests."""

    __test__ = False
    kind: str
    url: str
    cleaner: Engine | None = None

    def clean(self) -> None:
        """Bring the database back to an empty schema; nobody may be connected to SQLite's."""
        if self.kind == "sqlite":
            path = Path(str(make_url(self.url).database))
            for left in path.parent.glob(f"{path.name}*"):
                left.unlink()
            shutil.copyfile(path.with_suffix(".empty"), path)
        else:
            assert self.cleaner is not None
            with self.cleaner.begin() as connection:
                connection.execute(text("SELECT klubba_test_empty()"))


def prepare_sqlite(folder: Path) -> TestDatabase:
    """Make the schema once, in a file that every test gets a copy of."""
    empty = folder / "klubba.empty"
    engine = make_engine(f"sqlite:///{empty}")
    schema.metadata(CAPABILITIES).create_all(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return TestDatabase("sqlite", f"sqlite:///{empty.with_suffix('.sqlite3')}")


def prepare_postgresql() -> TestDatabase:
    """Make a database of this worker's own in the shared cluster, with the schema."""
    name = "klubba_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    address = create_postgresql(name)
    engine = make_engine(address)
    schema.metadata(CAPABILITIES).create_all(engine)
    with engine.begin() as connection:
        connection.execute(text(_EMPTY))
    engine.dispose()
    return TestDatabase("postgresql", address, create_engine(address, pool_size=1))


def create_postgresql(name: str) -> str:
    """Make an empty database in the cluster, in place of one with the same name."""
    maintenance = create_engine(postgres.url("postgres"), isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} STRATEGY file_copy"))
    maintenance.dispose()
    return postgres.url(name)


def drop_postgresql(name: str) -> None:
    """Take a database of the cluster away, whoever is connected."""
    maintenance = create_engine(postgres.url("postgres"), isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    maintenance.dispose()
