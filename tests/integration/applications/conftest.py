"""People of tests about applications; a test file may have its own of the same name."""

from __future__ import annotations

import pytest

from app.accounts.models import Person
from app.kernel.actor import Role
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    """An association that lacks nothing, at noon on 2017-02-15."""
    return create_world(db_session, logins=False)


@pytest.fixture
def applicant(client, sign_in, world):
    """Somebody signed in who may apply."""
    return sign_in(client, Role.APPLICANT)


@pytest.fixture
def fatima(db_session, applicant):
    """The applicant as a person, whom mail reaches."""
    person = db_session.get(Person, applicant.person_id)
    person.email = "fatima@medlefors.example"
    return person


@pytest.fixture
def office(new_client, sign_in, world):
    """A browser of the office."""
    made = new_client()
    sign_in(made, world.director)
    return made
