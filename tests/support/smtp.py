"""A real SMTP server on this machine, with certificates of an authority of its own."""

from __future__ import annotations

import asyncio
import email
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

HOST = "127.0.0.1"
LOGIN = (b"klubba", b"hemligt")


@dataclass
class Postbox:
    """What the server received, and how it behaves."""

    port: int = 0
    ca_file: str = ""
    received: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    hold: threading.Event | None = None
    arrived: threading.Event = field(default_factory=threading.Event)
    over_tls: list[bool] = field(default_factory=list)

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        """Take one mail; wait before answering when told to hold."""
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.over_tls.append(server.transport.get_extra_info("ssl_object") is not None)
        if self.answer.startswith("250"):
            self.received.append(message)
        self.arrived.set()
        if self.hold is not None:
            await asyncio.to_thread(self.hold.wait)
        return self.answer

    def check_login(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any
    ) -> AuthResult:
        """Let the one login in."""
        return AuthResult(success=(given.login, given.password) == LOGIN, handled=False)

    @property
    def ids(self) -> list[str]:
        """Return the Message-IDs in the order of arrival."""
        return [str(message["Message-ID"]) for message in self.received]


@contextmanager
def serving(folder: Path, *, security: str, name: str = HOST) -> Iterator[Postbox]:
    """Run a server with ``starttls``, ``tls`` or ``none``; its certificate is for ``name``."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    ca_file = folder / f"ca-{name}.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    box = Postbox(port=_free_port(), ca_file=str(ca_file))
    options: dict[str, Any] = {"authenticator": box.check_login}
    if security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    elif security == "tls":
        options |= {"ssl_context": context}
    controller = Controller(box, hostname=HOST, port=box.port, ready_timeout=60, **options)
    controller.start()
    try:
        yield box
    finally:
        if box.hold is not None:
            box.hold.set()
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
