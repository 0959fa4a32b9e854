"""A § attested at once has a notice of its own, which leaves the meeting as it is (IMM, K19)."""

from __future__ import annotations

from datetime import date

import pytest

from app.kernel import clock as kernel_clock
from app.kernel.errors import DomainError
from app.kernel.tasks import tasks
from app.meetings.domain import MeetingState
from app.minutes import services as minutes_services
from app.publication import queries, services
from tests.factories import at_once, cycle

DAY = "/sammantraden/2016-11-18"


@pytest.fixture
def alone(db_session, world):
    """The meeting, while its minutes are a draft, with § 5 attested at once by its signers."""
    meeting, version = at_once.attested(db_session, world)
    db_session.flush()
    return meeting, version.paragraph_id


def test_rule_imm_a_paragraph_attested_at_once_has_its_own_notice_the_same_day(
    db_session, alone, client
):
    meeting, paragraph_id = alone

    (posting,) = queries.postings_of(db_session, meeting.id)
    assert (posting.paragraphs, posting.last_day) == ("§ 5", date(2016, 12, 12))
    assert posting.minutes_version.paragraph_id == paragraph_id
    assert meeting.state is MeetingState.MINUTES_DRAFTING
    assert posting.proof.data["inledning"].startswith("§ 5 i protokollet är omedelbart justerad")
    for address in ("/anslagstavla", f"/anslagstavla/{posting.id}"):
        words = client.get(address).words
        assert "§ 5 i styrelsens protokoll den 18 november 2016 är omedelbart justerad" in words
        assert "Resten av protokollet justeras och anslås för sig." in words
        assert "Paragraf § 5" in words


def test_rule_imm_the_minutes_have_their_own_notice_beside_it_and_alone_take_the_meeting_on(
    db_session, world, alone, clock
):
    meeting, paragraph_id = alone
    clock.stop("2016-11-23T09:00")
    version = minutes_services.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    for user in cycle.signers(world):
        cycle.sign(db_session, meeting, version, user)
    db_session.flush()

    assert meeting.state is MeetingState.POSTED
    assert len(queries.postings_about(db_session, meeting.id)) == 1
    services.note_seen(db_session, at=kernel_clock.now())
    services.take_down_due(db_session)
    (own,) = queries.postings_about(db_session, meeting.id, paragraph_id)
    clock.stop("2016-12-13T00:00")
    services.take_down_due(db_session)

    db_session.flush()
    db_session.expire_all()
    assert own.taken_down_at is not None
    assert own.closing_proof.data["paragrafspann"] == "§ 5"
    assert meeting.state is MeetingState.POSTED
    clock.stop("2016-12-15T00:00")
    services.take_down_due(db_session)
    assert meeting.state is MeetingState.FINAL


def test_rule_k19_a_physical_board_waits_for_the_paragraph_from_its_own_attestation(
    app, db_session, world, physical, alone, as_user, clock
):
    meeting, paragraph_id = alone
    text = (
        "Sätt upp anslaget på Kansliets anslagstavla för den omedelbart justerade § 5 från den "
        "18 november 2016"
    )

    def asked():
        db_session.commit()
        with app.test_request_context():
            found = tasks(db_session, cycle.office(world), kernel_clock.today())
            return {t.text: t.due for answer in found for t in answer}

    assert asked()[text] == date(2016, 11, 23)
    office = as_user(world.director)
    page = office.get(f"{DAY}/anslag")
    assert "§ 5 justerades omedelbart, måndag 21 november 2016" in page.words
    action = f"{DAY}/anslag/tavla/{physical.id}/paragraf/{paragraph_id}"
    wrong = office.post(
        action, data={f"tavla-{physical.id}-paragraf-{paragraph_id}-posted_on": "2016-11-20"}
    )
    assert wrong.status_code == 422
    assert "inte ha satts upp före den 2016-11-21" in wrong.words
    office.post(action, data=page.form(action))

    assert text not in asked()
    assert services.missing_boards(db_session, meeting.id, paragraph_id) == []
    with pytest.raises(DomainError) as twice:
        services.register_posting(
            db_session,
            actor=None,
            meeting_id=meeting.id,
            board_id=physical.id,
            posted_on=date(2016, 11, 21),
            paragraph_id=paragraph_id,
        )
    assert twice.value.code == "posting.already_up"


def test_rule_imm_the_meetings_page_tells_the_two_notices_apart(
    db_session, world, physical, alone, as_user
):
    meeting, _ = alone
    version = minutes_services.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    for user in cycle.signers(world):
        cycle.sign(db_session, meeting, version, user)

    words = as_user(world.director).get(DAY).words

    assert "§ 5. Sista dag för överklagande" in words
    assert "Anslaget om § 5 är inte uppsatt på Kansliets anslagstavla" in words
    assert "Anslaget är inte uppsatt på Kansliets anslagstavla" in words
    page = as_user(world.director).get(f"{DAY}/anslag").words
    assert "Digital anslagstavla: § 5" in page
    assert "Digital anslagstavla: §§ 1–8" in page
