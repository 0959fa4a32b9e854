"""Rättelser of attested minutes (rule UNL, FL 36 §), in services and in the database itself."""

from __future__ import annotations

import hashlib
import threading
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.correction import queries, services
from app.correction.domain import Wanted
from app.correction.models import Correction
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel import db, history
from app.kernel.actor import Role
from app.kernel.errors import DomainError, NotFound
from app.meetings.models import Meeting
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.registry.models import Record
from app.sealing.models import PdfExport
from tests.factories import at_once, cycle
from tests.factories.people import PASSWORD
from tests.support.second_factor import strong

WANTED = Wanted.of("den 31 mars 2017", "den 31 maj 2017", "Slutdagen blev fel när det skrevs.")


def chair(world):
    return world.actor(world.chair, Role.CHAIR)


def number_of(session, meeting):
    return at_once.the_paragraph(session, meeting).number


def prepared(session, world, meeting, wanted=WANTED):
    return services.prepare(
        session,
        actor=chair(world),
        meeting=meeting,
        number=number_of(session, meeting),
        wanted=wanted,
    )


def correct(session, world, meeting, wanted=WANTED, **values):
    return services.correct(
        session,
        **{
            "actor": chair(world),
            "meeting": meeting,
            "number": number_of(session, meeting),
            "wanted": wanted,
            "sha256": prepared(session, world, meeting, wanted).sha256,
            "strong": strong(session, world.chair, PASSWORD),
            **values,
        },
    )


def refused(session, statement) -> bool:
    """Run a statement around the services; the database may refuse it."""
    point = session.begin_nested()
    try:
        session.execute(statement)
        session.flush()
    except DBAPIError:
        point.rollback()
        return True
    point.rollback()
    return False


def test_rule_unl_a_rattelse_is_a_signed_note_and_the_attested_bytes_stay(db_session, world):
    meeting, version = cycle.attested(db_session, world)
    before = documents.content(version.file_version)

    made = correct(db_session, world, meeting)

    assert (made.number, made.was, made.should_be) == (1, WANTED.was, WANTED.should_be)
    assert made.made_by == f"{world.chair.person.name}, ordförande"
    assert made.assurance.startswith("password_")
    content = documents.content(made.file_version)
    assert hashlib.sha256(content).hexdigest() == made.sha256
    kept = minutes.current_version(db_session, meeting.id)
    assert (kept.id, kept.sha256) == (version.id, hashlib.sha256(before).hexdigest())
    assert documents.content(kept.file_version) == before
    assert made.minutes_version_id == version.id
    label = at_once.the_paragraph(db_session, meeting).label
    told = [entry.sentence for entry in history.events(db_session, meeting)]
    assert f"rättade {label}: ”{WANTED.was}” ska vara ”{WANTED.should_be}”" in told


def test_rule_unl_a_rattelse_is_registered_on_both_cases_and_its_seal_is_asked_for(
    db_session, world
):
    meeting, _ = cycle.attested(db_session, world)

    made = correct(db_session, world, meeting)

    one = at_once.the_paragraph(db_session, meeting)
    content = f"Rättelse 1 av {one.label} den 2016-11-18"
    cases = list(db_session.scalars(select(Record.case_id).where(Record.content == content)))
    assert sorted(cases) == sorted([meeting.case_id, one.case_id])
    sealed = select(PdfExport.sealed).where(PdfExport.source_id == made.file_version_id)
    assert list(db_session.scalars(sealed)) == [True]


def test_rule_unl_a_second_rattelse_gets_the_next_number(db_session, world, clock):
    meeting, _ = cycle.attested(db_session, world)
    correct(db_session, world, meeting)
    clock.move(minutes=2)

    second = correct(
        db_session, world, meeting, Wanted.of("Aktivitetscoach", "Aktivitetscoachen", "Stavfel.")
    )

    assert second.number == 2
    rows = queries.of_meeting(db_session, meeting.id)
    assert [row.number for row in rows] == [1, 2]
    by_paragraph = queries.of_paragraphs(db_session, [second.paragraph_id, 0])
    assert [row.number for row in by_paragraph[second.paragraph_id]] == [1, 2]
    assert queries.of_paragraphs(db_session, []) == {}
    assert queries.correction(db_session, meeting_id=meeting.id, number=2).id == second.id
    with pytest.raises(NotFound):
        queries.correction(db_session, meeting_id=meeting.id, number=3)


def test_rule_unl_the_director_makes_it_as_director(db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    actor = world.actor(world.director, Role.DIRECTOR)
    number = number_of(db_session, meeting)
    made = services.prepare(db_session, actor=actor, meeting=meeting, number=number, wanted=WANTED)

    assert made.made_by.role == "förbundschef"
    again = services.prepare(db_session, actor=actor, meeting=meeting, number=number, wanted=WANTED)
    assert again.sha256 == made.sha256  # what is shown is what is signed


def test_rule_unl_nothing_is_corrected_before_everybody_has_signed(db_session, world):
    meeting, _ = cycle.frozen(db_session, world)

    with pytest.raises(DomainError) as refusal:
        prepared(db_session, world, meeting)

    assert refusal.value.code == "correction.not_attested"
    with pytest.raises(NotFound):
        services.attested_paragraph(db_session, meeting, 999)


def test_rule_unl_a_paragraph_attested_at_once_is_corrected_before_the_whole_minutes(
    db_session, world
):
    meeting, version = at_once.attested(db_session, world)

    made = correct(db_session, world, meeting)

    assert made.minutes_version_id == version.id


def test_rule_unl_text_that_the_paragraph_does_not_say_is_not_corrected(db_session, world):
    meeting, _ = cycle.attested(db_session, world)

    with pytest.raises(DomainError) as refusal:
        prepared(db_session, world, meeting, Wanted.of("något annat", "x", "y"))

    assert refusal.value.code == "correction.not_said"


def test_rule_unl_nobody_signs_another_rattelse_than_was_read(db_session, world):
    meeting, _ = cycle.attested(db_session, world)

    with pytest.raises(DomainError) as refusal:
        correct(db_session, world, meeting, sha256="0" * 64)

    assert refusal.value.code == "correction.changed"


def test_rule_unl_a_rattelse_needs_strong_login(db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    wrong = {**strong(db_session, world.chair, PASSWORD), "password": "fel"}

    with pytest.raises(DomainError) as refusal:
        correct(db_session, world, meeting, strong=wrong)

    assert refusal.value.code == "accounts.wrong_password"
    assert queries.of_meeting(db_session, meeting.id) == []


def test_rule_unl_an_extract_made_afterwards_holds_the_rattelse(db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    number = number_of(db_session, meeting)
    values = {"actor": cycle.office(world), "meeting": meeting}
    _, before = minutes_services.extract_data(db_session, **values, numbers=[number])
    assert before["rattelser"] == []

    correct(db_session, world, meeting)

    _, after = minutes_services.extract_data(db_session, **values, numbers=[number])
    assert "ska rätteligen vara ”den 31 maj 2017”" in after["rattelser"][0]
    _, other = minutes_services.extract_data(db_session, **values, numbers=[number - 1])
    assert other["rattelser"] == []


def row_of(made: Correction, **values):
    columns = {c.name: getattr(made, c.name) for c in Correction.__table__.columns}
    del columns["id"]
    return insert(Correction).values({**columns, "number": 2, **values})


def test_rule_unl_the_database_keeps_a_rattelse_as_it_was_signed(db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    made = correct(db_session, world, meeting)

    assert refused(db_session, update(Correction).values(should_be="annat"))
    assert refused(db_session, delete(Correction))
    assert refused(db_session, row_of(made, number=1))
    assert refused(db_session, row_of(made, was=""))
    assert refused(db_session, row_of(made, should_be=made.was))
    assert not refused(db_session, row_of(made))


def test_rule_unl_the_database_takes_no_rattelse_of_minutes_that_are_not_attested(
    db_session, world
):
    meeting, _ = cycle.attested(db_session, world)
    made = correct(db_session, world, meeting)
    other, version = cycle.frozen(db_session, world, cycle.HELD + timedelta(days=1))
    elsewhere = at_once.the_paragraph(db_session, other)
    half = {
        "meeting_id": other.id,
        "paragraph_id": elsewhere.id,
        "minutes_version_id": version.id,
    }

    assert refused(db_session, row_of(made, **half))
    assert refused(db_session, row_of(made, paragraph_id=elsewhere.id))
    assert refused(db_session, row_of(made, meeting_id=other.id))
    for user in cycle.signers(world):
        at_once.sign(db_session, version, user)
    assert not refused(db_session, row_of(made, **half))


def test_rule_unl_a_rattelse_whose_file_was_changed_is_named(app, db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    made = correct(db_session, world, meeting)
    assert services.verify_corrections(db_session)[0].findings == ()

    folder = app.extensions["settings"].storage_dir
    (folder / made.sha256[:2] / made.sha256).write_bytes(b"something else")

    findings = services.verify_corrections(db_session)[0].findings
    assert [one.place for one in findings] == [f"correction {made.id}"]


def test_rule_unl_two_who_correct_at_once_get_a_number_each_or_read_again(app, db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    number, meeting_id = number_of(db_session, meeting), meeting.id
    people = [world.chair, world.director]
    makers = []
    for user in people:
        actor = world.actor(user, Role.DIRECTOR)
        made = services.prepare(
            db_session, actor=actor, meeting=meeting, number=number, wanted=WANTED
        )
        makers.append((actor, made.sha256, strong(db_session, user, PASSWORD)))
    db_session.commit()
    gate, codes = threading.Barrier(2), []

    def run(actor, sha256, proof):
        with app.app_context(), db.new_session() as own:
            gate.wait()
            try:
                with db.committing(own):
                    services.correct(
                        own,
                        actor=actor,
                        meeting=own.get_one(Meeting, meeting_id),
                        number=number,
                        wanted=WANTED,
                        sha256=sha256,
                        strong=proof,
                    )
            except DomainError as error:
                codes.append(error.code)

    threads = [threading.Thread(target=run, args=one) for one in makers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert codes == ["correction.changed"]
    assert [row.number for row in queries.of_meeting(db_session, meeting_id)] == [1]
    assert kernel_clock.today() == cycle.AFTERNOON.date()
