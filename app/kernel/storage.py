"""Where the bytes of files lie: behind a small protocol, addressed by their own SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from flask import Flask, current_app


class Storage(Protocol):
    """Immutable bytes under the SHA-256 of their content."""

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hex; safe to run again."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the bytes; raises FileNotFoundError, or ValueError when they have changed."""
        ...

    def put_file(self, file: BinaryIO) -> str:
        """Keep what an open file holds, a little at a time, and return its SHA-256 in hex."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Return the bytes as an open file, checked as by ``get``; the caller closes it."""
        ...


class DirectoryStorage:
    """Files in a local directory, two levels deep; a file is whole or not there at all."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Write to a temporary file, flush it to disk, then rename: a crash leaves no half file."""
        return self.put_file(BytesIO(content))

    def put_file(self, file: BinaryIO) -> str:
        """Do the same with an open file, a little at a time."""
        sha256 = digest_of(file)
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as kept:
                shutil.copyfileobj(file, kept)
                kept.flush()
                os.fsync(kept.fileno())
            temporary.rename(path)
        finally:
            temporary.unlink(missing_ok=True)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Read the bytes and check that they are still the ones that were put there."""
        content = self._path(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError(f"the stored file {sha256} has been changed")
        return content

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes for reading, after a check that they are still the ones put there."""
        file = self._path(sha256).open("rb")
        if digest_of(file) != sha256:
            file.close()
            raise ValueError(f"the stored file {sha256} has been changed")
        return file


def digest_of(file: BinaryIO) -> str:
    """Return the SHA-256 in hex of a file, which is left at its beginning."""
    digest = hashlib.sha256()
    file.seek(0)
    while part := file.read(1 << 20):
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()


def init_app(app: Flask, root: Path) -> None:
    """Let the application keep its files in a directory."""
    app.extensions["storage"] = DirectoryStorage(root)


def storage() -> Storage:
    """Return the current application's storage."""
    return cast("Storage", current_app.extensions["storage"])
