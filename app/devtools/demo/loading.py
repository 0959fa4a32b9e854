"""Loads the demonstration into an empty database, whole or not at all."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.association.domain import ROLE_WORDS
from app.association.models import Association
from app.devtools import seed_people
from app.devtools.demo import seed_meetings
from app.devtools.demo.afterwards import happen_afterwards
from app.devtools.demo.agendas import MEETINGS
from app.devtools.demo.answers import answer_the_summons
from app.devtools.demo.applications import Desk
from app.devtools.demo.between import between_meetings
from app.devtools.demo.people import FOUNDED, NAME, load_association
from app.devtools.demo.play import Player
from app.devtools.demo.year import plan_the_years
from app.kernel import clock
from app.publication.models import BoardWatch


def is_empty(session: Session) -> bool:
    """Say whether no association has been set up yet."""
    return session.scalar(select(Association.id)) is None


def is_demonstration(session: Session) -> bool:
    """Say whether the database holds the demonstration association."""
    return session.scalar(select(Association.name)) == NAME


def load(session: Session) -> None:
    """Play the whole demonstration in the session; the caller commits."""
    cast = load_association(session)
    # The invented year's notices count as seen; from now on the worker looks for itself.
    session.add(BoardWatch(first_seen_at=FOUNDED, last_seen_at=clock.now()))
    desk = Desk(session, cast)
    desk.frames_and_calls()
    player = Player(session, cast, desk)
    seed_meetings.play_minutes(player)
    seed_meetings.play_summons(player)
    for demo in MEETINGS:
        player.play(demo)
    happen_afterwards(player)
    between_meetings(session, cast, clock.today())
    answer_the_summons(session, cast, clock.today())
    plan_the_years(session, cast.director, clock.today())
    desk.pending()
    player.mail_has_left()


def logins() -> list[tuple[str, str, str]]:
    """Return (e-mail, name, role) of everybody who can log in, for the list at start."""
    groups = (
        ("förbundskansliet", seed_people.OFFICE),
        ("styrelsen", seed_people.BOARD),
        ("LSG", seed_people.LSG),
        ("utvecklingsgruppen", seed_people.DEVELOPMENT_GROUP),
        ("", seed_people.OTHERS),
    )
    return [
        (seed.email, f"{seed.given_name} {seed.family_name}", _words(seed, where))
        for where, group in groups
        for seed in group
    ]


def _words(seed: seed_people.SeedPerson, where: str) -> str:
    role = ROLE_WORDS[seed.role]
    return f"{role}, {where}" if where else role
