"""A whole association, and the office that keeps it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from tests.conftest import Clock, SignIn
from tests.factories import people as factory
from tests.factories.people import World
from tests.support.html_client import HtmlClient


@pytest.fixture
def world(db_session: Session, clock: Clock) -> World:
    made = factory.create_world(db_session, logins=False)
    db_session.commit()
    return made


@pytest.fixture
def office(client: HtmlClient, sign_in: SignIn, world: World) -> Actor:
    return sign_in(client, world.director)
