"""Notices of attested minutes: put up, not touched, taken down in time (K17-K20, F7, F28)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.kernel import history
from app.kernel.errors import DomainError, NotFound
from app.meetings.domain import MeetingState
from app.publication import queries, services
from app.registry.models import Record
from tests.factories import cycle
from tests.factories.people import create_notice_board

ATTESTED = date(2016, 11, 21)


def postings(session, meeting):
    session.flush()
    return list(queries.postings_of(session, meeting.id))


def put_up(session, meeting, board, day=ATTESTED, actor=None):
    return services.register_posting(
        session, actor=actor, meeting_id=meeting.id, board_id=board.id, posted_on=day
    )


def test_rule_k19_the_digital_notice_goes_up_the_day_that_the_last_one_signs(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    *most, last = cycle.signers(world)
    for user in most:
        cycle.sign(db_session, meeting, version, user)
    assert postings(db_session, meeting) == []

    cycle.sign(db_session, meeting, version, last)

    (posting,) = postings(db_session, meeting)
    assert (posting.posted_on, posting.attested_on) == (ATTESTED, ATTESTED)
    assert (posting.last_day, posting.take_down_on) == (date(2016, 12, 12), date(2016, 12, 13))
    assert (posting.paragraphs, posting.kept_at) == ("§§ 1–8", "Förbundets kansli")
    assert posting.posted_by == "Klubba"
    assert meeting.state is MeetingState.POSTED


def test_rule_f7_the_meeting_is_posted_when_every_board_of_the_charter_has_its_notice(
    db_session, world, physical
):
    meeting, _ = cycle.attested(db_session, world)
    assert meeting.state is MeetingState.ATTESTED
    assert services.missing_boards(db_session, meeting.id) == [physical]

    put_up(db_session, meeting, physical)

    assert meeting.state is MeetingState.POSTED
    assert services.missing_boards(db_session, meeting.id) == []
    assert [p.notice_board.name for p in postings(db_session, meeting)] == [
        "Digital anslagstavla",
        "Kansliets anslagstavla",
    ]


def test_rule_f7_each_board_has_its_own_registered_proof(db_session, world, physical):
    meeting, _ = cycle.attested(db_session, world)
    put_up(db_session, meeting, physical, actor=cycle.office(world))

    digital, other = postings(db_session, meeting)

    assert digital.proof.data["tavla"]["plats"].endswith("/anslagstavla")
    assert digital.proof.data["underskrift"] == {"namn": "", "roll": ""}
    assert other.proof.data["tavla"] == {
        "namn": "Kansliets anslagstavla",
        "plats": "Kansliets entré",
    }
    assert other.proof.data["underskrift"] == {"namn": "Maj Lindell", "roll": "förbundschef"}
    assert other.proof.data["overklagande_sista_dag"] == "2016-12-12"
    contents = list(
        db_session.scalars(select(Record.content).where(Record.content.startswith("Bevis")))
    )
    assert contents == [
        "Bevis om anslag §§ 1–8, Digital anslagstavla",
        "Bevis om anslag §§ 1–8, Kansliets anslagstavla",
    ]


def test_the_command_line_gives_the_newest_proof(db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    draft = cycle.drafted(db_session, world, date(2016, 12, 9))
    db_session.flush()

    made = services.render_proof(db_session, meeting.held_on, None)

    assert made.filename == f"anslagsbevis-2016-11-18-{world.notice_board.id}.docx"
    assert made.rendered.content.startswith(b"PK")
    with pytest.raises(DomainError) as refused:
        services.render_proof(db_session, draft.held_on, None)
    assert refused.value.code == "posting.nothing_posted"


def test_rule_k19_the_day_on_a_physical_board_is_neither_before_the_attestation_nor_coming(
    db_session, world, physical, clock
):
    meeting, _ = cycle.attested(db_session, world)
    clock.move(days=1)

    for day, code in (
        (ATTESTED - timedelta(days=1), "posting.before_attestation"),
        (ATTESTED + timedelta(days=2), "posting.in_future"),
    ):
        with pytest.raises(DomainError) as refused:
            put_up(db_session, meeting, physical, day)
        assert (refused.value.code, refused.value.field) == (code, "posted_on")

    assert put_up(db_session, meeting, physical, ATTESTED).posted_on == ATTESTED


def test_a_notice_is_put_up_once_on_each_board_and_only_on_the_charters(
    db_session, world, physical
):
    meeting, _ = cycle.attested(db_session, world)
    ended = create_notice_board(db_session, "Biblioteket", digital=False)
    ended.ended_on = date(2015, 12, 31)
    put_up(db_session, meeting, physical)

    for board, code in (
        (physical, "posting.already_up"),
        (world.notice_board, "posting.already_up"),
        (ended, "posting.no_such_board"),
    ):
        with pytest.raises(DomainError) as refused:
            put_up(db_session, meeting, board)
        assert refused.value.code == code


def test_rule_o5_nothing_is_posted_of_minutes_that_are_not_attested(db_session, world, physical):
    meeting, _ = cycle.frozen(db_session, world)

    with pytest.raises(DomainError) as refused:
        put_up(db_session, meeting, physical)

    assert refused.value.code == "attest.not_done"


def test_a_digital_board_that_the_charter_gets_later_shows_the_notice_from_today(
    db_session, world, clock
):
    world.notice_board.ended_on = date(2016, 1, 1)
    meeting, _ = cycle.attested(db_session, world)
    assert postings(db_session, meeting) == []
    assert meeting.state is MeetingState.ATTESTED
    board = create_notice_board(db_session, "Nya anslagstavlan")
    clock.move(days=2)

    with pytest.raises(DomainError) as refused:
        put_up(db_session, meeting, board, ATTESTED)
    made = put_up(db_session, meeting, board, ATTESTED + timedelta(days=2))

    assert (refused.value.code, refused.value.field) == ("posting.digital_today", "posted_on")
    assert made.last_day == date(2016, 12, 14)
    assert meeting.state is MeetingState.POSTED


def test_rule_k20_the_digital_notice_is_taken_down_the_day_after_the_last_day(
    db_session, world, clock
):
    meeting, _ = cycle.attested(db_session, world)
    services.note_seen(db_session, at=cycle.AFTERNOON)
    (posting,) = postings(db_session, meeting)

    clock.stop("2016-12-12T23:59")
    services.take_down_due(db_session)
    assert posting.taken_down_at is None
    assert [one.id for one in queries.notices(db_session, date(2016, 12, 12))] == [posting.id]

    now = clock.stop("2016-12-13T00:00")
    assert queries.notices(db_session, date(2016, 12, 13)) == []
    services.take_down_due(db_session)
    assert posting.taken_down_at == now
    assert meeting.state is MeetingState.FINAL
    assert history.changes(db_session, meeting)[-1].event == "finish"


def test_rule_k20_the_meeting_is_final_only_when_every_board_is_empty(
    db_session, world, physical, clock
):
    meeting, _ = cycle.attested(db_session, world)
    other = put_up(db_session, meeting, physical)
    db_session.flush()

    def down(day):
        services.register_taken_down(
            db_session,
            actor=None,
            meeting_id=meeting.id,
            posting_id=other.id,
            taken_down_on=day,
        )

    clock.stop("2016-12-13T09:00")
    services.take_down_due(db_session)
    assert meeting.state is MeetingState.POSTED
    for day, code in (
        (date(2016, 12, 12), "posting.down_too_early"),
        (date(2016, 12, 14), "posting.in_future"),
    ):
        with pytest.raises(DomainError) as refused:
            down(day)
        assert (refused.value.code, refused.value.field) == (code, "taken_down_on")

    down(date(2016, 12, 13))

    assert meeting.state is MeetingState.FINAL
    with pytest.raises(DomainError) as again:
        down(date(2016, 12, 13))
    assert again.value.code == "posting.already_down"


def test_rule_f7_a_board_that_was_forgotten_keeps_the_meeting_open(
    db_session, world, physical, clock
):
    meeting, _ = cycle.attested(db_session, world)
    services.note_seen(db_session, at=cycle.AFTERNOON)
    clock.stop("2016-12-13T00:00")

    services.take_down_due(db_session)
    assert meeting.state is MeetingState.ATTESTED
    put_up(db_session, meeting, physical, date(2016, 12, 13))
    assert meeting.state is MeetingState.POSTED


def test_an_extract_tells_nothing_of_a_notice_that_was_not_put_up(db_session, world):
    world.notice_board.ended_on = date(2016, 1, 1)
    _, version = cycle.attested(db_session, world)

    assert services.announced_sentence(db_session, version.id) == ""


def test_the_digital_notice_is_not_taken_down_by_hand(db_session, world, clock):
    meeting, _ = cycle.attested(db_session, world)
    (posting,) = postings(db_session, meeting)
    clock.move(days=40)

    with pytest.raises(DomainError) as refused:
        services.register_taken_down(
            db_session,
            actor=None,
            meeting_id=meeting.id,
            posting_id=posting.id,
            taken_down_on=date(2016, 12, 20),
        )

    assert refused.value.code == "posting.is_digital"


def test_rule_k20_a_broken_notice_is_put_up_anew_with_a_new_period(
    db_session, world, physical, clock
):
    meeting, _ = cycle.attested(db_session, world)
    first = put_up(db_session, meeting, physical)
    db_session.flush()
    clock.move(days=5)
    services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=first.id)

    made = services.post_anew(
        db_session,
        actor=None,
        meeting_id=meeting.id,
        posting_id=first.id,
        posted_on=date(2016, 11, 26),
    )

    assert first.broken_at is not None
    assert first.taken_down_at is not None
    assert made.last_day == date(2016, 12, 19)
    assert made.proof.data["avbrott"].startswith("Ett tidigare anslag")
    assert meeting.state is MeetingState.POSTED


def test_rule_k20_only_a_broken_notice_is_put_up_anew_and_only_once(db_session, world, clock):
    meeting, _ = cycle.attested(db_session, world)
    (posting,) = postings(db_session, meeting)

    def anew():
        return services.post_anew(
            db_session,
            actor=None,
            meeting_id=meeting.id,
            posting_id=posting.id,
            posted_on=ATTESTED,
        )

    with pytest.raises(DomainError) as whole:
        anew()
    services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=posting.id)
    services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=posting.id)
    anew()
    with pytest.raises(DomainError) as twice:
        anew()
    with pytest.raises(DomainError) as down:
        services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=posting.id)

    assert (whole.value.code, twice.value.code) == ("posting.not_broken", "posting.not_broken")
    assert down.value.code == "posting.already_down"


def test_rule_k20_a_period_that_was_broken_does_not_end_until_it_is_posted_anew(
    db_session, world, clock
):
    meeting, _ = cycle.attested(db_session, world)
    (posting,) = postings(db_session, meeting)
    services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=posting.id)
    clock.stop("2016-12-20T09:00")

    services.take_down_due(db_session)

    assert posting.taken_down_at is None
    assert meeting.state is MeetingState.POSTED
    assert [one.id for one in queries.notices(db_session, date(2016, 12, 20))] == [posting.id]


def test_a_posting_of_another_meeting_is_not_found(db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    other, _ = cycle.attested(db_session, world, date(2016, 10, 18))
    (posting,) = postings(db_session, meeting)

    with pytest.raises(NotFound):
        services.mark_broken(db_session, actor=None, meeting_id=other.id, posting_id=posting.id)
