"""An office that keeps the register, a person in it, and somebody with a login and a passkey."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.accounts import services
from app.accounts.models import Person, User
from app.kernel.actor import Actor, Role
from tests.conftest import Clock, SignIn
from tests.factories import people as factory
from tests.support.authenticator import Authenticator
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


@pytest.fixture
def asa(db_session: Session, clock: Clock) -> User:
    """Somebody with a login."""
    factory.create_association(db_session)
    person = factory.create_person(db_session, email="asa@alvbygden.example")
    return factory.create_login(db_session, person)


@pytest.fixture
def actor(asa: User) -> Actor:
    """The same, as the one who acts."""
    return factory.actor_for(asa)


@pytest.fixture
def passkey(db_session: Session, actor: Actor) -> Authenticator:
    """A passkey of hers, added at the address of the application."""
    made = Authenticator("http://127.0.0.1:8000", "127.0.0.1")
    add(db_session, actor, made)
    return made


def add(session: Session, actor: Actor, passkey: Authenticator, name: str = "Telefonen") -> Any:
    options = services.begin_registration(session, actor=actor)
    return services.add_passkey(
        session,
        actor=actor,
        password=factory.PASSWORD,
        name=name,
        credential=passkey.create(options),
    )
