"""Freezing and unlocking the minutes (rules NUM, K6, UNL)."""

from __future__ import annotations

import hashlib
import threading
import time as time_module
from datetime import date, time

import pytest
from sqlalchemy import select

from app.documents import services as documents
from app.kernel import db, history
from app.kernel.errors import DomainError
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import ChangeKind, SignerRole
from app.minutes.models import Attestation, MinutesVersion, Paragraph
from app.registry.models import Record
from tests.factories import cycle


def numbers(session, meeting):
    return [row.number for row in cycle.facts(session, meeting).paragraphs]


def test_rule_num_the_paragraphs_get_numbers_when_the_minutes_are_frozen(db_session, world):
    meeting = cycle.drafted(db_session, world)
    stored = select(Paragraph.number).where(Paragraph.meeting_id == meeting.id)
    assert set(db_session.scalars(stored)) == {None}

    services.freeze(db_session, actor=cycle.office(world), meeting=meeting)

    assert numbers(db_session, meeting) == list(range(1, 9))
    assert all(row.numbered for row in cycle.facts(db_session, meeting).paragraphs)


def test_rule_num_the_series_goes_on_through_the_year_and_begins_anew_with_the_next(
    db_session, world
):
    first, _ = cycle.frozen(db_session, world, date(2016, 9, 8))
    second, _ = cycle.frozen(db_session, world, date(2016, 10, 18))
    third, _ = cycle.frozen(db_session, world, date(2017, 2, 24))

    assert numbers(db_session, first) == list(range(1, 9))
    assert numbers(db_session, second) == list(range(9, 17))
    assert numbers(db_session, third) == list(range(1, 9))


def test_freezing_keeps_the_document_its_sha256_its_data_and_who_signs(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    db_session.commit()

    kept = queries.current_version(db_session, meeting.id)
    content = documents.content(kept.file_version)
    assert kept.id == version.id
    assert hashlib.sha256(content).hexdigest() == kept.sha256 == kept.file_version.sha256
    assert kept.file_version.data["paragrafspann"] == "§§ 1–8"
    assert [(s.name, s.role) for s in kept.signers] == [
        ("Bo Almqvist", SignerRole.CHAIR),
        ("Maj Lindell", SignerRole.SECRETARY),
        ("Kent Arvidsson", SignerRole.ATTESTER),
    ]
    assert meeting.state is MeetingState.FROZEN


def test_freezing_is_registered_and_stands_in_the_meetings_story(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    db_session.flush()

    record = db_session.scalars(select(Record).where(Record.content.contains("låst"))).one()
    assert record.content == "Protokoll §§ 1–8, låst för justering"
    assert [file.file_version_id for file in record.files] == [version.file_version_id]
    assert history.events(db_session, meeting)[0].sentence == "låste protokollet §§ 1–8"
    assert history.changes(db_session, meeting)[-1].event == "freeze"


def test_freezing_again_changes_nothing(db_session, world):
    meeting, version = cycle.frozen(db_session, world)

    again = services.freeze(db_session, actor=cycle.office(world), meeting=meeting)

    assert again.id == version.id
    assert db_session.scalars(select(MinutesVersion)).all() == [version]
    assert numbers(db_session, meeting) == list(range(1, 9))


def test_rule_k6_everything_that_is_missing_is_said_at_once_and_nothing_is_frozen(
    db_session, world
):
    meeting = cycle.drafted(db_session, world)
    actor = cycle.office(world)
    rows = {p.person_id: p.id for p in cycle.facts(db_session, meeting).attendees}
    services.set_duties(
        db_session,
        actor=actor,
        meeting=meeting,
        chair_id=rows[world.chair.person_id],
        secretary_id=rows[world.director.person_id],
        attester_ids=[],
    )
    fifth = cycle.facts(db_session, meeting).paragraphs[4]
    services.save_paragraph(
        db_session,
        actor=actor,
        meeting=meeting,
        paragraph_id=fifth.id,
        version=fifth.version,
        heading=fifth.heading,
        clauses=[],
    )

    with pytest.raises(DomainError) as refused:
        services.freeze(db_session, actor=actor, meeting=meeting)

    assert refused.value.code == "freeze.incomplete"
    assert [str(reason)[:30] for reason in refused.value.details["reasons"]] == [
        "Ingen är utsedd att justera. A",
        "§ 5: beslutet saknas. Skriv mi",
    ]
    assert meeting.state is MeetingState.MINUTES_DRAFTING
    stored = select(Paragraph.number).where(Paragraph.meeting_id == meeting.id)
    assert set(db_session.scalars(stored)) == {None}


def test_nobody_freezes_a_text_that_has_changed_since_it_was_read(db_session, world):
    meeting = cycle.drafted(db_session, world)
    actor = cycle.office(world)
    read = services.fingerprint(db_session, cycle.facts(db_session, meeting))
    first = cycle.facts(db_session, meeting).paragraphs[0]
    services.save_paragraph(
        db_session,
        actor=actor,
        meeting=meeting,
        paragraph_id=first.id,
        version=first.version,
        heading=first.heading,
        background="En mening till.",
    )

    with pytest.raises(DomainError) as refused:
        services.freeze(db_session, actor=actor, meeting=meeting, version=read)
    assert refused.value.code == "freeze.changed"

    seen = services.fingerprint(db_session, cycle.facts(db_session, meeting))
    frozen = services.freeze(db_session, actor=actor, meeting=meeting, version=seen)
    assert frozen.number == 1


def test_minutes_of_a_meeting_that_is_not_closed_cannot_be_frozen(db_session, world):
    meeting = cycle.summoned(db_session, world)
    services.open_meeting(db_session, actor=cycle.office(world), meeting=meeting)

    with pytest.raises(DomainError) as refused:
        services.freeze(db_session, actor=cycle.office(world), meeting=meeting)

    assert refused.value.code == "freeze.not_drafting"


def test_rule_unl_unlocking_voids_the_version_and_the_signatures_and_keeps_the_numbers(
    db_session, world
):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)
    actor = cycle.office(world)

    services.unlock(db_session, actor=actor, meeting=meeting, reason="Fel datum i § 5")
    db_session.commit()

    assert meeting.state is MeetingState.MINUTES_DRAFTING
    assert queries.current_version(db_session, meeting.id) is None
    assert version.void_reason == "Fel datum i § 5"
    assert numbers(db_session, meeting) == list(range(1, 9))
    assert history.changes(db_session, meeting)[-1].note == "Fel datum i § 5"
    assert len(db_session.scalars(select(Attestation)).all()) == 1

    again = services.freeze(db_session, actor=actor, meeting=meeting)
    assert again.number == 2
    assert queries.current_version(db_session, meeting.id).attestations == []
    assert again.file_version.document_id == version.file_version.document_id
    assert [one.number for one in queries.voided_versions(db_session, meeting.id)] == [1]


def test_rule_num_a_paragraph_added_after_unlocking_comes_last_with_the_next_number(
    db_session, world
):
    meeting, _ = cycle.frozen(db_session, world)
    other, _ = cycle.frozen(db_session, world, date(2016, 12, 9))
    actor = cycle.office(world)
    services.unlock(db_session, actor=actor, meeting=meeting, reason="En paragraf saknas")
    added = services.add_paragraph(
        db_session, actor=actor, meeting=meeting, heading="Ny fråga", after_id=None
    )
    services.save_paragraph(
        db_session,
        actor=actor,
        meeting=meeting,
        paragraph_id=added.id,
        version=added.version_id,
        heading="Ny fråga",
        clauses=["bordlägga ärendet"],
    )

    version = services.freeze(db_session, actor=actor, meeting=meeting)

    assert numbers(db_session, other) == list(range(9, 17))
    assert numbers(db_session, meeting) == [*range(1, 9), 17]
    assert version.file_version.data["paragrafspann"] == "§§ 1–8, 17"


def test_nobody_writes_into_minutes_that_are_being_frozen(app, db_session, world):
    meeting = cycle.drafted(db_session, world)
    first = cycle.facts(db_session, meeting).paragraphs[0]
    db_session.commit()
    freezing, refused = threading.Event(), []

    def freeze():
        with app.app_context(), db.new_session() as own, db.committing(own):
            services.freeze(own, actor=None, meeting=own.get_one(Meeting, meeting.id))
            freezing.set()
            time_module.sleep(0.2)

    def write():
        freezing.wait()
        with app.app_context(), db.new_session() as own:
            stale = own.get_one(Meeting, meeting.id)
            try:
                services.save_paragraph(
                    own,
                    actor=None,
                    meeting=stale,
                    paragraph_id=first.id,
                    version=first.version,
                    heading="Skrivet för sent",
                )
            except DomainError as error:
                refused.append(error.code)

    threads = [threading.Thread(target=act) for act in (freeze, write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == ["minutes.not_open"]


@pytest.mark.parametrize(
    ("reason", "code"), [("", "unlock.no_reason"), ("   ", "unlock.no_reason")]
)
def test_rule_unl_unlocking_needs_a_reason(db_session, world, reason, code):
    meeting, version = cycle.frozen(db_session, world)

    with pytest.raises(DomainError) as refused:
        services.unlock(db_session, actor=None, meeting=meeting, reason=reason)

    assert (refused.value.code, refused.value.field) == (code, "reason")
    assert version.voided_at is None


def test_rule_unl_after_everybody_has_signed_nothing_is_unlocked(db_session, world):
    meeting, version = cycle.attested(db_session, world)

    with pytest.raises(DomainError) as refused:
        services.unlock(db_session, actor=None, meeting=meeting, reason="Ångrar mig")

    assert refused.value.code == "unlock.attested"
    assert version.voided_at is None


def test_rule_unl_a_draft_cannot_be_unlocked(db_session, world):
    meeting = cycle.drafted(db_session, world)

    with pytest.raises(DomainError) as refused:
        services.unlock(db_session, actor=None, meeting=meeting, reason="Varför inte")

    assert refused.value.code == "unlock.not_frozen"


def test_the_document_is_the_same_bytes_when_it_is_made_twice(db_session, world):
    meeting = cycle.drafted(db_session, world)

    first = services.render_minutes(db_session, meeting.held_on, None)
    second = services.render_minutes(db_session, meeting.held_on, None)

    assert first.rendered.sha256 == second.rendered.sha256
    assert first.filename == "utkast-protokoll-2016-11-18.docx"
    assert first.rendered.gaps == ()


def test_the_command_line_gives_the_frozen_bytes(db_session, world):
    meeting, version = cycle.frozen(db_session, world)

    made = services.render_minutes(db_session, meeting.held_on, None)

    assert (made.filename, made.rendered.sha256) == ("protokoll-2016-11-18.docx", version.sha256)


def test_the_frozen_data_tells_presence_and_a_decision_that_became_another(db_session, world):
    meeting = cycle.drafted(db_session, world)
    actor = cycle.office(world)
    rows = cycle.facts(db_session, meeting)
    vice = next(p for p in rows.attendees if p.person_id == world.vice_chair.person_id)
    services.add_change(
        db_session,
        actor=actor,
        meeting=meeting,
        attendance_id=vice.id,
        kind=ChangeKind.ARRIVED,
        from_paragraph_id=rows.paragraphs[4].id,
        at=time(10, 15),
    )
    fifth = rows.paragraphs[4]
    services.save_paragraph(
        db_session,
        actor=actor,
        meeting=meeting,
        paragraph_id=fifth.id,
        version=fifth.version,
        heading=fifth.heading,
        background="Tre insatser behöver mer tid.\n- En\n- Två",
        clauses=["förlänga insatsen till och med den 31 maj 2017"],
        dispatch_to="Insatsägarna\nLSG",
    )

    data = services.freeze(db_session, actor=actor, meeting=meeting).file_version.data

    late = next(p for p in data["beslutande"] if p["namn"] == "Ann Edvall")
    assert late["paragrafer"] == "§§ 5–8"
    told = data["paragrafer"][4]
    assert told["narvaro"] == ["Ann Edvall anländer kl. 10.15, före § 5."]
    assert told["bakgrund"] == [
        {"stycke": "Tre insatser behöver mer tid."},
        {"punkt": "En"},
        {"punkt": "Två"},
    ]
    assert told["forslag"] == ["förlänga insatsen Aktivitetscoach till och med den 31 mars 2017"]
    assert told["forslag_inledning"] == "Samordningsförbundet föreslås besluta"
    assert told["expedieras"] == ["Insatsägarna", "LSG"]
    assert data["paragrafer"][3]["forslag"] == []
