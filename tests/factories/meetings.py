"""Meetings made through the services: a small one, and the one of 2017-02-24 as it was."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.devtools import seed_summons
from app.kernel.actor import Actor, Role
from app.meetings import queries, services
from app.meetings.domain import InviteePart
from app.meetings.models import Meeting, Summons
from tests.factories.people import World, create_person

OTHER = InviteePart.OTHER
PDF = b"%PDF-1.4\n% en liten bilaga\n%%EOF\n"


def director(world: World) -> Actor:
    """Return the director as the one who acts."""
    return world.actor(world.director, Role.DIRECTOR)


def create_guest(session: Session) -> Person:
    """Make somebody without a seat."""
    return create_person(session, "Gun Gäst")


def create_meeting(session: Session, world: World, **values: Any) -> Meeting:
    """Plan a meeting of the board on 2017-02-24 with the fixed items."""
    defaults: dict[str, Any] = {
        "actor": director(world),
        "body_id": world.board.id,
        "held_on": date(2017, 2, 24),
        "starts_at": time(9),
        "ends_at": time(15),
        "place": "Kansliet, Storgatan 1, Älvby",
    }
    return services.create_meeting(session, **{**defaults, **values})


def create_seed_meeting(session: Session, world: World) -> Meeting:
    """Plan the meeting of 2017-02-24: thirteen items, eight annexes, 600 000 kr in item 6."""
    return seed_summons.plan(
        session,
        actor=director(world),
        body_id=world.board.id,
        convener_id=world.director.person_id,
    )


def send_summons(session: Session, world: World, meeting: Meeting, **values: Any) -> Summons:
    """Send the summons, also when it is late."""
    newest = queries.last_summons(session, meeting.id)
    defaults: dict[str, Any] = {
        "actor": director(world),
        "after_version": newest.version if newest else 0,
        "late_accepted": True,
    }
    return services.send_summons(session, meeting=meeting, **{**defaults, **values})
