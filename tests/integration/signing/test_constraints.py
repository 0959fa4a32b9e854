"""Rule ATT in the database itself: everything here goes around the services and is refused."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError

from app.kernel import clock as kernel_clock
from app.minutes import services as minutes_services
from app.minutes.domain import AttestationMethod, RecusalGround, SignerRole
from app.minutes.models import Attestation, Signer
from app.signing import services
from app.signing.domain import SigningState
from app.signing.models import AttestedDocument, SigningRequest
from tests.factories import at_once, cycle


def refused(session, statement):
    """Say whether the database refuses the statement, and leave the session usable."""
    try:
        with session.begin_nested():
            session.execute(statement)
    except DBAPIError:
        return True
    return False


def signature(version, person_id, **values):
    return insert(Attestation).values(
        {
            "minutes_version_id": version.id,
            "person_id": person_id,
            "sha256": version.sha256,
            "method": AttestationMethod.IN_TOOL,
            "attested_on": date(2016, 11, 22),
            "registered_at": kernel_clock.now(),
            "registered_by": "någon",
            "assurance": "password_totp",
            **values,
        }
    )


def joins(version, person_id):
    row = {"minutes_version_id": version.id, "person_id": person_id}
    return insert(Signer).values({**row, "role": SignerRole.ATTESTER, "name": "Någon"})


def test_rule_unl_what_has_been_unlocked_is_not_signed(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    minutes_services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")
    db_session.flush()

    assert refused(db_session, signature(version, world.chair.person_id))


def test_rule_att_nobody_joins_the_signers_when_somebody_has_signed(db_session, world):
    _, version = cycle.frozen(db_session, world)
    late, later = world.vice_chair.person_id, world.board_users[3].person_id

    assert not refused(db_session, joins(version, late))
    db_session.execute(signature(version, world.chair.person_id))
    assert refused(db_session, joins(version, later))


def test_rule_att_nobody_signs_a_paragraph_by_itself_that_they_were_recused_from(db_session, world):
    meeting = cycle.drafted(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)
    recused = world.vice_chair
    row = next(
        p for p in cycle.facts(db_session, meeting).attendees if p.person_id == recused.person_id
    )
    minutes_services.recuse(
        db_session,
        actor=cycle.office(world),
        meeting=meeting,
        attendance_id=row.id,
        from_paragraph_id=one.id,
        to_paragraph_id=one.id,
        ground_kind=RecusalGround.PARTY,
    )
    minutes_services.attest_at_once(
        db_session, actor=cycle.office(world), meeting=meeting, paragraph_id=one.id
    )
    version = minutes_services.freeze_at_once(
        db_session, actor=cycle.office(world), meeting=meeting, paragraph_id=one.id
    )
    db_session.flush()

    assert refused(db_session, joins(version, recused.person_id))
    assert not refused(db_session, joins(version, world.board_users[3].person_id))


@pytest.mark.parametrize(
    "values",
    [
        {"method": AttestationMethod.REMOTE},
        {"method": AttestationMethod.UPLOADED},
        {"assurance": ""},
        {"sha256": "0" * 64},
    ],
)
def test_rule_att_a_signature_says_what_shows_it(db_session, world, values):
    _, version = cycle.frozen(db_session, world)
    assert refused(db_session, signature(version, world.chair.person_id, **values))


def request(version, **values):
    now = kernel_clock.now()
    return insert(SigningRequest).values(
        {
            "minutes_version_id": version.id,
            "people": [],
            "method": AttestationMethod.REMOTE,
            "state": SigningState.WAITING,
            "reference": f"r{len(values)}{sorted(values)}",
            "started_at": now,
            "started_by": "någon",
            "links": {},
            "next_at": now,
            "tries": 0,
            "claims": 0,
            "trouble": "",
            "failed_because": "",
            **values,
        }
    )


def test_of_each_person_and_of_all_one_request_is_open(db_session, world):
    _, version = cycle.frozen(db_session, world)
    chair = {"person_id": world.chair.person_id}
    for_all = {"method": AttestationMethod.UPLOADED}
    db_session.execute(request(version, **chair, reference="a"))
    db_session.execute(request(version, **for_all, reference="b"))

    assert refused(db_session, request(version, **chair, reference="c"))
    assert refused(db_session, request(version, **for_all, reference="d"))
    closed = {"state": SigningState.CANCELLED, "finished_at": kernel_clock.now()}
    assert not refused(db_session, request(version, **chair, **closed, reference="e"))
    director = {"person_id": world.director.person_id}
    assert refused(db_session, request(version, **director, reference="a"))


def test_a_request_that_contradicts_itself_is_refused(db_session, world):
    _, version = cycle.frozen(db_session, world)
    chair, now = {"person_id": world.chair.person_id}, kernel_clock.now()

    for wrong in (
        {},  # by nobody
        {**chair, "method": AttestationMethod.UPLOADED},
        {**chair, "method": AttestationMethod.IN_TOOL},
        {"person_id": world.vice_chair.person_id},  # no signer
        {**chair, "finished_at": now},
        {**chair, "state": SigningState.CANCELLED},
        {**chair, "state": SigningState.DONE, "finished_at": now},
        {**chair, "state": SigningState.FAILED, "finished_at": now},
        {**chair, "failed_because": "Fel."},
    ):
        assert refused(db_session, request(version, **wrong)), wrong


def test_the_document_with_signatures_is_made_once_and_stays(db_session, world):
    _, version = cycle.attested(db_session, world)
    db_session.flush()
    made = services.attested_document(db_session, version.id)
    row = {"minutes_version_id": version.id, "file_version_id": made.id}

    assert refused(db_session, delete(AttestedDocument))
    assert refused(db_session, update(AttestedDocument).values(minutes_version_id=version.id))
    assert refused(db_session, insert(AttestedDocument).values(row))
