"""What somebody with every right to the database can do, past the program and its triggers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import text
from sqlalchemy.orm import Session


def execute(session: Session, statement: str, **values: Any) -> None:
    """Run one statement with the triggers and foreign keys out of the way, and commit."""
    session.commit()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(statement), values)
        session.commit()
        return
    names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in session.scalars(names).all():
        session.execute(text(f"DROP TRIGGER {name}"))
    session.commit()
    driver: Any = session.connection().connection.dbapi_connection
    session.commit()
    driver.execute("PRAGMA foreign_keys=OFF")
    session.execute(text(statement), values)
    session.commit()
    driver.execute("PRAGMA foreign_keys=ON")


def change_a_byte(sha256: str) -> None:
    """Change the last byte of a stored file on the disk."""
    path = stored(sha256)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def stored(sha256: str) -> Path:
    """Return where the bytes lie on the disk."""
    folder: Path = current_app.extensions["settings"].storage_dir
    return folder / sha256[:2] / sha256
