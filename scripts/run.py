"""Starts Klubba on this machine: migrates, loads the demonstration, runs web and worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]
FLASK = (str(BIN / "flask"), "--app", "wsgi")
PATIENCE = 60


def main() -> int:
    """Run until Ctrl-C, or until one of the two processes ends; returns the exit status."""
    os.chdir(ROOT)
    port = int(os.environ.setdefault("PORT", "8000"))
    if _taken(port):
        print(f"Porten {port} är upptagen. Välj en annan: PORT={port + 1} make run")
        return 1
    for command in (("db", "upgrade"), ("demo", "--if-empty"), ("sealing", "init")):
        if subprocess.run([*FLASK, *command], check=False).returncode:
            return 1
    return _serve(f"http://127.0.0.1:{port}")


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _serve(address: str) -> int:
    signal.signal(signal.SIGTERM, _stop)
    processes = [
        subprocess.Popen([*FLASK, "worker"], start_new_session=True),
        subprocess.Popen(
            [str(BIN / "gunicorn"), "-c", "gunicorn.conf.py", "wsgi:app"], start_new_session=True
        ),
    ]
    try:
        if _answers(address, processes):
            print(f"\nKlubba svarar på {address}\nAvsluta med Ctrl+C.", flush=True)
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nKlubba stängs.")
        return 0
    else:
        return 1
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _answers(address: str, processes: list[subprocess.Popen[bytes]]) -> bool:
    """Wait until the health page answers; False when a process has ended."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and all(p.poll() is None for p in processes):
        try:
            with urllib.request.urlopen(f"{address}/halsa", timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    return False


if __name__ == "__main__":
    sys.exit(main())
