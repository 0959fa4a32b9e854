"""The whole demonstration association, loaded once for all worker processes of a test run."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from flask import Flask

from app.devtools.demo import loading
from app.kernel import clock, db
from tests.support import database, postgres

TODAY = datetime(2018, 10, 17, 9, 30, tzinfo=clock.STOCKHOLM)


def put_into(app: Flask, file: Path, files: Path) -> None:
    """Fill an application's SQLite file and storage with the demonstration of TODAY."""
    kept = Path(os.environ[postgres.RUN_DIRECTORY]) / "demonstration"
    with (kept.parent / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _load(app, file)
            shutil.copytree(files, kept / "files")
            shutil.copyfile(file, kept / "database")
            return
    shutil.copyfile(kept / "database", file)
    shutil.copytree(kept / "files", files, dirs_exist_ok=True)


def _load(app: Flask, file: Path) -> None:
    with (
        clock.stopped_at(TODAY),
        app.app_context(),
        db.new_session() as session,
        db.committing(session),
    ):
        loading.load(session)
    app.extensions["engine"].dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def empty_file(folder: Path) -> tuple[str, Path]:
    """Return the address and the file of an empty SQLite database with the schema."""
    prepared = database.prepare_sqlite(folder)
    prepared.clean()
    return prepared.url, Path(prepared.url.removeprefix("sqlite:///"))
