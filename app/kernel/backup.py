"""A consistent copy of database and files, taken while people write; and putting it back.

The database is copied first, at one moment; then the files, which never change and were on disk
before any row named them, so that every row of the copy finds its file. The copy is made under
another name and gets its own when it is whole.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, inspect, select

from app.kernel import backup_database, clock
from app.kernel.backup_database import BackupRefused
from app.kernel.db import Base
from app.kernel.storage import digest_of

MANIFEST = "manifest.json"
FILES = "files"
KEYS = "seal"  # the association's own key and authority, when it has made them itself
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: SHA-256 of every part, numbers of rows, the newest seal then."""

    format: int
    taken_at: str
    database: str  # "database.sqlite3" or "database.dump"
    sha256: str  # of the database
    rows: dict[str, int]
    seal: str  # the SHA-256 of the newest seal
    files: list[str]  # each is named by its own SHA-256
    damaged: list[str]  # those that were not what their names say already when copied


def back_up(engine: Engine, storage_dir: Path, target: Path) -> Manifest:
    """Make a backup in the new directory ``target`` and return its manifest.

    Raises:
        BackupRefused: when the target exists, or a program that is needed is missing.
    """
    if target.exists():
        raise BackupRefused(f"{target} finns redan. Ange en plats som inte finns.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}-ofardig-", dir=target.parent))
    try:
        made = _fill(engine, storage_dir, unfinished)
        unfinished.chmod(0o700)
        _flush(unfinished)
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    _flush(target.parent)
    return made


def _fill(engine: Engine, storage_dir: Path, folder: Path) -> Manifest:
    taken_at = clock.now().isoformat()
    with backup_database.snapshot(engine, folder) as (connection, name):
        rows, seal = _rows(connection), _seal(connection)
    copied = dict(_copy_files(storage_dir, folder / FILES))
    _copy_keys(storage_dir.parent / KEYS, folder / KEYS)
    made = Manifest(
        format=FORMAT,
        taken_at=taken_at,
        database=name,
        sha256=_digest(folder / name),
        rows=rows,
        seal=seal,
        files=sorted(copied),
        damaged=sorted(file for file, whole in copied.items() if not whole),
    )
    _write(folder / MANIFEST, json.dumps(asdict(made), ensure_ascii=False, indent=1).encode())
    return made


def _rows(connection: Connection) -> dict[str, int]:
    """Return the number of rows of every table, whatever the program knows of it."""
    return {
        name: connection.scalar(select(func.count()).select_from(Table(name, MetaData()))) or 0
        for name in sorted(inspect(connection).get_table_names())
    }


def _seal(connection: Connection) -> str:
    table = Base.metadata.tables["audit_seal"]
    newest = select(table.c.sha256).order_by(table.c.id.desc()).limit(1)
    return connection.scalar(newest) or ""


def _copy_files(storage_dir: Path, target: Path) -> Iterator[tuple[str, bool]]:
    """Copy every stored file; give its name and whether it is what its name says."""
    target.mkdir()
    for path in stored_files(storage_dir):
        kept = target / path.parent.name / path.name
        kept.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, kept)
        _flush(kept)
        yield path.name, _digest(kept) == path.name


def _copy_keys(source: Path, target: Path) -> None:
    """Copy keys, readable by the owner only, beside those that are there already."""
    for path in sorted(source.glob("*.pem")):
        target.mkdir(mode=0o700, exist_ok=True)
        if not (target / path.name).exists():
            shutil.copy2(path, target / path.name)
            _flush(target / path.name)


def stored_files(storage_dir: Path) -> list[Path]:
    """Return the stored files, without what is just being written."""
    return sorted(path for path in storage_dir.glob("??/*") if len(path.name) == 64)  # noqa: PLR2004 -- SHA-256


def read(source: Path) -> Manifest:
    """Return the manifest of a backup.

    Raises:
        BackupRefused: when there is none that can be read.
    """
    try:
        found: dict[str, Any] = json.loads((source / MANIFEST).read_text("utf-8"))
        manifest = Manifest(**found)
    except (OSError, ValueError, TypeError):
        raise BackupRefused(f"{source} är ingen säkerhetskopia.") from None
    if manifest.format != FORMAT:
        raise BackupRefused("Säkerhetskopian är gjord av en annan version av programmet.")
    return manifest


def faults(source: Path, manifest: Manifest) -> list[str]:
    """Return in Swedish everything in a backup that is not as the manifest says."""
    found = []
    database = source / manifest.database
    if not database.is_file() or _digest(database) != manifest.sha256:
        found.append("Databasen i säkerhetskopian är skadad.")
    for name in manifest.files:
        path = source / FILES / name[:2] / name
        if not path.is_file():
            found.append(f"Filen {name} saknas i säkerhetskopian.")
        elif name not in manifest.damaged and _digest(path) != name:
            found.append(f"Filen {name} i säkerhetskopian är skadad.")
    return found


def restore(engine: Engine, storage_dir: Path, source: Path) -> Manifest:
    """Put a backup back where there is nothing yet, and return its manifest.

    The files come first, so that a database that is there finds every file.

    Raises:
        BackupRefused: when something is there already, or the backup is damaged.
    """
    manifest = read(source)
    if stored_files(storage_dir):
        raise BackupRefused(f"Det finns redan filer i {storage_dir}. Ange en tom mapp.")
    backup_database.refuse_unless_empty(engine)
    if found := faults(source, manifest):
        raise BackupRefused("\n".join(found))
    for name in manifest.files:
        kept = storage_dir / name[:2] / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / FILES / name[:2] / name, kept)
        _flush(kept)
    _copy_keys(source / KEYS, storage_dir.parent / KEYS)
    backup_database.restore(engine, source / manifest.database)
    with engine.connect() as connection:
        if _rows(connection) != manifest.rows:
            raise BackupRefused("Den återställda databasen har inte lika många rader som kopian.")
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return digest_of(file)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _flush(path)


def _flush(path: Path) -> None:
    """See that a file, or the names in a directory, have reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
