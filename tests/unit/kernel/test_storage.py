"""Files lie under their own hash: whole or not at all, and tampering is noticed."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys

import pytest

from app.kernel.storage import DirectoryStorage


def test_bytes_come_back_under_their_hash(tmp_path):
    storage = DirectoryStorage(tmp_path)

    sha256 = storage.put("Åäö".encode())

    assert sha256 == hashlib.sha256("Åäö".encode()).hexdigest()
    assert storage.get(sha256) == "Åäö".encode()


def test_the_same_bytes_are_kept_once(tmp_path):
    storage = DirectoryStorage(tmp_path)

    assert storage.put(b"x") == storage.put(b"x")
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        DirectoryStorage(tmp_path).get("0" * 64)


def test_tampering_is_noticed(tmp_path):
    storage = DirectoryStorage(tmp_path)
    sha256 = storage.put(b"justerat")
    (tmp_path / sha256[:2] / sha256).write_bytes(b"justerad")

    with pytest.raises(ValueError, match="has been changed"):
        storage.get(sha256)


def test_a_failed_write_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        DirectoryStorage(tmp_path).put(b"x")

    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.slow
def test_a_process_killed_while_writing_leaves_no_half_file(tmp_path):
    program = (
        "import sys; from pathlib import Path; from app.kernel.storage import DirectoryStorage\n"
        "storage = DirectoryStorage(Path(sys.argv[1])); print('started', flush=True)\n"
        "for number in range(10**6): storage.put(str(number).encode() * 100_000)\n"
    )
    writing = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE
    )
    assert writing.stdout is not None
    writing.stdout.readline()
    while len(list(tmp_path.rglob("?" * 64))) < 5:
        assert writing.poll() is None
    writing.send_signal(signal.SIGKILL)
    writing.wait()
    writing.stdout.close()

    for path in tmp_path.rglob("?" * 64):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def test_a_large_file_is_kept_and_read_a_little_at_a_time(tmp_path):
    storage = DirectoryStorage(tmp_path)
    with (tmp_path / "stor.pdf").open("w+b") as file:
        file.write(b"%PDF-1.7\n" + b"x" * 3_000_000)
        sha256 = storage.put_file(file)
        assert storage.put_file(file) == sha256

    with storage.open(sha256) as kept:
        assert kept.read(5) == b"%PDF-"


def test_a_file_that_has_been_changed_is_not_opened(tmp_path):
    storage = DirectoryStorage(tmp_path)
    sha256 = storage.put(b"%PDF-1.7 hel")
    (tmp_path / sha256[:2] / sha256).write_bytes(b"%PDF-1.7 halv")

    with pytest.raises(ValueError, match="has been changed"):
        storage.open(sha256)
