"""The worker: sends due mail and runs what the capabilities want done now and then."""

from __future__ import annotations

import logging
import signal
import smtplib
import threading
from types import FrameType

from flask import Flask
from sqlalchemy.orm import Session

from app.config import Settings
from app.kernel import db
from app.kernel.hooks import Hook
from app.kernel.mail import Mailer, compose, mailer_for
from app.kernel.outbox import claim, mark_failed, mark_sent
from app.kernel.storage import storage

log = logging.getLogger(__name__)

now_and_then: Hook[[Session], None] = Hook("worker.now_and_then")
"""Called about once a minute, each subscriber in a transaction of its own kept by the worker."""

long_work: Hook[[], None] = Hook("worker.long_work")
"""Called every round outside any transaction: work that takes long and commits as it goes.

Each subscriber does at most one thing, claims it in a transaction of its own (``db.committing``)
so that two workers never do the same, and leaves it to be claimed again if it is killed.
"""


def deliver_one(settings: Settings, mailer: Mailer) -> bool:
    """Send one due mail; returns False when nothing was due.

    The claim is committed before sending and the result after, so that a killed worker costs at
    most one repeated mail with the same Message-ID.
    """
    with db.new_session() as session:
        with db.committing(session):
            message = claim(session)
        if message is None:
            return False
        try:
            mailer.send(compose(message, sender=settings.mail_from, storage=storage()))
        except (OSError, ValueError, smtplib.SMTPException) as error:
            log.warning("mail %s was not sent: %s", message.message_id, error)
            with db.committing(session):
                mark_failed(message, str(error))
        else:
            with db.committing(session):
                mark_sent(message)
    return True


def run_round(settings: Settings, mailer: Mailer) -> None:
    """Deliver everything that is due, then do what the capabilities want done."""
    while deliver_one(settings, mailer):
        pass
    for subscriber in now_and_then:
        with db.new_session() as session, db.committing(session):
            subscriber(session)
    for work in long_work:
        work()


def run(app: Flask, settings: Settings, *, pause: float = 5.0) -> None:
    """Work until told to stop by SIGTERM or SIGINT; a failing round is logged and tried again."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    mailer = mailer_for(settings)
    while not stop.is_set():
        try:
            with app.app_context():
                run_round(settings, mailer)
        except Exception:
            log.exception("the worker's round failed and is tried again")
        stop.wait(pause)
