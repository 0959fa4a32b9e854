"""The roster begins as people have answered the summons."""

from __future__ import annotations

import pytest

from app.meetings.domain import Answer
from app.meetings.services import replying
from app.minutes import queries, services
from app.minutes.domain import Mode
from app.minutes.domain.presence import table_of
from tests.factories import meetings as make
from tests.factories.people import create_world

YES, FAR, NO = Answer.ATTENDS, Answer.DISTANCE, Answer.ABSENT


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session)


@pytest.fixture
def opened(db_session, world):
    """``opened({user number in the board: answer})`` opens the meeting after those answers."""

    def do(answers, director=None):
        meeting = make.create_meeting(db_session, world)
        make.send_summons(db_session, world, meeting)
        people = [(world.board_users[number], said) for number, said in answers.items()]
        for user, said in people:
            replying.give_answer(
                db_session,
                actor=None,
                meeting=meeting,
                person_id=user.person_id,
                answer=said,
            )
        services.open_meeting(db_session, actor=make.director(world), meeting=meeting)
        rows = queries.attendances_of(db_session, meeting.id)
        return {row.person_id: row for row in rows}, meeting

    return do


def test_rule_sub_who_has_said_no_is_away_and_the_asked_substitute_serves(
    db_session, world, opened
):
    rows, meeting = opened({2: NO, 7: YES})
    regular, substitute = (rows[world.board_users[n].person_id] for n in (2, 7))

    assert not regular.present
    assert substitute.present
    assert substitute.replaces_id == regular.id
    table = table_of(queries.minutes_whole(db_session, meeting.id))
    assert table.quorum(1).text == "5 av 5, beslutsför"


def test_who_takes_part_at_a_distance_does_so_by_video(world, opened):
    rows, _ = opened({1: FAR})

    assert rows[world.vice_chair.person_id].mode is Mode.VIDEO
    assert rows[world.vice_chair.person_id].present


def test_a_substitute_who_has_not_answered_the_question_does_not_serve(world, opened):
    rows, _ = opened({2: NO})

    assert not rows[world.board_users[7].person_id].present
    assert rows[world.board_users[7].person_id].replaces_id is None


def test_a_substitute_who_comes_without_being_asked_is_there_in_nobodys_seat(world, opened):
    rows, _ = opened({7: YES})

    assert rows[world.board_users[7].person_id].present
    assert rows[world.board_users[7].person_id].replaces_id is None


def test_the_vice_chair_leads_when_the_chair_has_said_no(world, opened):
    rows, _ = opened({0: NO})

    assert not rows[world.chair.person_id].chairs
    assert rows[world.vice_chair.person_id].chairs


def test_the_chair_leads_when_neither_has_said_to_come(world, opened):
    rows, _ = opened({0: NO, 1: NO})

    assert rows[world.chair.person_id].chairs


def test_the_silent_are_as_before(world, opened):
    rows, _ = opened({})

    assert all(rows[user.person_id].present for user in world.board_users[:5])
    assert not any(rows[user.person_id].present for user in world.board_users[5:])


def test_the_one_who_cannot_come_is_away_and_nobody_is_there_twice(world, opened):
    rows, _ = opened({9: NO})

    assert rows[world.board_users[9].person_id].present is False
    assert len(rows) == len({row.id for row in rows.values()})
