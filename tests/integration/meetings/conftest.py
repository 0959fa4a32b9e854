"""An association, its meeting of 2017-02-24, and people signed in."""

from __future__ import annotations

import pytest

from tests.factories import meetings as make
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    """An association with office, board, group and auditor, on 2017-02-15."""
    return create_world(db_session)


@pytest.fixture
def director(world):
    """The director as the one who acts."""
    return make.director(world)


@pytest.fixture
def meeting(db_session, world):
    """A planned meeting with the fixed items."""
    return make.create_meeting(db_session, world)


@pytest.fixture
def office(client, sign_in, world):
    """The director's browser."""
    sign_in(client, world.director)
    return client


@pytest.fixture
def browser_for(new_client, sign_in):
    """``browser_for(user)`` signs one more person in."""

    def make_one(user):
        browser = new_client()
        sign_in(browser, user)
        return browser

    return make_one


@pytest.fixture
def seed(db_session, world):
    """The meeting of 2017-02-24 with its thirteen items and eight annexes."""
    return make.create_seed_meeting(db_session, world)
