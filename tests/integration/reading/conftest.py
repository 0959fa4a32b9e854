"""A board that has been summoned to a meeting with papers."""

from __future__ import annotations

import pytest

from tests.factories import meetings as make
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session)


@pytest.fixture
def meeting(db_session, world):
    """The meeting of 2017-02-24 with thirteen items and eight annexes, summoned to."""
    made = make.create_seed_meeting(db_session, world)
    make.send_summons(db_session, world, made)
    return made


@pytest.fixture
def browser_for(new_client, sign_in):
    """``browser_for(user)`` signs one more person in."""

    def make_one(user):
        browser = new_client()
        sign_in(browser, user)
        return browser

    return make_one


@pytest.fixture
def member(browser_for, world, meeting):
    """A regular member's browser."""
    return browser_for(world.board_users[2])
