"""The initiatives of two annual reports are stored whole through the services, and add up."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications import queries
from app.applications.domain import ApplicationState
from app.applications.domain.budget import budget_of
from app.applications.models import AppliedYear
from app.applications.services import drafting, submitting
from app.devtools.seed_initiatives import REPORTED_2021, REPORTED_2024, SeedInitiative, answers_for
from app.kernel.actor import Role
from tests.factories.people import create_world


@pytest.fixture
def office(db_session, clock):
    clock.stop("2021-05-03T09:00")
    world = create_world(db_session)
    return world.actor(world.director, Role.DIRECTOR)


@pytest.mark.parametrize("seed", [*REPORTED_2021, *REPORTED_2024], ids=lambda seed: seed.name)
def test_a_reported_initiative_is_applied_for_and_read_back_whole(
    db_session, office, seed: SeedInitiative
):
    answers = answers_for(seed) | {"initiative": answers_for(seed)["initiative"] | {"kind": "new"}}
    made = drafting.create_draft(db_session, actor=office, on_paper=True)
    db_session.flush()
    for key, content in answers.items():
        drafting.save_section(
            db_session,
            actor=office,
            application_id=made.id,
            key=key,
            version=0,
            content=content,
        )
    sent = submitting.submit(
        db_session,
        actor=office,
        application_id=made.id,
        received_on=date(2021, 5, 3),
        scan=submitting.Scan("ansokan.pdf", b"%PDF-1.4\n%%EOF\n"),
    )
    db_session.flush()

    assert made.state is ApplicationState.SUBMITTED
    assert (made.name, made.organisation) == (seed.name, seed.owner)
    assert made.applied_ore == seed.ore
    assert queries.answers(db_session, made.id)["budget"] == answers["budget"]
    assert sent.content["sections"]["budget"] == answers["budget"]
    stored = db_session.query(AppliedYear).filter_by(application_id=made.id).all()
    assert {row.year: row.ore for row in stored} == budget_of(answers["budget"]).applied
