"""An association that has turned the form on, on 2017-02-15, and questions to its board."""

from __future__ import annotations

from datetime import date

import pytest

from app.association.models import Setting
from app.kernel import clock as kernel_clock
from app.per_capsulam import services
from app.per_capsulam.domain import FormAnswer, MatterAnswer
from app.per_capsulam.models import PerCapsulamDecision
from app.per_capsulam.services import QuestionFacts
from tests.factories import meetings as make
from tests.factories.people import PASSWORD, actor_for, create_world
from tests.support.second_factor import code_for

FACTS = {
    "heading": "Medfinansiering av föräldrakurs",
    "reason": "Kommunen behöver besked före den 1 mars.",
    "clauses": ["att bevilja 180 000 kr"],
    "deadline": date(2017, 2, 22),
    "considered": True,
}


@pytest.fixture
def world(db_session, clock):
    """An association with office, board, group and auditor; the form is on."""
    made = create_world(db_session)
    db_session.add(Setting(name="per_capsulam", value=True, changed_at=kernel_clock.now()))
    db_session.flush()
    return made


@pytest.fixture
def director(world):
    """The director as the one who acts."""
    return make.director(world)


@pytest.fixture
def draft(db_session, director):
    """``draft(heading="…")`` prepares a question."""

    def do(**values):
        facts = QuestionFacts(**(FACTS | values))
        return services.prepare(db_session, actor=director, facts=facts)

    return do


@pytest.fixture
def asked(db_session, director, draft):
    """A question that the five regulars have been sent."""
    found = draft()
    services.send(db_session, actor=director, decision_id=found.id, nobody_recused=True)
    return found


@pytest.fixture
def say(db_session):
    """``say(user, question)`` answers yes to both; ``form=`` and ``matter=`` say something else."""

    def do(user, found, form=FormAnswer.YES, matter=MatterAnswer.YES, **values):
        given = {"password": PASSWORD, "code": code_for(db_session, user)} | values
        services.answer(
            db_session,
            actor=actor_for(user),
            decision_id=found.id,
            form=form,
            matter=matter,
            **given,
        )
        return db_session.get_one(PerCapsulamDecision, found.id)

    return do


@pytest.fixture
def office(client, sign_in, world):
    """The director's browser."""
    sign_in(client, world.director)
    return client
