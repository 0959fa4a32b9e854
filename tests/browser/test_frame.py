"""The browser fixtures themselves: a server that answers, and a check that can fail."""

from __future__ import annotations

import socket
import struct
import threading
from urllib.parse import urlsplit

import pytest

from app.kernel.actor import Role
from tests.support import browser

RESET_WHEN_CLOSED = struct.pack("ii", 1, 0)  # as chromium does with what it no longer wants


def test_the_live_server_answers_in_chromium(live_server, open_page):
    page = open_page(live_server(), width=320)

    answer = page.goto("/halsa")

    assert answer.status == 200
    assert page.inner_text("body").strip() == "ok"


def test_axe_refuses_a_page_with_faults(live_server, open_page, axe):
    page = open_page(live_server())
    page.set_content("<title>x</title><h1>x</h1><input name=y>")

    with pytest.raises(AssertionError, match="label"):
        axe(page)


def test_a_browser_can_be_signed_in_without_the_login_page(live_server, open_page, enter):
    address = live_server()
    page = open_page(address)

    actor = enter(page, Role.CHAIR)

    assert actor.roles == {Role.CHAIR}
    assert [cookie["name"] for cookie in page.context.cookies()] == ["klubba"]


class Slow:
    """An answer of one piece, which ends when the test says so; notes that it was closed."""

    def __init__(self):
        self.gone = threading.Event()
        self.closed = threading.Event()

    def __call__(self, _environ, start_response):
        start_response("200 OK", [("Content-Length", "1")])
        return self

    def __iter__(self):
        yield b"x"
        self.gone.wait(10)

    def close(self):
        self.closed.set()


def test_an_answer_is_closed_although_the_browser_hangs_up():
    app = Slow()
    with browser.serving(app) as address:
        place = urlsplit(address)
        with socket.create_connection((place.hostname, place.port)) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n")
            seen = b""
            while not seen.endswith(b"x") and (more := line.recv(4096)):
                seen += more
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_WHEN_CLOSED)

        app.gone.set()

        assert app.closed.wait(10)
