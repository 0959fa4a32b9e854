"""An association on 2017-02-15, with the meetings of the year before."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.association import queries as association
from app.meetings import services as meetings
from tests.factories import meetings as make
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session)


@pytest.fixture
def director(world):
    return make.director(world)


@pytest.fixture
def earlier(db_session, world, director):
    """Two meetings in 2016, one of which was cancelled before anybody was called."""
    board = association.board(db_session)
    return [
        meetings.create_meeting(
            db_session,
            actor=director,
            body_id=board.id,
            held_on=day,
            starts_at=time(9),
            ends_at=time(15),
            place="Folkets hus, Älvby",
        )
        for day in (date(2016, 2, 26), date(2016, 11, 18))
    ]


@pytest.fixture
def office(client, sign_in, world):
    sign_in(client, world.director)
    return client
