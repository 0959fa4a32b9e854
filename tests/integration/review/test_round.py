"""The round before the signatures, in the services and in the database itself (K7, UNL, ATT)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.kernel import clock as kernel_clock
from app.kernel import db, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound
from app.kernel.outbox import OutboxMessage
from app.meetings.domain import MeetingState
from app.minutes import services as minutes_services
from app.review import queries, services
from app.review.models import (
    ReviewComment,
    ReviewMark,
    ReviewReading,
    ReviewRefusal,
    ReviewReminder,
)
from tests.factories import cycle
from tests.factories.people import create_person


def acting(user, *seats):
    return Actor(user.id, user.person_id, user.person.name, frozenset(seats))


def letters(session, heading=""):
    rows = session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.subject_type == "minutes_version")
        .order_by(OutboxMessage.id)
    )
    return [row for row in rows if heading in row.heading]


def first_paragraph(session, meeting):
    return next(iter(queries.paragraph_ids(session, meeting.id).values()))


def said(session, world, version, words="Klockslaget stämmer inte.", user=None, place=None):
    return services.comment(
        session,
        actor=acting(user or world.chair),
        version_id=version.id,
        paragraph_id=place,
        text=words,
    )


def refused(session, version, user, reason="Namnet på insatsen är fel."):
    return services.refuse(session, actor=acting(user), version_id=version.id, reason=reason)


def change(session, world, meeting, background):
    one = next(p for p in cycle.facts(session, meeting).paragraphs if "Förlängning" in p.heading)
    minutes_services.save_paragraph(
        session,
        actor=cycle.office(world),
        meeting=meeting,
        paragraph_id=one.id,
        version=one.version,
        heading=one.heading,
        background=background,
        clauses=list(one.clauses),
        notes="",
        confirmed=True,
    )
    return one


def test_rule_k7_every_signer_gets_a_letter_with_the_first_and_the_last_day(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)

    sent = letters(db_session)

    assert {one.recipient for one in sent} == {user.person.email for user in cycle.signers(world)}
    assert "Första dag: 21 november 2016" in sent[0].body
    assert "Sista dag: 2 december 2016" in sent[0].body
    assert f"/sammantraden/2016-11-18/granskning/{version.id}" in sent[0].body
    assert "ändrad sedan förra gången" not in sent[0].body


def test_nobody_without_an_address_is_written_to(db_session, world):
    world.chair.person.email = ""

    _meeting, version = cycle.frozen(db_session, world)

    assert len(letters(db_session)) == 2
    assert queries.addresses(db_session, version.id)[world.chair.person_id] == ""


def test_a_signer_and_the_office_comment_and_it_is_in_the_log(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    place = first_paragraph(db_session, meeting)

    said(db_session, world, version, place=place)
    said(db_session, world, version, "Det ska stå kl. 9.05.", world.administrator)

    rows = queries.comments(db_session, version)
    assert [(row.paragraph_id, row.written_by, row.open) for row in rows] == [
        (place, "Bo Almqvist", True),
        (None, "Inga Stolt", True),
    ]
    kept = db_session.get(ReviewComment, rows[0].id)
    assert (kept.signer_id, kept.by_office) == (world.chair.person_id, False)
    said_log = history.events(db_session, kept)[0]
    assert said_log.sentence == "kommenterade § 1 före justeringen"
    assert queries.comments_at(db_session, place) == rows[:1]


@pytest.mark.parametrize(
    ("place", "words", "code"),
    [(None, "  ", "review.no_text"), (999_999, "Hej", "review.no_such_paragraph")],
)
def test_an_empty_comment_or_one_on_another_paragraph_is_refused(
    db_session, world, place, words, code
):
    _meeting, version = cycle.frozen(db_session, world)

    with pytest.raises(DomainError) as refusal:
        said(db_session, world, version, words, place=place)

    assert refusal.value.code == code


def test_a_comment_is_seen_to_and_opened_again(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)
    kept = said(db_session, world, version)
    office = cycle.office(world)

    for _ in range(2):
        services.resolve(db_session, actor=office, comment_id=kept.id)
    assert (kept.resolved_by, kept.resolved_at) == ("Maj Lindell", kernel_clock.now())
    for _ in range(2):
        services.reopen(db_session, actor=office, comment_id=kept.id)

    assert queries.comments(db_session, version)[0].open
    assert [one.action for one in history.events(db_session, kept)] == [
        "review.reopened",
        "review.resolved",
        "review.commented",
    ]
    with pytest.raises(NotFound):
        services.resolve(db_session, actor=office, comment_id=999)


def test_a_ready_mark_is_set_once_and_can_be_taken_back(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)
    chair = acting(world.chair)

    for _ in range(2):
        services.mark_ready(db_session, actor=chair, version_id=version.id)
    assert queries.marked(db_session, version.id) == {world.chair.person_id}
    for _ in range(2):
        services.take_back_ready(db_session, actor=chair, version_id=version.id)

    assert queries.marked(db_session, version.id) == set()


def test_only_one_who_signs_marks_and_sends_back(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)

    for act in (services.mark_ready, services.take_back_ready):
        with pytest.raises(DomainError) as refusal:
            act(db_session, actor=acting(world.vice_chair), version_id=version.id)
        assert refusal.value.code == "review.not_signer"
    with pytest.raises(DomainError) as refusal:
        refused(db_session, version, world.vice_chair)
    assert refusal.value.code == "review.not_signer"


def test_rule_unl_sending_back_voids_the_signatures_and_tells_the_office_why(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)

    refused(db_session, version, world.board_users[2])

    db_session.refresh(meeting)
    assert meeting.state is MeetingState.MINUTES_DRAFTING
    assert version.void_reason == (
        "Kent Arvidsson skickade tillbaka texten: Namnet på insatsen är fel."
    )
    told = letters(db_session, "skickat tillbaka")
    assert {one.recipient for one in told} == {
        world.director.person.email,
        world.administrator.person.email,
    }
    assert "Skäl: Namnet på insatsen är fel." in told[0].body
    assert [row.name for row in queries.sent_back(db_session)] == ["Kent Arvidsson"]


def test_rule_unl_whoever_had_signed_is_told_that_the_signature_no_longer_holds(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    for user in (world.chair, world.director):
        cycle.sign(db_session, meeting, version, user)

    minutes_services.unlock(
        db_session, actor=cycle.office(world), meeting=meeting, reason="Fel belopp i § 57."
    )

    (told,) = letters(db_session, "gäller inte längre")
    assert told.recipient == world.chair.person.email  # the director unlocked it herself
    assert "Din underskrift av version 1 gäller inte längre." in told.body
    assert "Skäl: Fel belopp i § 57." in told.body


def test_sending_back_needs_a_reason(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)

    with pytest.raises(DomainError) as refusal:
        refused(db_session, version, world.chair, "   ")

    assert (refusal.value.code, refusal.value.field) == ("review.no_reason", "reason")


def test_rule_unl_what_is_unlocked_or_attested_is_not_commented(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)
    refused(db_session, version, world.chair)

    with pytest.raises(DomainError) as refusal:
        said(db_session, world, version)
    assert refusal.value.code == "review.not_open"

    _other, done = cycle.attested(db_session, world, cycle.date(2016, 12, 9))
    with pytest.raises(DomainError) as refusal:
        refused(db_session, done, world.chair)
    assert refusal.value.code == "review.not_open"


def test_a_signer_reads_a_version_once_and_the_next_one_is_told_apart(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    chair = world.chair.person_id
    for _ in range(2):
        services.note_reading(db_session, version=version, person_id=chair)
    refused(db_session, version, world.chair)
    one = change(db_session, world, meeting, "Tre insatser förlängs till sommaren.")

    again = minutes_services.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    services.note_reading(db_session, version=again, person_id=chair)

    rows = queries.readings(db_session, again)
    assert [row.version_number for row in rows] == [1, 2]
    before, after = rows[0].fingerprints, rows[1].fingerprints
    assert [place for place in after if after[place] != before[place]] == [str(one.number)]
    assert len(letters(db_session, "Ny lydelse")) == 3
    assert queries.sent_back(db_session) == []


def test_rule_k7_reminders_begin_on_day_ten_and_nobody_gets_two_the_same_day(
    db_session, world, clock
):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)
    world.director.person.email = ""
    day = datetime(2016, 11, 27, 11, 0, tzinfo=UTC)  # the ninth

    def reminded_on(month, number, hour=11):
        clock.stop(datetime(2016, month, number, hour, 0, tzinfo=UTC))
        for _ in range(2):
            services.remind(db_session)
        db_session.flush()
        return [one.recipient for one in letters(db_session, "Påminnelse")]

    clock.stop(day)
    services.remind(db_session)
    attester = world.board_users[2].person.email
    assert letters(db_session, "Påminnelse") == []
    assert reminded_on(11, 28, hour=3) == []  # nobody is woken
    assert reminded_on(11, 28) == [attester]
    assert reminded_on(11, 29) == [attester]
    assert reminded_on(12, 2) == [attester] * 2
    assert reminded_on(12, 3) == [attester] * 3
    assert "Sista dagen var 2 december 2016." in letters(db_session, "Påminnelse")[-1].body
    assert reminded_on(12, 8) == [attester] * 3
    assert reminded_on(12, 9) == [attester] * 4
    assert {row.sent_on.day for row in db_session.scalars(select(ReviewReminder))} == {28, 2, 3, 9}


# Around the services: the database refuses what they would never do.


def around(db_session, statement):
    """Run a statement of its own, and say that the database refused it."""
    db_session.flush()
    with pytest.raises(DBAPIError), db_session.begin_nested():
        db_session.execute(statement)


def row_of(table, version, person_id, **values):
    defaults = {"minutes_version_id": version.id, "person_id": person_id, **values}
    return insert(table).values(**defaults)


def by_hand(version, person_id, **values):
    return row_of(
        ReviewComment,
        version,
        person_id,
        **{
            "by_office": False,
            "signer_id": person_id,
            "written_by": "Någon",
            "written_at": kernel_clock.now(),
            "text": "Hej",
            **values,
        },
    )


def test_rule_att_the_database_lets_only_signers_and_the_office_comment(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)
    other = create_person(db_session, "Ylva Främling")

    around(db_session, by_hand(version, other.id))
    around(db_session, by_hand(version, other.id, signer_id=world.chair.person_id))
    around(db_session, by_hand(version, other.id, signer_id=None))
    around(db_session, by_hand(version, world.chair.person_id, by_office=True))
    around(db_session, by_hand(version, world.chair.person_id, text=""))
    around(db_session, by_hand(version, world.chair.person_id, resolved_by="Maj"))


def test_rule_att_the_database_lets_only_signers_mark_send_back_and_read(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)
    other, now = create_person(db_session, "Ylva Främling"), kernel_clock.now()
    services.mark_ready(db_session, actor=acting(world.chair), version_id=version.id)
    refusal = {"name": "Ylva", "reason": "Fel", "refused_at": now}

    around(db_session, row_of(ReviewMark, version, other.id, marked_at=now))
    around(db_session, row_of(ReviewMark, version, world.chair.person_id, marked_at=now))
    around(db_session, row_of(ReviewRefusal, version, other.id, **refusal))
    around(
        db_session,
        row_of(ReviewRefusal, version, world.chair.person_id, **{**refusal, "reason": ""}),
    )
    around(db_session, row_of(ReviewReading, version, other.id, read_at=now, fingerprints={}))
    around(db_session, row_of(ReviewReminder, version, other.id, sent_on=now.date()))


def test_rule_o4_what_was_said_stands(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)
    kept = said(db_session, world, version)
    services.note_reading(db_session, version=version, person_id=world.chair.person_id)
    refused(db_session, version, world.chair)

    around(db_session, update(ReviewComment).values(text="Något annat"))
    around(db_session, delete(ReviewComment).where(ReviewComment.id == kept.id))
    around(db_session, update(ReviewRefusal).values(reason="Något annat"))
    around(db_session, delete(ReviewReading))


def test_the_reading_beside_a_page_is_kept_once(db_session, world):
    _meeting, version = cycle.frozen(db_session, world)
    outsider = create_person(db_session, "Ylva Främling")
    db_session.commit()
    chair = world.chair.person_id

    for person_id in (chair, chair, outsider.id):  # the database refuses the last, which is noted
        with db.new_session(read_only=True) as reading:
            services.remember_reading(reading, version=version, person_id=person_id)

    assert queries.has_read(db_session, version_id=version.id, person_id=chair)
    assert not queries.has_read(db_session, version_id=version.id, person_id=outsider.id)
