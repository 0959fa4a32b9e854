"""The real server: large uploads get our page, and a killed worker process is replaced."""

from __future__ import annotations

import http.client
import os
import signal
from pathlib import Path

import pytest

from tests.support import gunicorn, people

FIFTY = 50 * 1024 * 1024
pytestmark = pytest.mark.slow


@pytest.fixture
def server(app, db_session):
    people.make_association(db_session)
    db_session.commit()
    with gunicorn.running(app.extensions["settings"]) as started:
        yield started


def upload(port: int, size: int) -> tuple[int, str]:
    """Send a body of ``size`` bytes as a browser does: all of it before reading the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST", "/logga-ut")
    connection.putheader("Content-Type", "multipart/form-data; boundary=y")
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    chunk = b"x" * (1 << 20)
    for _ in range(size // len(chunk)):
        connection.send(chunk)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_file_of_50_mb_gets_our_page_from_the_real_server(server):
    status, page = upload(server.port, FIFTY)

    assert status == 413
    assert "Filen är för stor" in page
    assert 'lang="sv"' in page


def test_a_killed_web_process_is_replaced(server):
    (before,) = children(server.process.pid)
    os.kill(before, signal.SIGKILL)

    answer = gunicorn.patiently(f"{server.address}/logga-in", server)

    assert "Logga in" in answer
    assert before not in children(server.process.pid)
