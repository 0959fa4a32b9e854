"""Every SQLite connection is opened the same way."""

from __future__ import annotations

from app.kernel.db import make_engine


def test_foreign_keys_and_wal_are_on_in_every_connection_of_the_pool(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with engine.connect() as first:
        first.exec_driver_sql("COMMIT")
        with engine.execution_options(readonly=True).connect() as second:
            keys = [c.exec_driver_sql("PRAGMA foreign_keys").scalar() for c in (first, second)]
            mode = second.exec_driver_sql("PRAGMA journal_mode").scalar()
    engine.dispose()

    assert keys == [1, 1]
    assert mode == "wal"
