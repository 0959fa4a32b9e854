"""Mail leaves after the commit, once, later when it has to, and never twice unrecognised."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.config import ROOT
from app.kernel import db, outbox, worker
from app.kernel.hooks import Hook
from app.kernel.mail import FolderMailer, mailer_for
from app.kernel.outbox import LEASE, RETRY_AFTER, OutboxMessage, queue_mail
from app.kernel.storage import storage
from tests.support import smtp
from tests.support.people import make_person

PATIENCE = 90  # seconds for a process to start on a busy machine
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def queue(session, recipient="siv@example.se", **values):
    facts = {"heading": "Kallelse", "body": "Välkommen.", "subject_type": "x", "subject_id": 1}
    return queue_mail(session, recipient=recipient, **{**facts, **values})


def settings_to(app, box, security="starttls", **values):
    return replace(
        app.extensions["settings"],
        smtp_host=smtp.HOST,
        smtp_port=box.port,
        smtp_security=security,
        smtp_ca_file=box.ca_file,
        **values,
    )


def deliver(settings):
    mailer = mailer_for(settings)
    while worker.deliver_one(settings, mailer):
        pass


def rows(session):
    session.expire_all()
    found = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    session.commit()  # a worker waits for the lock of whoever reads without saying so
    return found


def test_mail_of_a_rolled_back_transaction_never_leaves(app, db_session, tmp_path):
    with smtp.serving(tmp_path, security="starttls") as box:
        with pytest.raises(RuntimeError), db.committing(db_session):
            queue(db_session)
            raise RuntimeError
        deliver(settings_to(app, box))

    assert box.received == []


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_queued_mail_arrives_whole_and_once(app, db_session, tmp_path, security, clock):
    sha256 = storage().put(b"%PDF-1.7 bytes")
    attachment = {"sha256": sha256, "filename": "Kallelse åäö.pdf", "media_type": "application/pdf"}
    message = queue(
        db_session, calendar=CALENDAR, calendar_method="REQUEST", attachments=[attachment]
    )
    db_session.commit()
    with smtp.serving(tmp_path, security=security) as box:
        settings = settings_to(app, box, security)
        deliver(settings)
        deliver(settings)

    assert box.ids == [message.message_id]
    assert box.over_tls == [security != "none"]
    mail = box.received[0]
    assert (mail["To"], mail["Subject"]) == ("siv@example.se", "Kallelse")
    assert mail.get_body(("plain",)).get_content().strip() == "Välkommen."
    kinds = {part.get_content_type(): part for part in mail.walk()}
    assert kinds["text/calendar"].get_param("method") == "REQUEST"
    assert kinds["application/pdf"].get_content() == b"%PDF-1.7 bytes"
    assert kinds["application/pdf"].get_filename() == "Kallelse åäö.pdf"
    assert rows(db_session)[0].sent_at is not None


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_with_a_strangers_certificate_gets_nothing(
    app, db_session, tmp_path, security, clock
):
    queue(db_session)
    db_session.commit()
    (tmp_path / "other").mkdir()
    with (
        smtp.serving(tmp_path, security=security) as box,
        smtp.serving(tmp_path / "other", security=security) as stranger,
    ):
        deliver(replace(settings_to(app, box, security), smtp_ca_file=stranger.ca_file))

    assert box.received == []
    assert "CERTIFICATE_VERIFY_FAILED" in rows(db_session)[0].last_error


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_is_refused(app, db_session, tmp_path, security, clock):
    queue(db_session)
    db_session.commit()
    with smtp.serving(tmp_path, security=security, name="mail.example.se") as box:
        deliver(settings_to(app, box, security))

    assert box.received == []
    assert "CERTIFICATE_VERIFY_FAILED" in rows(db_session)[0].last_error


def test_a_server_without_tls_gets_nothing_when_tls_is_asked_for(app, db_session, tmp_path, clock):
    queue(db_session)
    db_session.commit()
    with smtp.serving(tmp_path, security="none") as box:
        deliver(settings_to(app, box, "starttls"))

    assert box.received == []
    assert "STARTTLS" in rows(db_session)[0].last_error


def test_mail_waits_while_the_server_is_down_and_leaves_when_it_is_back(
    app, db_session, tmp_path, clock
):
    queue(db_session)
    db_session.commit()
    with smtp.serving(tmp_path, security="none") as box:
        pass
    deliver(settings_to(app, box, "none"))
    waiting = rows(db_session)[0]
    assert (waiting.attempts, waiting.sent_at) == (1, None)
    assert waiting.next_try_at == clock.move() + timedelta(minutes=RETRY_AFTER[0])

    with smtp.serving(tmp_path, security="none") as box:
        deliver(settings_to(app, box, "none"))
        assert box.received == []
        clock.move(minutes=RETRY_AFTER[0])
        deliver(settings_to(app, box, "none"))

    assert box.ids == [waiting.message_id]
    assert rows(db_session)[0].last_error is None


def test_a_mail_that_is_always_refused_is_given_up_and_says_why(app, db_session, tmp_path, clock):
    queue(db_session)
    db_session.commit()
    with smtp.serving(tmp_path, security="none") as box:
        box.answer = "550 No such mailbox"
        for minutes in (0, *RETRY_AFTER):
            clock.move(minutes=minutes)
            deliver(settings_to(app, box, "none"))

    given_up = rows(db_session)[0]
    assert given_up.attempts == len(RETRY_AFTER) + 1
    assert given_up.failed_at is not None
    assert "No such mailbox" in given_up.last_error
    clock.move(days=30)
    assert outbox.claim(db_session) is None


def test_one_refused_mail_does_not_hold_the_others_up(app, db_session, tmp_path, clock):
    queue(db_session, attachments=[{"sha256": "0" * 64, "filename": "x", "media_type": "a/b"}])
    second = queue(db_session)
    db_session.commit()
    with smtp.serving(tmp_path, security="none") as box:
        deliver(settings_to(app, box, "none"))

    assert box.ids == [second.message_id]
    assert rows(db_session)[0].last_error


def test_two_workers_never_take_the_same_mail(app, db_session, clock):
    for _ in range(40):
        queue(db_session)
    db_session.commit()
    taken: list[int] = []

    def work() -> None:
        while True:
            with app.app_context(), db.new_session() as session, db.committing(session):
                message = outbox.claim(session)
                if message is None:
                    return
                taken.append(message.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # A worker may find its row taken and stop; the rest is for the next round.
    assert len(taken) == len(set(taken))
    while (message := outbox.claim(db_session)) is not None:
        taken.append(message.id)
        db_session.commit()
    assert sorted(taken) == list(range(1, 41))


def test_a_leased_mail_is_left_alone_until_the_lease_is_over(db_session, clock):
    queue(db_session)
    assert outbox.claim(db_session) is not None
    db_session.commit()

    clock.move(seconds=LEASE.total_seconds() - 1)
    assert outbox.claim(db_session) is None
    clock.move(seconds=1)
    assert outbox.claim(db_session) is not None


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_of_sending_loses_nothing(app, db_session, tmp_path, clock):
    """kill -9 between the server's yes and our note of it: one repeated mail, same Message-ID."""
    messages = [queue(db_session), queue(db_session, "bo@example.se")]
    db_session.commit()
    settings = app.extensions["settings"]
    with smtp.serving(tmp_path, security="starttls") as box:
        box.hold = threading.Event()
        with working(settings, box) as killed:
            assert box.arrived.wait(PATIENCE)
            killed.send_signal(signal.SIGKILL)
            killed.wait()
        box.hold.set()

        clock.move(seconds=LEASE.total_seconds())
        clock.move(days=4000)  # the killed worker's own clock was today's
        deliver(settings_to(app, box))

    assert set(box.ids) == {message.message_id for message in messages}
    assert len(box.ids) == len(messages) + 1
    assert all(row.sent_at for row in rows(db_session))


@pytest.mark.slow
def test_a_worker_sends_and_stops_when_told_to(app, db_session, tmp_path):
    message = queue(db_session)
    db_session.commit()
    with (
        smtp.serving(tmp_path, security="starttls") as box,
        working(app.extensions["settings"], box) as running,
    ):
        assert box.arrived.wait(PATIENCE)
        running.terminate()
        assert running.wait(PATIENCE) == 0

    assert box.ids == [message.message_id]
    assert rows(db_session)[0].sent_at is not None


@contextmanager
def working(settings, box):
    """Run the worker as the command line starts it; it never outlives the block."""
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "KLUBBA_FILES": str(settings.storage_dir),
        "SECRET_KEY": settings.secret_key,
        "SMTP_HOST": smtp.HOST,
        "SMTP_PORT": str(box.port),
        "SMTP_CA_FILE": box.ca_file,
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--pause", "0.1"]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_without_a_server_mail_is_kept_as_files_once_each(app, db_session, clock):
    message = queue(db_session)
    db_session.commit()
    settings = app.extensions["settings"]
    mailer = mailer_for(settings)
    assert isinstance(mailer, FolderMailer)

    deliver(settings)
    message.sent_at, message.next_try_at = None, clock.move()
    db_session.commit()
    deliver(settings)

    files = list(Path(settings.storage_dir.parent / "mail").glob("*.eml"))
    assert len(files) == 1
    assert message.message_id.encode() in files[0].read_bytes()


def test_the_servers_login_is_given_and_a_wrong_one_is_told(app, db_session, tmp_path, clock):
    message = queue(db_session)
    db_session.commit()
    with smtp.serving(tmp_path, security="starttls") as box:
        deliver(settings_to(app, box, smtp_username="klubba", smtp_password="fel"))
        assert "535" in rows(db_session)[0].last_error
        assert box.received == []
        clock.move(minutes=RETRY_AFTER[0])
        deliver(settings_to(app, box, smtp_username="klubba", smtp_password="hemligt"))

    assert box.ids == [message.message_id]


def test_a_round_also_does_what_the_capabilities_want_done(app, db_session, monkeypatch):
    hook = Hook("worker.now_and_then")
    hook.subscribe(make_person)
    monkeypatch.setattr(worker, "now_and_then", hook)
    settings = app.extensions["settings"]

    worker.run_round(settings, mailer_for(settings))

    assert len(db_session.scalars(select(Person)).all()) == 1


def test_the_mails_about_one_thing_are_listed_in_order(db_session):
    first, _, third = queue(db_session), queue(db_session, subject_id=2), queue(db_session)

    found = outbox.messages_about(db_session, subject_type="x", subject_id=1)

    assert [m.id for m in found] == [first.id, third.id]
