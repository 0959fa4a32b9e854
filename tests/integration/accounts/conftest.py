"""An office that keeps the register, and a person in it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.kernel.actor import Actor, Role
from tests.conftest import Clock, SignIn
from tests.factories import people as factory
from tests.support.html_client import HtmlClient


@pytest.fixture
def office(client: HtmlClient, db_session: Session, sign_in: SignIn, clock: Clock) -> Actor:
    factory.create_association(db_session)
    return sign_in(client, Role.DIRECTOR)


@pytest.fixture
def bo(db_session: Session, office: Actor) -> Person:
    person = factory.create_person(db_session, "Bo Berg", email="bo@alvbygden.example")
    db_session.commit()
    return person
