"""The association of these tests, and browsers of its people."""

from __future__ import annotations

import pytest

from tests.factories import cycle
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    """A whole association on the Monday after the meeting of 2016-11-18."""
    clock.stop(cycle.AFTERNOON)
    return create_world(db_session)


@pytest.fixture
def as_user(new_client, sign_in):
    """``as_user(world.chair)`` returns a browser of that person."""

    def open_browser(user):
        browser = new_client()
        sign_in(browser, user)
        return browser

    return open_browser
