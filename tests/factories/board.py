"""An application on its way through a real meeting of the board: proposed, decided, attested."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from app.applications.domain import ApplicationState, DecisionKind
from app.applications.models import Application
from app.applications.queries import deciding as queries
from app.applications.services import deciding, proposing
from app.applications.services.deciding import Stated
from app.meetings.models import Meeting
from app.minutes import services as minutes
from tests.factories import cycle
from tests.factories.applications import create_application
from tests.factories.meetings import create_meeting, send_summons
from tests.factories.people import World

HALF = {(year, 0): 7_500_000 for year in (2017, 2018, 2019, 2020)}


def ready(session: Session, world: World, **values: Any) -> Application:
    """Make an application that is ready for the board, 600 000 kr for 2017–2020."""
    values.setdefault("state", ApplicationState.READY_FOR_BOARD)
    return create_application(session, actor=cycle.office(world), **values)


def propose(
    session: Session,
    world: World,
    application: Application,
    kind: DecisionKind = DecisionKind.GRANT,
    **values: Any,
) -> None:
    """Write the office's proposal."""
    row = queries.proposal(session, application.id)
    proposing.save_proposal(
        session,
        actor=cycle.office(world),
        application_id=application.id,
        version=row.version_id if row else 0,
        kind=kind,
        **values,
    )


def placed(
    session: Session, world: World, application: Application, meeting: Meeting | None = None
) -> Meeting:
    """Propose to grant everything and put the case on the agenda of a meeting."""
    held = meeting or create_meeting(session, world)
    if queries.proposal(session, application.id) is None:
        propose(session, world, application)
    proposing.put_on_agenda(
        session,
        actor=cycle.office(world),
        application_id=application.id,
        meeting_id=held.id,
        papers=proposing.application_paper(session, application),
    )
    return held


def opened(session: Session, world: World, meeting: Meeting) -> Meeting:
    """Send the summons and open the meeting with chair, secretary and an attester."""
    actor = cycle.office(world)
    send_summons(session, world, meeting)
    minutes.open_meeting(session, actor=actor, meeting=meeting)
    rows = {one.person_id: one.id for one in cycle.facts(session, meeting).attendees}
    minutes.set_duties(
        session,
        actor=actor,
        meeting=meeting,
        chair_id=rows[world.chair.person_id],
        secretary_id=rows[world.director.person_id],
        attester_ids=[rows[world.board_users[2].person_id]],
        attestation_place="Kansliet i Älvby",
        attestation_on=meeting.held_on,
        attestation_time=time(16),
    )
    return meeting


def state(
    session: Session,
    world: World,
    application: Application,
    kind: DecisionKind = DecisionKind.GRANT,
    **values: Any,
) -> Stated:
    """State what the board decided."""
    row = queries.decision(session, application.id)
    return deciding.state_decision(
        session,
        actor=cycle.office(world),
        application_id=application.id,
        version=row.version_id if row else 0,
        kind=kind,
        **values,
    )


def attested(session: Session, world: World, meeting: Meeting) -> None:
    """Read every decision, close the meeting, freeze the minutes and let everybody sign."""
    actor = cycle.office(world)
    cycle.read_every_decision(session, world, meeting)
    minutes.close_meeting(session, actor=actor, meeting=meeting, closed_at=time(14))
    version = minutes.freeze(session, actor=actor, meeting=meeting)
    for user in cycle.signers(world):
        cycle.sign(session, meeting, version, user)
    session.flush()


def decided(
    session: Session,
    world: World,
    kind: DecisionKind = DecisionKind.GRANT,
    *,
    application: Application | None = None,
    **values: Any,
) -> Application:
    """Take an application the whole way to an attested decision."""
    found = application or ready(session, world)
    meeting = opened(session, world, placed(session, world, found))
    state(session, world, found, kind, **values)
    attested(session, world, meeting)
    session.refresh(found)
    return found


def clauses_of(session: Session, meeting: Meeting, case_id: int | None) -> Sequence[str]:
    """Return the att-satser of the § about a case as the minutes have them."""
    facts = cycle.facts(session, meeting)
    return next(one.clauses for one in facts.paragraphs if one.case_id == case_id)
