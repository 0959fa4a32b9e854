"""The web server as it runs for people, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.config import ROOT, Settings


@dataclass
class Server:
    """A running gunicorn."""

    address: str
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        """Return the port it listens on."""
        return int(self.address.rpartition(":")[2])


@contextmanager
def running(settings: Settings, **environment: str) -> Iterator[Server]:
    """Start gunicorn by the project's own configuration, and wait until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    values = {
        **os.environ,
        "PORT": str(port),
        "DATABASE_URL": settings.database_url,
        "KLUBBA_FILES": str(settings.storage_dir),
        "SECRET_KEY": settings.secret_key,
        "WEB_WORKERS": "1",
        **environment,
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    process = subprocess.Popen(command, env=values, cwd=ROOT)
    server = Server(f"http://127.0.0.1:{port}", process)
    try:
        patiently(f"{server.address}/halsa", server)
        yield server
    finally:
        process.terminate()
        process.wait()


def patiently(address: str, server: Server) -> str:
    """Return the page at an address, once the server answers."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            assert server.process.poll() is None, "gunicorn ended"
            assert time.monotonic() < deadline, "gunicorn did not answer"
            time.sleep(0.05)
