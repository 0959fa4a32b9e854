"""What the tests of the preparation do over and over."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.applications.domain import ApplicationState, Stance
from app.applications.models import Application
from app.applications.queries import preparing as queries
from app.applications.queries.preparing import OpinionRow, Standing
from app.applications.services import preparing as services
from app.kernel.actor import Actor, Role
from tests.factories.applications import create_application
from tests.factories.people import World, actor_for


def office(world: World) -> Actor:
    """Return the director."""
    return world.actor(world.director, Role.DIRECTOR)


def member(world: World, index: int) -> Actor:
    """Return the group's member of one of the five member organisations."""
    return actor_for(world.group_users[index], (Role.MEMBER, world.group.id))


def in_preparation(session: Session, world: World, **values: Any) -> Application:
    """Make an application that the group has been asked about."""
    made = create_application(session, state=ApplicationState.REGISTERED)
    services.assign(
        session, actor=office(world), application_id=made.id, body_id=world.group.id, **values
    )
    session.flush()
    return made


def standing(session: Session, application: Application) -> Standing:
    """Return the latest round."""
    session.flush()
    found = queries.standing(session, application.id)
    assert found is not None
    return found


def opinion_of(session: Session, application: Application, index: int) -> OpinionRow:
    """Return the opinion of one of the member organisations."""
    return standing(session, application).opinions[index]


def answer(
    session: Session,
    world: World,
    application: Application,
    index: int,
    *,
    stance: Stance = Stance.GRANT,
    ore: int | None = None,
    text: str = "Behovet är känt.",
) -> None:
    """Write and send the opinion of one member organisation."""
    asked = opinion_of(session, application, index)
    saved = services.save_opinion(
        session,
        actor=member(world, index),
        opinion_id=asked.id,
        version=asked.version_id,
        stance=stance,
        ore=ore,
        text=text,
    )
    session.flush()
    services.send_opinion(
        session, actor=member(world, index), opinion_id=asked.id, version=saved.version_id
    )
    session.flush()
