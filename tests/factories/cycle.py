"""A meeting of the board taken through its life by the services, as far as a test wants it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from app.accounts.models import User
from app.kernel.actor import Actor, Role
from app.meetings import services as meetings
from app.meetings.domain import ItemKind
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import MinutesFacts
from app.minutes.models import MinutesVersion
from app.registry import services as registry
from app.signing import services as signing
from tests.factories.people import PASSWORD, World
from tests.support.second_factor import strong

HELD = date(2016, 11, 18)
AFTERNOON = datetime(2016, 11, 21, 13, 0, tzinfo=UTC)  # the Monday after, in Swedish time 14.00


def office(world: World) -> Actor:
    """Return the director as the one who acts."""
    return world.actor(world.director, Role.DIRECTOR)


def summoned(session: Session, world: World, held_on: date = HELD) -> Meeting:
    """Make a meeting with two items besides the standing ones and send its summons."""
    actor = office(world)
    meeting = meetings.create_meeting(
        session,
        actor=actor,
        body_id=world.board.id,
        held_on=held_on,
        starts_at=time(9),
        ends_at=time(14),
        place="Norrsele kommunhus, lokal Björnen",
    )
    case = registry.open_case(session, actor=actor, heading="Förlängning av tre insatser")
    meetings.add_item(
        session,
        actor=actor,
        meeting=meeting,
        heading="Förlängning av tre insatser",
        kind=ItemKind.DECISION,
        case_id=case.id,
        clauses=["förlänga insatsen Aktivitetscoach till och med den 31 mars 2017"],
    )
    meetings.add_item(
        session,
        actor=actor,
        meeting=meeting,
        heading="Förstudie om psykisk hälsa",
        kind=ItemKind.INFORMATION,
    )
    meetings.send_summons(
        session, actor=actor, meeting=meeting, after_version=0, late_accepted=True
    )
    return meeting


def drafted(session: Session, world: World, held_on: date = HELD) -> Meeting:
    """Hold the meeting: chair, secretary, an attester, every decision read, closed at 14.00."""
    meeting = summoned(session, world, held_on)
    actor = office(world)
    services.open_meeting(session, actor=actor, meeting=meeting)
    rows = {p.person_id: p.id for p in facts(session, meeting).attendees}
    services.set_duties(
        session,
        actor=actor,
        meeting=meeting,
        chair_id=rows[world.chair.person_id],
        secretary_id=rows[world.director.person_id],
        attester_ids=[rows[world.board_users[2].person_id]],
        attestation_place="Kansliet i Älvby",
        attestation_on=date(held_on.year, held_on.month, 28),
        attestation_time=time(13),
    )
    read_every_decision(session, world, meeting)
    services.close_meeting(session, actor=actor, meeting=meeting, closed_at=time(14))
    return meeting


def read_every_decision(session: Session, world: World, meeting: Meeting) -> None:
    """Press save in every §, with a decision where one is asked for."""
    for one in facts(session, meeting).paragraphs:
        wanted = one.kind in {ItemKind.DECISION, ItemKind.ELECTION}
        services.save_paragraph(
            session,
            actor=office(world),
            meeting=meeting,
            paragraph_id=one.id,
            version=one.version,
            heading=one.heading,
            background=one.background,
            clauses=one.clauses or (["godkänna förslaget"] if wanted else []),
            notes=one.notes,
            confirmed=True,
        )


def facts(session: Session, meeting: Meeting) -> MinutesFacts:
    """Return the whole minutes."""
    return queries.minutes_whole(session, meeting.id)


def frozen(session: Session, world: World, held_on: date = HELD) -> tuple[Meeting, MinutesVersion]:
    """Freeze the minutes."""
    meeting = drafted(session, world, held_on)
    return meeting, services.freeze(session, actor=office(world), meeting=meeting)


def signers(world: World) -> list[User]:
    """Return the logins of chair, secretary and attester."""
    return [world.chair, world.director, world.board_users[2]]


def sign(session: Session, _meeting: Meeting, version: MinutesVersion, user: User) -> None:
    """Let one person sign in the tool."""
    signing.sign_in_tool(
        session,
        actor=Actor(user.id, user.person_id, user.person.name),
        version_id=version.id,
        sha256=version.sha256,
        **strong(session, user, PASSWORD),
    )


def attested(
    session: Session, world: World, held_on: date = HELD
) -> tuple[Meeting, MinutesVersion]:
    """Let everybody sign."""
    meeting, version = frozen(session, world, held_on)
    for user in signers(world):
        sign(session, meeting, version, user)
    return meeting, version
