"""A meeting whose §§ go to somebody, and browsers of its people."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.kernel.outbox import OutboxMessage
from app.minutes import services as minutes_services
from tests.factories import cycle
from tests.factories.people import create_person, create_world

GOES_TO = "Åsa Öberg, Norrsele kommun\nVilma vuxenutbildning\nAkten"


@pytest.fixture
def world(db_session, clock):
    """A whole association on the Monday after the meeting of 2016-11-18."""
    clock.stop(cycle.AFTERNOON)
    made = create_world(db_session)
    create_person(db_session, "Åsa Öberg", email="asa.oberg@norrsele.example")
    return made


def going(session, world, places):
    """Freeze minutes whose §§ go to somebody; ``places`` says which: {5: lines}."""
    meeting = cycle.drafted(session, world)
    for one in cycle.facts(session, meeting).paragraphs:
        if one.place in places:
            minutes_services.save_paragraph(
                session,
                actor=cycle.office(world),
                meeting=meeting,
                paragraph_id=one.id,
                version=one.version,
                heading=one.heading,
                background=one.background,
                clauses=one.clauses,
                notes=one.notes,
                dispatch_to=places[one.place],
                confirmed=True,
            )
    return meeting, minutes_services.freeze(session, actor=cycle.office(world), meeting=meeting)


def sign_all(session, world, meeting, version):
    """Let everybody sign."""
    for user in cycle.signers(world):
        cycle.sign(session, meeting, version, user)
    session.flush()


@pytest.fixture
def decided(db_session, world):
    """The meeting, attested: § 5 goes to three, § 6 to one of them."""
    meeting, version = going(db_session, world, {5: GOES_TO, 6: "Vilma vuxenutbildning"})
    sign_all(db_session, world, meeting, version)
    return meeting


@pytest.fixture
def as_user(new_client, sign_in):
    """``as_user(world.director)`` returns a browser of that person."""

    def open_browser(user):
        browser = new_client()
        sign_in(browser, user)
        return browser

    return open_browser


@pytest.fixture
def outbox(db_session):
    """``outbox()`` returns every queued mail with an extract, oldest first."""
    of_extracts = OutboxMessage.subject_type == "extract"
    found = select(OutboxMessage).where(of_extracts).order_by(OutboxMessage.id)
    return lambda: list(db_session.scalars(found))
