"""A process that is killed in the middle of freezing leaves nothing half done (rule NUM)."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from app.config import ROOT
from app.documents.models import FileVersion
from app.kernel.counters import Counter
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes import services
from app.minutes.models import Attestation, MinutesVersion, Paragraph, Signer
from app.publication.models import Posting
from app.registry.models import Record
from tests.factories import cycle

# The process does what a request does, and is killed by itself with a signal that nobody catches
# when the named statement has been sent for the given time.
KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from app import create_app
from app.config import Settings
from app.kernel import clock, db
from app.kernel.actor import Actor
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.signing import services as signing
from datetime import datetime
from tests.support.second_factor import code_for

url, files, meeting_id, act, words, now, person, password = sys.argv[1:]
clock.start_from(datetime.fromisoformat(now))
app = create_app(Settings(database_url=url, secret_key="x" * 40, storage_dir=Path(files)))
engine = app.extensions["engine"]

@event.listens_for(engine, "after_cursor_execute")
def kill(connection, cursor, statement, parameters, context, many):
    if statement.startswith(words):
        os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(engine, "commit")
def before_commit(connection):
    if words == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)

with app.app_context(), db.new_session() as session, db.committing(session):
    meeting = session.get_one(Meeting, int(meeting_id))
    if act == "freeze":
        services.freeze(session, actor=None, meeting=meeting)
    else:
        user_id, person_id = person.split(":")
        version = queries.current_version(session, meeting.id)
        signing.sign_in_tool(
            session,
            actor=Actor(int(user_id), int(person_id), "Sist"),
            version_id=version.id,
            password=password,
            code=code_for(session, int(user_id)),
            sha256=version.sha256,
        )
print("it was not killed")
"""


def kill_in(app, meeting, act, words, person=":", password=""):
    settings = app.extensions["settings"]
    arguments = [
        settings.database_url,
        str(settings.storage_dir),
        str(meeting.id),
        act,
        words,
        cycle.AFTERNOON.isoformat(),
        person,
        password,
    ]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr


def counts(session):
    tables = (FileVersion, MinutesVersion, Signer, Attestation, Record, Posting)
    rows = [session.scalar(select(func.count()).select_from(table)) for table in tables]
    numbers = session.scalar(select(func.count(Paragraph.id)).where(Paragraph.number.is_not(None)))
    counters = dict(session.execute(select(Counter.name, Counter.value)).all())
    return [*rows, numbers, counters]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["UPDATE paragraph", "INSERT INTO minutes_version", "UPDATE meeting", "COMMIT"]
)
def test_rule_num_a_kill_during_freezing_leaves_nothing_and_freezing_again_is_whole(
    app, db_session, world, words
):
    meeting = cycle.drafted(db_session, world)
    db_session.commit()
    before = counts(db_session)
    db_session.commit()

    kill_in(app, meeting, "freeze", words)

    db_session.expire_all()
    assert counts(db_session) == before
    assert db_session.get_one(Meeting, meeting.id).state is MeetingState.MINUTES_DRAFTING

    version = services.freeze(db_session, actor=None, meeting=meeting)
    db_session.commit()
    assert [row.number for row in cycle.facts(db_session, meeting).paragraphs] == [*range(1, 9)]
    assert (version.number, len(version.signers)) == (1, 3)


@pytest.mark.slow
@pytest.mark.parametrize("words", ["INSERT INTO attestation", "INSERT INTO posting", "COMMIT"])
def test_a_kill_during_the_last_signature_leaves_no_signature_no_notice_and_no_decision(
    app, db_session, world, words
):
    meeting, version = cycle.frozen(db_session, world)
    *first, last = cycle.signers(world)
    for user in first:
        cycle.sign(db_session, meeting, version, user)
    db_session.commit()
    before = counts(db_session)
    db_session.commit()

    kill_in(app, meeting, "attest", words, f"{last.id}:{last.person_id}", cycle.PASSWORD)

    db_session.expire_all()
    assert counts(db_session) == before
    assert db_session.get_one(Meeting, meeting.id).state is MeetingState.FROZEN

    cycle.sign(db_session, meeting, version, last)
    db_session.commit()
    assert db_session.scalar(select(func.count(Posting.id))) == 1
    assert db_session.scalar(select(func.count(Attestation.id))) == 3
