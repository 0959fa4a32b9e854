"""Attestation of frozen minutes (rules ATT, K7), in the services and in the database itself."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel import db, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.history import StateChange
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import AttestationMethod
from app.minutes.models import Attestation, Extract, MinutesVersion, Paragraph, Signer
from app.registry.models import Record
from app.signing import services as signing
from tests.factories import cycle
from tests.factories.people import PASSWORD
from tests.support.second_factor import enrol, strong

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def self_actor(user):
    return Actor(user.id, user.person_id, user.person.name)


def on_paper(session, meeting, version, user, **values):
    [made] = signing.register_paper(
        session,
        **{
            "actor": None,
            "version_id": version.id,
            "person_ids": [user.person_id],
            "attested_on": kernel_clock.today(),
            "filename": "sida 1.pdf",
            "content": PDF,
            "sha256": version.sha256,
            **values,
        },
    )
    return made


def test_rule_att_one_signature_is_not_enough(db_session, world):
    meeting, version = cycle.frozen(db_session, world)

    cycle.sign(db_session, meeting, version, world.chair)

    kept = queries.current_version(db_session, meeting.id)
    assert [one.method for one in kept.attestations] == [AttestationMethod.IN_TOOL]
    assert kept.attestations[0].sha256 == version.sha256
    assert meeting.state is MeetingState.FROZEN


def test_rule_att_the_minutes_are_attested_when_everybody_has_signed_the_same_bytes(
    db_session, world
):
    meeting, version = cycle.attested(db_session, world)

    kept = queries.current_version(db_session, meeting.id)
    assert {one.sha256 for one in kept.attestations} == {version.sha256}
    assert meeting.state in {MeetingState.ATTESTED, MeetingState.POSTED}
    changes = [change.event for change in history.changes(db_session, meeting)]
    assert changes.count("attest") == 1


def test_every_decision_goes_back_to_its_case_once_when_the_minutes_are_attested(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    content = select(Record.content).order_by(Record.id)
    before = list(db_session.scalars(content))
    assert not any(text.startswith("Beslut") for text in before)

    for user in cycle.signers(world):
        cycle.sign(db_session, meeting, version, user)

    after = list(db_session.scalars(content))[len(before) :]
    assert after[:2] == ["Protokoll §§ 1–8, justerat", "Beslut § 5, Styrelsen 2016-11-18"]
    assert sum(text.startswith("Beslut") for text in after) == 1


def test_rule_att_nobody_signs_twice(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)

    for again in (cycle.sign, on_paper):
        with pytest.raises(DomainError) as refused:
            again(db_session, meeting, version, world.chair)
        assert refused.value.code == "attest.twice"

    assert db_session.scalar(select(func.count(Attestation.id))) == 1


def test_rule_att_nobody_signs_who_is_not_to_sign(db_session, world):
    meeting, version = cycle.frozen(db_session, world)

    for stranger in (world.vice_chair, world.administrator, world.auditor):
        for way in (cycle.sign, on_paper):
            with pytest.raises(DomainError) as refused:
                way(db_session, meeting, version, stranger)
            assert refused.value.code == "attest.not_signer"


def test_rule_att_other_bytes_than_the_frozen_ones_are_not_signed(db_session, world):
    meeting, old = cycle.frozen(db_session, world)
    services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")
    first = cycle.facts(db_session, meeting).paragraphs[0]
    services.save_paragraph(
        db_session,
        actor=None,
        meeting=meeting,
        paragraph_id=first.id,
        version=first.version,
        heading="Sammanträdet öppnas av ordföranden",
    )
    new = services.freeze(db_session, actor=None, meeting=meeting)

    with pytest.raises(DomainError) as refused:
        on_paper(db_session, meeting, new, world.chair, sha256=old.sha256)
    with pytest.raises(DomainError) as voided:
        cycle.sign(db_session, meeting, old, world.chair)

    assert (refused.value.code, voided.value.code) == ("attest.other_bytes", "attest.not_frozen")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"password": "fel lösenord helt"}, "accounts.wrong_password", "password"),
        ({"code": "000000"}, "accounts.wrong_code", "code"),
        ({"code": ""}, "accounts.code_missing", "code"),
    ],
)
def test_rule_att_signing_asks_for_strong_login_again(db_session, world, wrong, code, field):
    _, version = cycle.frozen(db_session, world)
    shown = strong(db_session, world.chair, PASSWORD)

    with pytest.raises(DomainError) as refused:
        signing.sign_in_tool(
            db_session,
            actor=self_actor(world.chair),
            version_id=version.id,
            sha256=version.sha256,
            **{**shown, **wrong},
        )

    assert (refused.value.code, refused.value.field) == (code, field)
    assert db_session.scalar(select(func.count(Attestation.id))) == 0


def test_rule_att_attested_minutes_are_not_signed_again(db_session, world):
    meeting, version = cycle.attested(db_session, world, date(2016, 10, 18))
    with pytest.raises(DomainError) as late:
        cycle.sign(db_session, meeting, version, world.chair)

    assert late.value.code == "attest.done"


def test_a_signature_on_paper_is_registered_with_its_day_its_scan_and_who_registered(
    db_session, world, clock
):
    meeting, version = cycle.frozen(db_session, world)
    clock.move(days=3)

    made = on_paper(
        db_session,
        meeting,
        version,
        world.chair,
        actor=cycle.office(world),
        attested_on=date(2016, 11, 22),
    )
    db_session.flush()

    assert (made.method, made.attested_on) == (AttestationMethod.ON_PAPER, date(2016, 11, 22))
    assert made.registered_by == "Maj Lindell"
    scan = queries.current_version(db_session, meeting.id).attestations[0].scan_id
    from app.documents.queries import file_version

    kept = file_version(db_session, scan)
    assert documents.content(kept) == PDF
    assert history.events(db_session, meeting)[0].sentence == (
        "registrerade att Bo Almqvist har justerat protokollet på papper"
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2016, 11, 20), "attest.before_freezing"),
        (date(2016, 11, 25), "attest.in_future"),
    ],
)
def test_rule_att_the_day_on_paper_is_not_before_the_freezing_nor_in_the_future(
    db_session, world, clock, day, code
):
    meeting, version = cycle.frozen(db_session, world)
    clock.move(days=3)

    with pytest.raises(DomainError) as refused:
        on_paper(db_session, meeting, version, world.chair, attested_on=day)

    assert (refused.value.code, refused.value.field) == (code, "attested_on")


@pytest.mark.parametrize(
    ("filename", "content", "code"),
    [
        ("sida.docx", PDF, "documents.not_what_it_says"),
        ("sida.txt", b"Jag har skrivit under.", "attest.scan_kind"),
        ("sida.pdf", b"", "documents.empty"),
    ],
)
def test_a_scan_that_is_no_scan_is_refused(db_session, world, filename, content, code):
    meeting, version = cycle.frozen(db_session, world)

    with pytest.raises(DomainError) as refused:
        on_paper(db_session, meeting, version, world.chair, filename=filename, content=content)

    assert (refused.value.code, refused.value.field) == (code, "file")


def test_the_facts_of_attested_minutes_are_given_to_others_and_not_before(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    with pytest.raises(DomainError) as early:
        services.attested_minutes(db_session, meeting.id)
    for user in cycle.signers(world):
        cycle.sign(db_session, meeting, version, user)

    found = services.attested_minutes(db_session, meeting.id)

    assert early.value.code == "attest.not_done"
    assert (found.paragraphs, found.attested_on) == ("§§ 1–8", date(2016, 11, 21))
    assert found.signers == (
        "Bo Almqvist, ordförande",
        "Maj Lindell, sekreterare",
        "Kent Arvidsson, justerare",
    )


def test_rule_att_of_two_last_signers_at_once_one_finishes_and_both_have_signed(
    app, db_session, world
):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.director)
    last = [self_actor(world.chair), self_actor(world.board_users[2])]
    for actor in last:
        enrol(db_session, actor.user_id)
    db_session.commit()
    together = threading.Barrier(2)
    failed = []

    def sign(actor):
        with app.app_context(), db.new_session() as own:
            together.wait()
            try:
                with db.committing(own):
                    signing.sign_in_tool(
                        own,
                        actor=actor,
                        version_id=version.id,
                        sha256=version.sha256,
                        **strong(own, actor.user_id, PASSWORD),
                    )
            except Exception as error:  # noqa: BLE001 -- told by the assertion below
                failed.append(error)

    threads = [threading.Thread(target=sign, args=(actor,)) for actor in last]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db_session.expire_all()
    assert failed == []
    assert db_session.scalar(select(func.count(Attestation.id))) == 3
    done = select(func.count(StateChange.id)).where(StateChange.event == "attest")
    assert db_session.scalar(done) == 1
    assert db_session.get_one(Meeting, meeting.id).state is MeetingState.POSTED
    decisions = select(func.count(Record.id)).where(Record.content.startswith("Beslut"))
    assert db_session.scalar(decisions) == 1


# The database holds the rules where services fail: everything below goes around them.


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
            "scan_id": None,
            **values,
        }
    )


def test_rule_att_the_database_refuses_a_second_signature_strangers_and_other_bytes(
    db_session, world
):
    _, version = cycle.frozen(db_session, world)
    chair, stranger = world.chair.person_id, world.vice_chair.person_id
    db_session.execute(signature(version, chair))

    assert refused(db_session, signature(version, chair))
    assert refused(db_session, signature(version, stranger))
    assert refused(db_session, signature(version, world.director.person_id, sha256="0" * 64))
    assert refused(
        db_session,
        signature(version, world.director.person_id, method=AttestationMethod.ON_PAPER),
    )
    assert not refused(db_session, signature(version, world.director.person_id))


def test_rule_att_the_database_refuses_to_change_or_remove_signatures_and_versions(
    db_session, world
):
    meeting, version = cycle.attested(db_session, world)
    services.make_extract(db_session, actor=None, meeting=meeting, numbers=[1])
    db_session.flush()

    for statement in (
        delete(Attestation),
        update(Attestation).values(attested_on=date(2016, 1, 1)),
        update(Attestation).values(sha256="0" * 64),
        delete(Signer),
        update(Signer).values(name="Någon annan"),
        delete(MinutesVersion),
        update(MinutesVersion).values(sha256="0" * 64),
        update(MinutesVersion).values(file_version_id=None),
        delete(Extract),
        update(Extract).values(paragraphs="§ 2"),
    ):
        assert refused(db_session, statement), str(statement)
    assert queries.current_version(db_session, meeting.id).sha256 == version.sha256


def test_rule_num_the_database_refuses_to_change_reuse_or_remove_a_number(db_session, world):
    meeting, _ = cycle.frozen(db_session, world)
    other = cycle.drafted(db_session, world, date(2016, 12, 9))
    db_session.flush()
    taken = cycle.facts(db_session, meeting).paragraphs[0]
    free = cycle.facts(db_session, other).paragraphs[0]
    one = update(Paragraph).where(Paragraph.id == taken.id)

    assert refused(db_session, one.values(number=99))
    assert refused(db_session, one.values(number=None, series=None))
    assert refused(db_session, one.values(series="1:2017"))
    assert refused(db_session, one.values(meeting_id=other.id))
    assert refused(db_session, delete(Paragraph).where(Paragraph.id == taken.id))
    series = cycle.facts(db_session, meeting).series
    reuse = update(Paragraph).where(Paragraph.id == free.id)
    assert refused(db_session, reuse.values(series=series, number=1))
    assert refused(db_session, reuse.values(number=50))
    assert not refused(db_session, one.values(heading="En annan rubrik"))
    assert not refused(db_session, reuse.values(series=series, number=50))


def test_rule_unl_the_database_wants_a_reason_for_a_voided_version(db_session, world):
    cycle.frozen(db_session, world)
    db_session.flush()

    assert refused(db_session, update(MinutesVersion).values(voided_at=kernel_clock.now()))
    assert refused(db_session, update(MinutesVersion).values(void_reason="Skrivfel"))
