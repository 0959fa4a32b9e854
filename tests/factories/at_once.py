"""A § of the board's meeting attested at once, as far as a test wants it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts.models import User
from app.kernel import clock
from app.kernel.actor import Actor
from app.meetings.models import Meeting
from app.minutes import services
from app.minutes.domain import AttestationMethod, ParagraphFacts
from app.minutes.models import MinutesVersion
from tests.factories import cycle
from tests.factories.people import World

HEADING = "Förlängning av tre insatser"


def the_paragraph(session: Session, meeting: Meeting) -> ParagraphFacts:
    """Return the § that decides about the case."""
    rows = cycle.facts(session, meeting).paragraphs
    return next(one for one in rows if one.heading == HEADING)


def declared(session: Session, world: World) -> tuple[Meeting, ParagraphFacts]:
    """Hold the meeting and declare its § attested at once."""
    meeting = cycle.drafted(session, world)
    services.attest_at_once(
        session,
        actor=cycle.office(world),
        meeting=meeting,
        paragraph_id=the_paragraph(session, meeting).id,
    )
    return meeting, the_paragraph(session, meeting)


def frozen(session: Session, world: World) -> tuple[Meeting, MinutesVersion]:
    """Freeze it by itself."""
    meeting, one = declared(session, world)
    version = services.freeze_at_once(
        session, actor=cycle.office(world), meeting=meeting, paragraph_id=one.id
    )
    return meeting, version


def sign(session: Session, version: MinutesVersion, user: User) -> None:
    """Let one person sign in the tool."""
    services.sign(
        session,
        actor=Actor(user.id, user.person_id, user.person.name),
        version_id=version.id,
        person_id=user.person_id,
        sha256=version.sha256,
        proof=services.Proof(AttestationMethod.IN_TOOL, clock.today(), "password"),
    )


def attested(session: Session, world: World) -> tuple[Meeting, MinutesVersion]:
    """Let everybody sign it."""
    meeting, version = frozen(session, world)
    for user in cycle.signers(world):
        sign(session, version, user)
    return meeting, version
