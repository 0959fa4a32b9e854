"""A notice that comes down leaves a proof of how long it was up and that it was shown (K20)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select, update

from app.documents import services as documents
from app.publication import queries, services
from app.publication.models import BoardWatch, Posting
from app.registry.models import Record
from tests.factories import cycle
from tests.integration.publication.test_posting_kept import refused

DAY = "/sammantraden/2016-11-18"
ATTESTED = date(2016, 11, 21)
DOWN = "2016-12-13T00:00"


def watched(session, start, end, pause=60):
    session.add(BoardWatch(first_seen_at=start, last_seen_at=end, longest_pause=pause))


def digital(session, meeting):
    session.flush()
    return queries.postings_of(session, meeting.id)[0]


def test_rule_k20_the_proof_says_that_the_notice_was_shown_the_whole_time(db_session, world, clock):
    meeting, version = cycle.attested(db_session, world)
    watched(db_session, cycle.AFTERNOON, clock.stop("2016-12-01T02:00"))
    watched(db_session, clock.stop("2016-12-01T05:20"), clock.stop("2016-12-12T23:59"), 240)
    clock.stop(DOWN)

    services.look_after(db_session)

    posting = digital(db_session, meeting)
    told = posting.closing_proof.data
    assert posting.broken_at is None
    assert told["slutsats"] == (
        "Anslaget satt uppe från och med den 21 november 2016 till och med den 12 december 2016, "
        "den sista dagen för överklagande."
    )
    assert told["anslaget_togs_ned"] == "2016-12-13"
    assert told["uppsatt_av"] == told["nedtaget_av"]
    assert told["nedtaget_av"].startswith("Automatiskt")
    assert told["visning"][1:] == [
        "Visad 22 dagar av 22, längsta uppehåll 3 timmar 20 minuter.",
        "Ett uppehåll på högst 12 timmar bryter inte överklagandetiden.",
    ]
    assert told["uppehall"] == [
        {
            "fran": "2016-12-01 kl. 02.00",
            "till": "2016-12-01 kl. 05.20",
            "langd": "3 timmar 20 minuter",
        }
    ]
    assert told["fingeravtryck"] == version.sha256
    assert told["avbrott"] == ""
    contents = db_session.scalars(
        select(Record.content).where(Record.content.startswith("Bevis")).order_by(Record.id)
    )
    assert list(contents) == [
        "Bevis om anslag §§ 1–8, Digital anslagstavla",
        "Bevis om anslagstid §§ 1–8, Digital anslagstavla",
    ]


def test_rule_k20_the_proof_of_a_broken_notice_says_that_it_was_broken(db_session, world, clock):
    meeting, _ = cycle.attested(db_session, world)
    posting = digital(db_session, meeting)
    watched(db_session, cycle.AFTERNOON, cycle.AFTERNOON + timedelta(hours=5))
    clock.move(hours=40)
    services.break_unseen(db_session)
    clock.stop("2016-11-24T09:00")
    services.post_anew(
        db_session,
        actor=cycle.office(world),
        meeting_id=meeting.id,
        posting_id=posting.id,
        posted_on=date(2016, 11, 24),
    )
    db_session.expire_all()

    told = posting.closing_proof.data
    assert told["slutsats"] == (
        "Anslaget sattes upp den 21 november 2016 men visades inte hela tiden. Det togs ned den "
        "24 november 2016 och ersattes av ett nytt anslag."
    )
    assert told["avbrott"].startswith("Överklagandetiden räknas från det nya anslaget")
    assert "Visad 1 dag av 3" in told["visning"][1]
    assert told["underskrift"] == {"namn": "Maj Lindell", "roll": "förbundschef"}


@pytest.mark.parametrize("broken", [False, True])
def test_rule_f7_a_physical_board_has_its_own_proof_of_what_was_registered(
    db_session, world, physical, clock, broken
):
    meeting, _ = cycle.attested(db_session, world)
    made = services.register_posting(
        db_session,
        actor=cycle.office(world),
        meeting_id=meeting.id,
        board_id=physical.id,
        posted_on=ATTESTED,
    )
    values = {"actor": None, "meeting_id": meeting.id, "posting_id": made.id}
    clock.stop("2016-12-14T09:00")
    if broken:
        services.mark_broken(db_session, **values)
        services.post_anew(db_session, **values, posted_on=date(2016, 12, 14))
    else:
        services.register_taken_down(db_session, **values, taken_down_on=date(2016, 12, 13))

    told = made.closing_proof.data
    assert told["uppsatt_av"] == "Maj Lindell"
    assert told["visning"][0].startswith("Anslagstavlan är fysisk.")
    assert len(told["visning"]) == (1 if broken else 2)
    assert told["uppehall"] == []
    assert told["anslaget_togs_ned"] == ("2016-12-14" if broken else "2016-12-13")


def test_the_office_and_the_auditor_see_how_the_notice_has_been_shown_and_the_proof(
    db_session, world, as_user, clock
):
    meeting, _ = cycle.attested(db_session, world)
    posting = digital(db_session, meeting)
    watched(db_session, cycle.AFTERNOON, clock.stop("2016-11-22T10:00"), 240)
    watched(db_session, clock.stop("2016-11-22T12:00"), clock.stop("2016-11-22T13:00"))
    page = as_user(world.auditor).get(f"{DAY}/anslag")
    assert "Så har det visats Visad 2 dagar av 2, längsta uppehåll 2 timmar." in page.words
    assert "tis 22 nov 2016 kl. 10.00" in page.words
    assert as_user(world.auditor).get(f"{DAY}/anslag/{posting.id}/anslagstid").status_code == 404

    watched(db_session, clock.stop("2016-11-22T13:01"), clock.stop("2016-12-12T23:50"))
    clock.stop(DOWN)
    services.look_after(db_session)
    db_session.flush()

    auditor = as_user(world.auditor)
    assert "Läs beviset om anslagstid" in auditor.get(f"{DAY}/anslag").words
    read = auditor.get(f"{DAY}/anslag/{posting.id}/anslagstid")
    assert read.heading == "Bevis om anslagstid, Digital anslagstavla"
    assert "Visad 22 dagar av 22" in read.words
    word = auditor.get(f"{DAY}/anslag/{posting.id}/anslagstid.docx")
    assert word.data == documents.content(digital(db_session, meeting).closing_proof)


def test_rule_k20_the_database_refuses_to_take_a_whole_notice_down_early(
    db_session, world, physical, clock
):
    meeting, _ = cycle.attested(db_session, world)
    posting = digital(db_session, meeting)
    values = {c.name: getattr(posting, c.name) for c in Posting.__table__.columns}
    early, due = clock.stop("2016-12-12T20:00"), clock.stop(DOWN)

    assert refused(db_session, update(Posting).values(taken_down_at=early))
    other = values | {"id": 99, "notice_board_id": physical.id}
    assert refused(db_session, insert(Posting).values(other | {"taken_down_at": early}))
    assert not refused(db_session, update(Posting).values(taken_down_at=due))


def test_rule_k20_the_database_refuses_what_a_notice_may_not_be(db_session, world, physical):
    meeting, _ = cycle.attested(db_session, world)
    posting = digital(db_session, meeting)
    values = {c.name: getattr(posting, c.name) for c in Posting.__table__.columns} | {"id": 99}
    elsewhere = values | {"notice_board_id": physical.id}

    assert refused(db_session, insert(Posting).values(values))  # the same board twice
    short = {"last_day": date(2016, 12, 9), "take_down_on": date(2016, 12, 10)}
    assert refused(db_session, insert(Posting).values(elsewhere | short))
    before = {"posted_on": date(2016, 11, 20)}
    assert refused(db_session, insert(Posting).values(elsewhere | before))
    assert not refused(db_session, insert(Posting).values(elsewhere))


def test_rule_k20_what_was_set_of_a_notice_is_never_changed_back(db_session, world, clock):
    meeting, _ = cycle.attested(db_session, world)
    watched(db_session, cycle.AFTERNOON, clock.stop("2016-12-12T23:59"))
    clock.stop(DOWN)
    services.look_after(db_session)
    posting = digital(db_session, meeting)
    services_broken = update(Posting).values(broken_at=clock.move(hours=1))
    assert not refused(db_session, services_broken)

    for change in (
        {"taken_down_at": None},
        {"taken_down_at": clock.move(days=1)},
        {"broken_at": None},
        {"proof_id": None},
        {"proof_id": posting.closing_proof_id},
        {"closing_proof_id": None},
    ):
        assert refused(db_session, update(Posting).values(change)), change


def test_rule_k20_what_was_seen_of_the_board_only_grows(db_session, world, clock):
    now = cycle.AFTERNOON
    watched(db_session, now, now + timedelta(hours=2), 60)
    db_session.flush()

    for change in (
        {"last_seen_at": now + timedelta(hours=1)},
        {"longest_pause": 0},
        {"first_seen_at": now - timedelta(hours=1)},
    ):
        assert refused(db_session, update(BoardWatch).values(change)), change
    assert not refused(db_session, update(BoardWatch).values(last_seen_at=now + timedelta(hours=3)))


def test_rule_k20_the_longest_pause_between_two_looks_is_kept(db_session, world, clock):
    for minutes in (0, 1, 5, 6, 6, 30):
        services.note_seen(db_session, at=cycle.AFTERNOON + timedelta(minutes=minutes))

    rows = db_session.scalars(select(BoardWatch).order_by(BoardWatch.id)).all()
    assert [one.longest_pause for one in rows] == [240, 0]
