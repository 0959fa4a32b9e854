"""Minutes of these tests, attested by everybody."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.meetings.models import Meeting
from app.minutes import services
from tests.factories import cycle
from tests.factories.people import World

SECRET = "811228-9874"
TELLING = (
    f"Anna Persson, {SECRET}, nås på 070-123 45 67 eller anna.persson@post.example. "
    "Hon bor på Strandvägen 4."
)
PLACE = 4  # the index of the § that the tests write in


def written_with(
    session: Session, world: World, background: str, held_on=cycle.HELD, *, doors: bool = False
) -> Meeting:
    """Hold a meeting and write a background in its fifth §."""
    meeting = cycle.drafted(session, world, held_on)
    one = cycle.facts(session, meeting).paragraphs[PLACE]
    actor = cycle.office(world)
    if doors:
        services.set_closed_doors(
            session, actor=actor, meeting=meeting, paragraph_id=one.id, closed=True
        )
        one = cycle.facts(session, meeting).paragraphs[PLACE]
    services.save_paragraph(
        session,
        actor=actor,
        meeting=meeting,
        paragraph_id=one.id,
        version=one.version,
        heading=one.heading,
        background=background,
        clauses=one.clauses,
        notes=one.notes,
        confirmed=True,
    )
    return meeting


def attested_with(
    session: Session, world: World, background: str, held_on=cycle.HELD, *, doors: bool = False
) -> Meeting:
    """Freeze such minutes and let everybody sign them."""
    meeting = written_with(session, world, background, held_on, doors=doors)
    version = services.freeze(session, actor=cycle.office(world), meeting=meeting)
    for user in cycle.signers(world):
        cycle.sign(session, meeting, version, user)
    session.flush()
    return meeting
