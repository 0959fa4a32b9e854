"""A backup taken while people write is whole, and what is put back passes its own verification."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import create_app
from app.documents import services as documents
from app.documents.models import FileVersion
from app.kernel import audit_chain, backup, backup_database, db
from app.kernel.backup_database import BackupRefused
from app.kernel.history import AuditEntry
from app.kernel.storage import storage
from tests.conftest import SECRET, settings_for
from tests.support import database, tampering


def store(session, number):
    return documents.store(
        session,
        actor=None,
        kind="bilaga",
        title=f"Bilaga {number}",
        filename=f"bilaga-{number}.txt",
        media_type="text/plain",
        content=f"Bilaga nummer {number}".encode() * 1000,
    )


@pytest.fixture
def kept(app, db_session):
    """Ten stored files, sealed."""
    for number in range(10):
        store(db_session, number)
    audit_chain.seal(db_session)
    db_session.commit()
    return app


def run(app, *arguments):
    with app.app_context():  # a command runs in the context that is there already
        return app.test_cli_runner().invoke(args=list(map(str, arguments)))


@contextmanager
def empty_app(kind, folder):
    """An installation without database and files, where a backup can be put back."""
    if kind == "postgresql":
        url = database.create_postgresql(f"klubba_restored_{os.getpid()}")
    else:
        url = f"sqlite:///{folder / 'restored' / 'klubba.sqlite3'}"
    made = create_app(settings_for(url, folder / "restored"))
    yield made
    made.extensions["engine"].dispose()
    if kind == "postgresql":
        database.drop_postgresql(f"klubba_restored_{os.getpid()}")


@pytest.mark.slow
def test_a_backup_comes_back_whole_and_verified(kept, tmp_path, database_kind):
    taken = run(kept, "backup", tmp_path / "kopia")
    assert taken.exit_code == 0, taken.output
    assert "och 10 filer, senaste förseglingen" in taken.output

    with empty_app(database_kind, tmp_path) as other:
        done = run(other, "restore", tmp_path / "kopia", "--verify")
        assert done.exit_code == 0, done.output
        assert done.output.strip().endswith("Allt är som det lämnades.")
        with other.app_context(), db.new_session(read_only=True) as session:
            assert session.scalar(select(func.count()).select_from(FileVersion)) == 10
            assert audit_chain.head(session) is not None
        again = run(other, "restore", tmp_path / "kopia")
        assert again.exit_code == 1
        assert "Det finns redan filer" in again.output
        shutil.rmtree(tmp_path / "restored" / "files")
        again = run(other, "restore", tmp_path / "kopia")
        assert again.exit_code == 1
        assert "finns redan" in again.output or "är inte tom" in again.output


@pytest.mark.slow
def test_a_backup_taken_while_somebody_writes_has_every_file_of_its_rows(
    kept, tmp_path, database_kind
):
    stop, written = threading.Event(), []

    def write():
        with kept.app_context():
            while not stop.is_set():
                with db.new_session() as session, db.committing(session):
                    store(session, 1000 + len(written))
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 3:
            time.sleep(0.01)
        taken = run(kept, "backup", tmp_path / "kopia")
        reached = len(written)
    finally:
        stop.set()
        writer.join()
    assert taken.exit_code == 0, taken.output
    assert reached > 3, "nobody wrote meanwhile"

    with empty_app(database_kind, tmp_path) as other:
        done = run(other, "restore", tmp_path / "kopia", "--verify")
        assert done.exit_code == 0, done.output
        manifest = backup.read(tmp_path / "kopia")
        with other.app_context(), db.new_session(read_only=True) as session:
            rows = session.scalar(select(func.count()).select_from(FileVersion))
            entries = session.scalar(select(func.count()).select_from(AuditEntry))
    assert rows == entries == manifest.rows["file_version"] >= 13
    assert len(manifest.files) >= rows


KILLED = """
import os, signal
from pathlib import Path
from app import create_app
from app.config import Settings
from app.kernel import backup, db

def die(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)

app = create_app(Settings(os.environ["URL"], os.environ["SECRET"], Path(os.environ["FILES"])))
setattr(backup, os.environ["AT"], die)
with app.app_context():
    backup.back_up(db.engine(), Path(os.environ["FILES"]), Path(os.environ["TARGET"]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("at", ["_copy_files", "_write"])
def test_a_killed_backup_leaves_no_half_one(kept, tmp_path, at):
    settings = kept.extensions["settings"]
    values = {
        "URL": settings.database_url,
        "SECRET": SECRET,
        "FILES": str(settings.storage_dir),
        "TARGET": str(tmp_path / "kopia"),
        "AT": at,
    }
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        env={**os.environ, **values, "PYTHONPATH": str(Path.cwd())},
        check=False,
    )

    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "kopia").exists()
    assert run(kept, "backup", tmp_path / "kopia").exit_code == 0


def test_a_failing_backup_cleans_up(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "_seal", lambda _connection: 1 / 0)
    with kept.app_context(), pytest.raises(ZeroDivisionError):
        backup.back_up(db.engine(), tmp_path / "none", tmp_path / "kopia")

    assert list(tmp_path.iterdir()) == []


def test_a_backup_never_overwrites(kept, tmp_path):
    (tmp_path / "kopia").mkdir()

    done = run(kept, "backup", tmp_path / "kopia")

    assert done.exit_code == 1
    assert "finns redan. Ange en plats som inte finns." in done.output


def test_a_damaged_file_is_copied_and_told(kept, db_session, tmp_path):
    sha256 = db_session.scalars(select(FileVersion.sha256)).first()
    tampering.change_a_byte(sha256)
    db_session.commit()

    done = run(kept, "backup", tmp_path / "kopia")

    assert done.exit_code == 1
    assert f"Filen {sha256} är skadad" in done.output
    assert backup.faults(tmp_path / "kopia", backup.read(tmp_path / "kopia")) == []


def test_a_damaged_backup_is_not_put_back(kept, tmp_path, database_kind):
    run(kept, "backup", tmp_path / "kopia")
    manifest = backup.read(tmp_path / "kopia")
    with (tmp_path / "kopia" / manifest.database).open("ab") as file:
        file.write(b"x")
    gone, changed = manifest.files[:2]
    (tmp_path / "kopia" / "files" / gone[:2] / gone).unlink()
    (tmp_path / "kopia" / "files" / changed[:2] / changed).write_bytes(b"annat")

    with empty_app(database_kind, tmp_path) as other:
        done = run(other, "restore", tmp_path / "kopia")

    assert done.exit_code == 1
    assert "Databasen i säkerhetskopian är skadad." in done.output
    assert f"Filen {gone} saknas i säkerhetskopian." in done.output
    assert f"Filen {changed} i säkerhetskopian är skadad." in done.output
    assert not (tmp_path / "restored" / "files").exists()


def test_what_is_no_backup_is_refused(tmp_path):
    with pytest.raises(BackupRefused, match="ingen säkerhetskopia"):
        backup.read(tmp_path)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(BackupRefused, match="ingen säkerhetskopia"):
        backup.read(tmp_path)


def test_a_backup_of_another_format_is_refused(kept, tmp_path):
    run(kept, "backup", tmp_path / "kopia")
    path = tmp_path / "kopia" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 2}))

    with pytest.raises(BackupRefused, match="annan version av programmet"):
        backup.read(tmp_path / "kopia")


@pytest.mark.slow
def test_a_restored_copy_that_was_tampered_with_before_the_backup_says_so(
    kept, db_session, tmp_path, database_kind
):
    tampering.execute(db_session, "UPDATE audit_entry SET sentence = 'annat'")
    db_session.commit()
    run(kept, "backup", tmp_path / "kopia")

    with empty_app(database_kind, tmp_path) as other:
        done = run(other, "restore", tmp_path / "kopia", "--verify")

    assert done.exit_code == 1
    assert "FEL audit_entry " in done.output


def test_a_missing_client_program_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BackupRefused, match="Programmet no_such_program saknas"):
        backup_database.program("no_such_program")


def test_files_half_written_are_left_out(kept, tmp_path):
    with kept.app_context():
        folder = Path(kept.extensions["settings"].storage_dir)
        (folder / "ab").mkdir(exist_ok=True)
        (folder / "ab" / "tmp123").write_bytes(b"halv")
        storage().put(b"hel")

        names = [path.name for path in backup.stored_files(folder)]

    assert len(names) == 11
    assert "tmp123" not in names
