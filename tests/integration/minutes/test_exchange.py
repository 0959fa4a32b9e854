"""A meeting leaves one association as a file, arrives in another, and leaves it unchanged."""

from __future__ import annotations

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from app.kernel.actor import Role
from app.kernel.errors import DomainError, NotFound
from app.meetings import queries as meetings
from app.meetings.domain import MeetingState
from app.minutes import exchange, queries, services
from app.minutes.exchange.importing import SCHEMA
from app.registry import queries as registry
from app.signing import services as signing
from tests.factories import cycle, people
from tests.factories.minutes import seed_minutes_closed
from tests.integration.minutes.exchange_help import changed, emptied
from tests.unit.documents.files import PDF

HELD = cycle.HELD


@pytest.fixture
def world(db_session, clock):
    clock.stop(cycle.AFTERNOON)
    return people.create_world(db_session)


def round_trip(app, session, database, day: date = HELD) -> tuple[bytes, bytes]:
    """Return the file, and what becomes of it in another association."""
    session.commit()
    first = exchange.export_meeting(session, day)
    session = emptied(app, session, database)
    exchange.import_meeting(session, actor=None, content=first)
    session.commit()
    return first, exchange.export_meeting(session, day)


@pytest.mark.parametrize("stage", ["summoned", "drafted", "frozen", "attested"])
def test_a_meeting_survives_the_move_byte_for_byte(
    app, db_session, shared_database, world, stage: str
):
    getattr(cycle, stage)(db_session, world)

    first, second = round_trip(app, db_session, shared_database)

    assert first == second
    document = json.loads(first)
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(document)
    assert first.endswith(b"\n}\n")
    assert first == (
        json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2).encode() + b"\n"
    )


def test_signatures_on_paper_voided_versions_and_extracts_go_along(
    app, db_session, shared_database, world
):
    actor = cycle.office(world)
    meeting, _ = cycle.frozen(db_session, world)
    services.unlock(db_session, actor=actor, meeting=meeting, reason="Fel datum i § 3")
    version = services.freeze(db_session, actor=actor, meeting=meeting)
    chair, *others = cycle.signers(world)
    signing.register_paper(
        db_session,
        actor=actor,
        version_id=version.id,
        person_ids=[chair.person_id],
        attested_on=date(2016, 11, 21),
        filename="underskrift.pdf",
        content=PDF,
        sha256=version.sha256,
    )
    for user in others:
        cycle.sign(db_session, meeting, version, user)
    services.make_extract(db_session, actor=actor, meeting=meeting, numbers=[1])

    first, second = round_trip(app, db_session, shared_database)

    assert first == second
    voided, standing = json.loads(first)["versions"]
    assert voided["void_reason"] == "Fel datum i § 3"
    assert [one["scan"] is None for one in standing["attestations"]] == [False, True, True]
    assurance = [one["assurance"] for one in standing["attestations"]]
    assert assurance == ["", "password_totp", "password_totp"]
    assert all(one["evidence"] is None for one in standing["attestations"])
    assert len(standing["extracts"]) == 1


def test_the_meeting_of_the_eighteenth_of_november_survives_the_move(
    app, db_session, shared_database
):
    seed_minutes_closed(db_session)

    first, second = round_trip(app, db_session, shared_database)

    assert first == second
    assert len(json.loads(first)["paragraphs"]) == 14


def test_an_attested_meeting_is_attested_where_it_arrives(app, db_session, shared_database, world):
    _, version = cycle.attested(db_session, world)
    sha256, numbers = version.sha256, [p.number for p in facts(db_session).paragraphs]

    round_trip(app, db_session, shared_database)

    there = meetings.meeting_on(db_session, HELD)
    assert there.state is MeetingState.ATTESTED
    frozen = queries.current_version(db_session, there.id)
    assert frozen is not None
    assert frozen.sha256 == sha256
    assert [p.number for p in facts(db_session).paragraphs] == numbers
    with pytest.raises(DomainError):
        services.unlock(db_session, actor=None, meeting=there, reason="Fel")


def facts(session):
    return queries.minutes_whole(session, meetings.meeting_on(session, HELD).id)


def test_rule_num_the_series_goes_on_after_what_arrived(app, db_session, shared_database, world):
    from app.kernel import counters
    from app.minutes.domain import counter_name

    cycle.frozen(db_session, world)
    last = facts(db_session).paragraphs[-1].number

    round_trip(app, db_session, shared_database)

    assert counters.last(db_session, counter_name(facts(db_session).series)) == last


def test_rule_o4_what_arrived_is_registered_and_in_the_log(app, db_session, shared_database, world):
    cycle.attested(db_session, world)

    round_trip(app, db_session, shared_database)

    there = meetings.meeting_on(db_session, HELD)
    [record] = registry.records(db_session, there.case_id)
    assert record.content == "Sammanträdet 2016-11-18, inläst från fil"
    assert {"protokoll-2016-11-18.docx"} <= {file.filename for file in record.files}


def test_people_and_cases_that_are_here_already_are_not_made_again(
    app, db_session, shared_database, world
):
    cycle.attested(db_session, world)
    db_session.commit()
    content = exchange.export_meeting(db_session, HELD)
    session = emptied(app, db_session, shared_database)
    known = people.create_person(session, "Bo Almqvist", email="bo.almqvist@alvbygden.example")
    case = json.loads(content)["cases"][0]
    from app.registry import services as registry_services

    registry_services.adopt_case(
        session,
        actor=None,
        number=case["number"],
        heading=case["heading"],
        opened_on=date(2016, 1, 1),
    )

    exchange.import_meeting(session, actor=None, content=content)
    session.commit()

    chair = facts(session).attendees[0]
    assert chair.person_id == known.id
    assert registry.case_by_number(session, case["number"]).opened_on == date(2016, 1, 1)


def test_a_posted_meeting_is_written_as_attested_since_the_notice_stays(
    app, db_session, shared_database, world
):
    meeting, _ = cycle.attested(db_session, world)
    meeting.state = MeetingState.POSTED

    first, second = round_trip(app, db_session, shared_database)

    assert first == second
    assert json.loads(first)["meeting"]["state"] == "attested"


def test_a_day_without_a_meeting_has_nothing_to_export(db_session, world):
    with pytest.raises(NotFound):
        exchange.export_meeting(db_session, date(2016, 11, 19))


def test_two_who_cannot_be_told_apart_are_not_written(db_session, world):
    meeting = cycle.summoned(db_session, world)
    from app.meetings.models import Invitee

    for _ in range(2):
        person = people.create_person(db_session, "Nils Nilsson")
        db_session.add(Invitee(meeting_id=meeting.id, person_id=person.id, part="other"))
    db_session.flush()

    with pytest.raises(DomainError) as refusal:
        exchange.export_meeting(db_session, HELD)

    assert refusal.value.details == {"name": "Nils Nilsson"}


@pytest.mark.parametrize("state", ["attested", "final"])
def test_the_pages_of_a_meeting_that_arrived_can_be_read(
    app, db_session, shared_database, world, client, sign_in, state: str
):
    cycle.attested(db_session, world)
    db_session.commit()
    content = changed(
        exchange.export_meeting(db_session, HELD), lambda d: d["meeting"].update(state=state)
    )
    session = emptied(app, db_session, shared_database)
    people.create_association(session)
    exchange.import_meeting(session, actor=None, content=content)
    session.commit()
    sign_in(client, Role.DIRECTOR)

    day = f"/sammantraden/{HELD}"
    for path in ("", "/protokoll", "/narvaro", "/justering"):
        page = client.get(f"{day}{path}", follow_redirects=True)
        assert page.status_code == 200, path
    assert client.get("/sammantraden").status_code == 200
    assert client.get("/", follow_redirects=True).status_code == 200
