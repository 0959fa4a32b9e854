"""The two meetings that follow real facts: the minutes of 2016-11-18, the summons of 2017-02-16."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.devtools import seed_minutes, seed_minutes_play, seed_summons
from app.devtools.demo.applications import VAGEN_VIDARE_MET
from app.devtools.demo.days import at, moment
from app.devtools.demo.play import Player
from app.devtools.seed_minutes_play import Players
from app.kernel import clock

_PLANNED = datetime(2016, 10, 3, 9, 0, tzinfo=UTC)
_VAGEN_VIDARE = "Ansökan om medfinansiering, Vägen vidare"
_NEXT_PLANNED = datetime(2017, 1, 9, 9, 0, tzinfo=UTC)


def play_minutes(player: Player) -> None:
    """Play the meeting of 2016-11-18 from its agenda to minutes that nobody can appeal any more."""
    session, cast = player.session, player.cast
    players = Players(
        cast.board.id, {key: person.id for key, person in cast.people.items()}, cast.director
    )
    with clock.stopped_at(_PLANNED):
        meeting = seed_minutes_play.plan(session, players)
    with clock.stopped_at(moment(seed_minutes.SUMMONED_ON)):
        player.summon(meeting)
    with clock.stopped_at(moment(seed_minutes.HELD_ON)):
        seed_minutes_play.add_late_items(session, players, meeting)
        seed_minutes_play.hold(session, players, meeting)
    player.finish(meeting, attested_on=seed_minutes.ATTESTATION_ON)


def play_summons(player: Player) -> None:
    """Play the meeting of 2017-02-24: the summons follows the facts, the decisions are invented."""
    session, cast = player.session, player.cast
    made = player.desk.vagen_vidare()
    session.flush()
    if made.case_id is None:
        raise RuntimeError("the application has no case")
    with clock.stopped_at(_NEXT_PLANNED):
        meeting = seed_summons.plan(
            session,
            actor=cast.director,
            body_id=cast.board.id,
            convener_id=cast.director.person_id,
            cases={_VAGEN_VIDARE: made.case_id},
        )
    with at(VAGEN_VIDARE_MET + timedelta(days=4)):
        player.desk.place("vagen", meeting)
    with clock.stopped_at(moment(seed_summons.SENT_ON)):
        player.summon(meeting)
    with clock.stopped_at(moment(seed_summons.HELD_ON, 8)):
        player.open(meeting)
    with clock.stopped_at(moment(seed_summons.HELD_ON, 13)):
        player.desk.state("vagen")
        player.close(meeting)
    player.finish(meeting, attested_on=seed_summons.HELD_ON + timedelta(days=6))
    player.desk.after("vagen", seed_summons.HELD_ON + timedelta(days=10))
