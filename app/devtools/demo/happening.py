"""What happens at the demonstration's §§ besides the decisions: a vote, a dissent, commissions."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.commissions import services as commissions
from app.devtools.demo.agendas import COMPETENCE, FOLLOW_UP, LSG_REPORT
from app.devtools.demo.people import Cast
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import (
    BallotFacts,
    Choice,
    DissentFacts,
    MinutesFacts,
    MotionFacts,
    MotionKind,
    PropositionFacts,
)


def happen(session: Session, cast: Cast, meeting: Meeting, days: int) -> None:
    """Let the board of the spring vote, and give a commission now and then.

    ``days`` is how far from today the meeting is held; only some meetings have more to tell.
    """
    if days == VOTED:
        _vote(session, cast, meeting)
    if days in COMMISSIONED:
        heading, what, due_in = COMMISSIONED[days]
        due = meeting.held_on + timedelta(days=due_in)
        _commission(session, cast, meeting, heading, what, due)


VOTED = -215
COMMISSIONED = {
    -166: (
        FOLLOW_UP.heading,
        "ta fram en gemensam mall för uppföljning av insatserna",
        120,
    ),
    -33: (LSG_REPORT.heading, "föreslå hur LSG:s rapporter ska sammanfattas", 60),
}


def _at(facts: MinutesFacts, heading: str) -> int:
    return next(one.id for one in facts.paragraphs if one.heading == heading)


def _vote(session: Session, cast: Cast, meeting: Meeting) -> None:
    facts = queries.minutes_whole(session, meeting.id)
    rows = {person.person_id: person.id for person in facts.attendees}
    keys = ("ingrid", "osten", "karin", "goran", "anneli")
    ingrid, osten, karin, goran, anneli = (rows[cast.people[key].id] for key in keys)
    here = _at(facts, COMPETENCE.heading)
    common: dict[str, Any] = {"actor": cast.director, "meeting": meeting, "paragraph_id": here}
    approval = MotionFacts(0, MotionKind.APPROVAL, (karin,))
    rejection = MotionFacts(0, MotionKind.REJECTION, (goran,))
    services.save_motion(session, motion=approval, **common)
    against = services.save_motion(session, motion=rejection, **common)
    asked = PropositionFacts(0, "bifall respektive avslag", "styrelsen bifaller förslaget")
    services.save_proposition(session, proposition=asked, **common)
    yes, no = Choice.YES, Choice.NO
    votes = ((ingrid, yes), (osten, Choice.ABSTAINS), (karin, yes), (goran, no), (anneli, yes))
    ballot = BallotFacts(
        0, yes_means="bifall till förslaget", no_means="avslag på förslaget", votes=votes
    )
    services.save_ballot(session, ballot=ballot, **common)
    dissent = DissentFacts(
        0,
        goran,
        time(12, 30),
        against.id,
        "Pengarna gör större nytta i de insatser som redan pågår.",
    )
    services.save_dissent(session, dissent=dissent, **common)


def _commission(
    session: Session, cast: Cast, meeting: Meeting, heading: str, what: str, due_on: date
) -> None:
    commissions.give(
        session,
        actor=cast.director,
        meeting=meeting,
        paragraph_id=_at(queries.minutes_whole(session, meeting.id), heading),
        what=what,
        to_words="förbundschefen",
        person_id=cast.director.person_id,
        due_on=due_on,
    )
