"""An association, its meeting of 2017-02-24, and decisions made between meetings."""

from __future__ import annotations

from datetime import date

import pytest

from app.delegation import services
from app.delegation.domain import DecisionKind
from tests.factories import meetings as make
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    """An association with office, board, group and auditor, on 2017-02-15."""
    return create_world(db_session)


@pytest.fixture
def director(world):
    """The director as the one who acts."""
    return make.director(world)


@pytest.fixture
def decide(db_session, world, director):
    """``decide(heading="…")`` registers a decision of the director's."""

    def do(**values):
        defaults = {
            "kind": DecisionKind.DELEGATED,
            "decided_on": date(2017, 2, 3),
            "decided_by_id": world.director.person_id,
            "heading": "Hyra av lokal",
            "clauses": ["att hyra lokalen"],
            "ground": "Delegationsordningen punkt 3.2",
        }
        return services.register_decision(db_session, actor=director, **(defaults | values))

    return do


@pytest.fixture
def office(client, sign_in, world):
    """The director's browser."""
    sign_in(client, world.director)
    return client
