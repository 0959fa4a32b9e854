"""An applicant's application at the office: made, asked about, changed."""

from __future__ import annotations

import pytest

from app.applications import queries
from app.applications.domain import ApplicationState
from app.applications.models import ApplicationFile
from app.applications.services import completing
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from tests.factories.applications import create_application
from tests.factories.people import create_login, create_person, create_seat
from tests.integration.applications.handling import DUE, POINTS


@pytest.fixture
def office_actor(world):
    """The administrator as the one who acts."""
    return world.actor(world.administrator, Role.ADMINISTRATOR)


@pytest.fixture
def fatima(db_session, world):
    """The applicant's login."""
    person = create_person(db_session, "Fatima Hadad", email="fatima@medlefors.example")
    create_seat(db_session, person, Role.APPLICANT)
    return create_login(db_session, person, password=None)


@pytest.fixture
def applicant_actor(world, fatima):
    """The applicant as the one who acts."""
    return world.actor(fatima, Role.APPLICANT)


@pytest.fixture
def make(db_session, fatima):
    """``make(state)`` makes Fatima's application."""

    def one(state=ApplicationState.SUBMITTED, **values):
        return create_application(db_session, applicant=fatima.person, state=state, **values)

    return one


@pytest.fixture
def ask(db_session, office_actor):
    """``ask(application)`` asks for completion of two parts."""

    def one(application, **changes):
        given = {"points": POINTS, "due_on": DUE, **changes}
        return completing.request(
            db_session, actor=office_actor, application_id=application.id, **given
        )

    return one


@pytest.fixture
def change(db_session):
    """``change(application, key, **values)`` writes new answers, as the applicant does."""

    def one(application, key="target_group", **values):
        row = queries.section_row(db_session, application.id, key)
        row.content = {**row.content, **values}
        db_session.flush()

    return one


@pytest.fixture
def answer(db_session, applicant_actor):
    """``answer(application)`` sends the completion."""

    def one(application):
        return completing.answer(db_session, actor=applicant_actor, application_id=application.id)

    return one


@pytest.fixture
def attach(db_session, applicant_actor):
    """``attach(application, content)`` adds a file, as the applicant does."""

    def one(application, content):
        stored = documents.store(
            db_session,
            actor=applicant_actor,
            kind="bilaga",
            title=content.decode(),
            filename="bilaga.txt",
            media_type="text/plain",
            content=content,
        )
        db_session.flush()
        made = ApplicationFile(
            application_id=application.id,
            title=content.decode(),
            file_version_id=stored.id,
            added_at=kernel_clock.now(),
            added_by="Fatima Hadad",
        )
        db_session.add(made)
        db_session.flush()
        return made

    return one


@pytest.fixture
def browser_for(new_client, sign_in):
    """``browser_for(user)`` signs one more person in."""

    def make_one(user):
        browser = new_client()
        sign_in(browser, user)
        return browser

    return make_one


@pytest.fixture
def office(browser_for, world):
    """The administrator's browser."""
    return browser_for(world.administrator)


@pytest.fixture
def applicant(browser_for, fatima):
    """The applicant's browser."""
    return browser_for(fatima)
