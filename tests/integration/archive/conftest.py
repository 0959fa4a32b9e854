"""The association of these tests, with attested and posted minutes."""

from __future__ import annotations

import pytest

from tests.factories import cycle
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    """A whole association on the Monday after the meeting of 2016-11-18."""
    clock.stop(cycle.AFTERNOON)
    return create_world(db_session)
