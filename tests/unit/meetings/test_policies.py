"""Who may do what with a meeting, role by role and before and after the summons."""

from __future__ import annotations

import pytest

from app.kernel.actor import Actor, Role
from app.meetings.domain import ItemAccess, MeetingState
from app.meetings.models import Meeting
from app.meetings.policies import (
    PLAN_MEETINGS,
    READ_AGENDA,
    READ_MEETINGS,
    WISH_MATTER,
    WRITE_ITEM,
)

R, S = Role, MeetingState
BOARD, OTHER = 1, 2
DRAFT = Meeting(body_id=BOARD, state=S.DRAFTING, calendar_sequence=0)
SENT = Meeting(body_id=BOARD, state=S.SUMMONED, calendar_sequence=0)


def actor(role, body_id=BOARD):
    outside = {R.DIRECTOR, R.ADMINISTRATOR, R.AUDITOR, R.APPLICANT}
    return Actor(1, 1, "Åsa", frozenset({(role, None if role in outside else body_id)}))


# role: reads that there is a meeting, reads the draft, reads what was sent, plans
TABLE = {
    R.DIRECTOR: (True, True, True, True),
    R.ADMINISTRATOR: (True, True, True, True),
    R.CHAIR: (True, True, True, False),
    R.VICE_CHAIR: (True, False, True, False),
    R.REGULAR: (True, False, True, False),
    R.SUBSTITUTE: (True, False, True, False),
    R.AUDITOR: (True, False, True, False),
    R.MEMBER: (False, False, False, False),
    R.APPLICANT: (False, False, False, False),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_what_the_table_says(role):
    who = actor(role)

    assert (
        READ_MEETINGS.allows(who, DRAFT),
        READ_AGENDA.allows(who, DRAFT),
        READ_AGENDA.allows(who, SENT),
        PLAN_MEETINGS.allows(who, DRAFT),
    ) == TABLE[role]


@pytest.mark.parametrize("needed", [READ_MEETINGS, READ_AGENDA, PLAN_MEETINGS])
def test_nobody_signed_out_may_anything(needed):
    assert not needed.allows(None, SENT)
    assert not needed.allows(None)


@pytest.mark.parametrize("role", [R.CHAIR, R.REGULAR])
def test_a_seat_in_another_body_gives_nothing_in_this_one(role):
    who = actor(role, OTHER)

    assert not READ_MEETINGS.allows(who, SENT)
    assert not READ_AGENDA.allows(who, SENT)
    assert not READ_AGENDA.allows(who, DRAFT)


def test_before_the_meeting_is_known_the_gate_lets_every_possible_reader_in():
    for role, (reads, *_rest) in TABLE.items():
        assert READ_MEETINGS.allows(actor(role)) is reads
        assert READ_AGENDA.allows(actor(role)) is reads


def test_a_meeting_that_was_cancelled_before_its_summons_shows_no_agenda():
    cancelled = Meeting(body_id=BOARD, state=S.CANCELLED, calendar_sequence=0)

    assert not READ_AGENDA.allows(actor(R.REGULAR), cancelled)


@pytest.mark.parametrize("role", list(Role))
def test_the_office_and_the_board_wish_for_a_matter(role):
    wishes = {R.DIRECTOR, R.ADMINISTRATOR, R.CHAIR, R.VICE_CHAIR, R.REGULAR, R.SUBSTITUTE}

    assert WISH_MATTER.allows(actor(role), DRAFT) is (role in wishes)


@pytest.mark.parametrize("role", list(Role))
def test_an_item_is_written_by_the_office_and_those_whom_it_has_named(role):
    who = actor(role)

    assert WRITE_ITEM.allows(who, ItemAccess(frozenset({who.person_id})))
    assert WRITE_ITEM.allows(who, ItemAccess()) is (role in {R.DIRECTOR, R.ADMINISTRATOR})
    assert not WRITE_ITEM.allows(None, ItemAccess())
