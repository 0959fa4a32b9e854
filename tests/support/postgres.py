"""One PostgreSQL cluster for the whole test run, started by the first test that needs it."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

RUN_DIRECTORY = "KLUBBA_TEST_RUN"
MISSING = "PostgreSQL's programs (initdb, pg_ctl) were not found on this machine"


def program(name: str) -> str | None:
    """Return the path of one of PostgreSQL's programs, the newest version first."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    return str(versions[-1]) if versions else shutil.which(name)


def available() -> bool:
    """Say whether a cluster can be started here."""
    return bool(program("initdb") and program("pg_ctl"))


def make_run_directory() -> None:
    """Make the directory that all worker processes of this run share (called by the first)."""
    if RUN_DIRECTORY not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="klubba-tests-"))
        folder.chmod(0o755)
        os.environ[RUN_DIRECTORY] = str(folder)
        (folder / "owner").write_text(str(os.getpid()))


def url(database: str) -> str:
    """Return the address of a database in the cluster, starting the cluster when needed."""
    folder = Path(os.environ[RUN_DIRECTORY])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        port = folder / "port"
        if not port.exists():
            port.write_text(str(_start(folder)))
        number = port.read_text()
    return f"postgresql+psycopg://postgres@127.0.0.1:{number}/{database}"


def clear_run_directory() -> None:
    """Stop the cluster and remove the directory (only the process that made it does so)."""
    folder = Path(os.environ.get(RUN_DIRECTORY, "/nonexistent"))
    owner = folder / "owner"
    if not owner.exists() or owner.read_text() != str(os.getpid()):
        return
    if (folder / "port").exists():
        _as_postgres(program("pg_ctl"), "-D", str(folder / "cluster"), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)
    del os.environ[RUN_DIRECTORY]


def _start(folder: Path) -> int:
    cluster = folder / "cluster"
    cluster.mkdir()
    if os.geteuid() == 0:
        shutil.chown(cluster, "postgres", "postgres")
    _as_postgres(
        program("initdb"), "-D", str(cluster), "-U", "postgres", "-A", "trust",
        "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off "
        "-c full_page_writes=off -c synchronous_commit=off -c max_connections=100 "
        "-c autovacuum=off -c shared_buffers=64MB -c jit=off -c timezone=UTC"
    )
    log = cluster / "server.log"
    _as_postgres(
        program("pg_ctl"), "-D", str(cluster), "-l", str(log), "-w", "-t", "60", "-o", options,
        "start",
    )  # fmt: skip
    return port


def _as_postgres(*command: str | None) -> None:
    # PostgreSQL refuses to run as root.
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    arguments = [*prefix, *(part for part in command if part)]
    done = subprocess.run(
        arguments, check=False, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if done.returncode:
        time.sleep(0.1)
        raise RuntimeError(f"{arguments}: {done.stderr.decode()}")
