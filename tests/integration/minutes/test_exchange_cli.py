"""The commands ``flask meeting export`` and ``flask meeting import``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.meetings.models import Meeting
from tests.factories import cycle, people
from tests.integration.minutes.exchange_help import changed, emptied


@pytest.fixture
def run(app, db_session, clock):
    """Run a command of the group."""
    clock.stop(cycle.AFTERNOON)
    return lambda *words, **more: app.test_cli_runner().invoke(args=["meeting", *words], **more)


@pytest.fixture
def world(db_session, run):
    return people.create_world(db_session, logins=False)


def test_a_meeting_goes_out_through_the_one_command_and_in_through_the_other(
    app, db_session, shared_database, run, world, tmp_path: Path
):
    cycle.frozen(db_session, world)
    db_session.commit()
    out = run("export", "2016-11-18")
    assert out.exit_code == 0, out.output
    file = tmp_path / "sammantrade.json"
    file.write_bytes(out.stdout_bytes)
    emptied(app, db_session, shared_database)

    done = run("import", str(file))

    assert (done.exit_code, done.output) == (0, "Sammanträdet 2016-11-18 är inläst.\n")
    assert run("export", "2016-11-18", "--body", "Styrelsen").stdout_bytes == out.stdout_bytes


def test_a_bad_file_ends_in_an_error_and_nothing_is_kept(
    app, db_session, shared_database, run, world
):
    cycle.summoned(db_session, world)
    db_session.commit()
    content = run("export", "2016-11-18").stdout_bytes
    session = emptied(app, db_session, shared_database)

    def spoil(document):
        document["meeting"]["held_on"] = "2017-06-31"

    done = run("import", "-", input=changed(content, spoil))

    assert done.exit_code == 1
    assert "$.meeting.held_on: Datumet 2017-06-31 finns inte." in done.stderr
    assert "Ingenting har lästs in. Rätta filen och försök igen." in done.stderr
    assert session.scalar(select(func.count(Meeting.id))) == 0


def test_of_many_faults_the_first_are_shown(run, world):
    people_without_keys = [{} for _ in range(30)]

    done = run("import", "-", input=json.dumps({"people": people_without_keys}).encode())

    lines = done.stderr.splitlines()
    assert len(lines) == 22
    assert lines[-2] == "… och 11 fel till."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2016-11-19"], "Det finns inget sammanträde den 2016-11-19."),
        (["2017-06-31"], "Datumet 2017-06-31 finns inte."),
        (["2016-11-18", "--body", "Kören"], "Organet Kören finns inte."),
        (["2016-11-18", "--body", "LSG"], "Det finns inget sammanträde den 2016-11-18."),
    ],
)
def test_what_cannot_be_exported_is_said_in_words(db_session, run, world, words, said):
    cycle.summoned(db_session, world)
    db_session.commit()

    done = run("export", *words)

    assert done.exit_code != 0
    assert done.stdout == ""
    assert said in done.stderr


def test_two_who_cannot_be_told_apart_are_named(db_session, run, world):
    from app.meetings.models import Invitee

    meeting = cycle.summoned(db_session, world)
    for _ in range(2):
        person = people.create_person(db_session, "Nils Nilsson")
        db_session.add(Invitee(meeting_id=meeting.id, person_id=person.id, part="other"))
    db_session.commit()

    done = run("export", "2016-11-18")

    assert done.exit_code == 1
    assert "Nils Nilsson finns två gånger i personregistret" in done.stderr
