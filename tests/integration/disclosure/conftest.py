"""An association with attested minutes that hold what may not be published."""

from __future__ import annotations

import pytest

from app.disclosure import services
from app.disclosure.domain import Kind, Verdict
from tests.factories import cycle
from tests.factories.people import create_world
from tests.integration.disclosure.minutes import attested_with


@pytest.fixture
def world(db_session, clock):
    """A whole association on the Monday after the meeting of 2016-11-18."""
    clock.stop(cycle.AFTERNOON)
    return create_world(db_session)


@pytest.fixture
def office(world):
    return cycle.office(world)


@pytest.fixture
def browser(new_client, sign_in, world):
    """A browser of the director."""
    made = new_client()
    sign_in(made, world.director)
    return made


@pytest.fixture
def minutes(db_session, world):
    """``minutes(background)`` returns a meeting whose first decision § has that background."""

    def make(background="", **values):
        return attested_with(db_session, world, background, **values)

    return make


@pytest.fixture
def decide_all(db_session, office):
    """Mask everything that is found in a meeting's minutes."""

    def decide(meeting):
        for one in services.gather(db_session, meeting.id).left:
            services.decide(
                db_session,
                actor=office,
                meeting_id=meeting.id,
                key=one.key,
                verdict=Verdict.MASK,
                provision="26 kap. 1 § OSL" if one.kind is Kind.CONFIDENTIALITY else "",
            )

    return decide


@pytest.fixture
def publish(db_session, office):
    """Publish a meeting's minutes as they would be previewed."""

    def do(meeting, unpublish_on=None):
        made = services.publish(
            db_session,
            actor=office,
            meeting_id=meeting.id,
            sha256=services.gather(db_session, meeting.id).sha256,
            unpublish_on=unpublish_on,
        )
        db_session.flush()
        return made

    return do
