"""Sending mail: SMTP with verified TLS, or a folder of .eml files when no server is configured."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol

from app.config import Settings
from app.kernel.outbox import OutboxMessage
from app.kernel.storage import Storage

TIMEOUT = 30


class Mailer(Protocol):
    """Something that takes a finished mail and hands it on, or raises."""

    def send(self, message: EmailMessage) -> None:
        """Send one mail; raises OSError or smtplib.SMTPException when it did not leave."""
        ...


class SmtpMailer:
    """Hand mails to the configured SMTP server; the certificate is always verified."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, message: EmailMessage) -> None:
        """Open a connection, say who we are when configured, send, close."""
        s = self._settings
        with self._connect() as server:
            if s.smtp_username:
                server.login(s.smtp_username, s.smtp_password)
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        s = self._settings
        context = ssl.create_default_context(cafile=s.smtp_ca_file or None)
        if s.smtp_security == "tls":
            return smtplib.SMTP_SSL(s.smtp_host, s.smtp_port, timeout=TIMEOUT, context=context)
        server = smtplib.SMTP(s.smtp_host, s.smtp_port, timeout=TIMEOUT)
        if s.smtp_security == "starttls":
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server


class FolderMailer:
    """Keep mails as .eml files, named by Message-ID so that a repeated sending is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the mail to the folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        (self._folder / f"{name}.eml").write_bytes(bytes(message))


def mailer_for(settings: Settings) -> Mailer:
    """Return the mailer that the settings ask for."""
    if settings.smtp_host:
        return SmtpMailer(settings)
    return FolderMailer(settings.storage_dir.parent / "mail")


def compose(row: OutboxMessage, *, sender: str, storage: Storage) -> EmailMessage:
    """Build the mail of an outbox row: text, calendar part and attachments."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = row.recipient
    message["Subject"] = row.heading
    message["Date"] = format_datetime(row.created_at)
    message["Message-ID"] = row.message_id
    message.set_content(row.body)
    if row.calendar:
        message.add_alternative(row.calendar, subtype="calendar")
        part = list(message.iter_parts())[-1]
        part.set_param("method", row.calendar_method or "REQUEST")
    for attachment in row.attachments:
        main, _, sub = attachment["media_type"].partition("/")
        message.add_attachment(
            storage.get(attachment["sha256"]),
            maintype=main,
            subtype=sub,
            filename=attachment["filename"],
        )
    return message
