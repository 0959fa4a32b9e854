"""What the office does with a submitted application: register, dismiss, reserve, overrule."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications import notifications
from app.applications.domain import (
    APPLICATION_MACHINE,
    ENDED,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
)
from app.applications.models import Application
from app.applications.queries.handling import open_request
from app.applications.queries.sending import application_for_update
from app.applications.services.completing import drop
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.registry import services as registry
from app.registry.domain import CaseState, Direction


def register(session: Session, *, actor: Actor, application_id: int) -> Application:
    """Take an application up for preparation; the case gets somebody responsible (rule O1).

    The case has its number since the submission; the one who registers becomes responsible when
    nobody is.

    Raises:
        DomainError: while a request for completion is open, or when it is registered already.
    """
    application = application_for_update(session, application_id)
    waiting = open_request(session, application.id)
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.REGISTER,
        facts=ApplicationFacts(completion_open=waiting is not None),
        sentence="registrerade ansökan",
    )
    _take_charge(session, actor, application)
    return application


def _take_charge(session: Session, actor: Actor, application: Application) -> None:
    case = application.case
    if case is None or case.responsible_id is not None:
        return
    registry.edit_case(
        session,
        actor=actor,
        case_id=case.id,
        version=case.version_id,
        heading=case.heading,
        counterpart=case.counterpart,
        responsible_id=actor.person_id,
    )


def dismiss(session: Session, *, actor: Actor, application_id: int, reason: str) -> Application:
    """Write an application off without a decision by the board; the applicant is told why.

    The reason is registered in the case, which is closed; nothing is deleted (rule O7).

    Raises:
        DomainError: on ``reason`` when it is empty; from the board's agenda on.
    """
    if not reason.strip():
        raise DomainError("application.reason_missing", field="reason")
    application = application_for_update(session, application_id)
    waiting = open_request(session, application.id)
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.DISMISS,
        facts=ApplicationFacts(),
        sentence=f"avskrev ansökan: {reason.strip()}",
        note_text=reason.strip(),
    )
    if waiting is not None:
        drop(session, actor=actor, found=waiting)
    application.reserved = False
    _end_case(session, actor, application, reason.strip())
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Ansökan är avskriven: {application.name}",
        text=f"Kansliet har avskrivit ansökan. Den tas inte upp av styrelsen.\n\nSkäl: "
        f"{reason.strip()}",
    )
    return application


def _end_case(session: Session, actor: Actor, application: Application, reason: str) -> None:
    assert application.case is not None  # noqa: S101 -- a submitted one has its case
    registry.register_record(
        session,
        actor=actor,
        case_id=application.case.id,
        direction=Direction.OUT,
        dated=clock.today(),
        counterpart=application.organisation,
        content=f"Besked om att ansökan är avskriven: {reason}",
    )
    if application.case.state is CaseState.OPEN:
        registry.close_case(session, actor=actor, case_id=application.case.id)


def set_reserved(
    session: Session, *, actor: Actor, application_id: int, reserved: bool
) -> Application:
    """Count what is applied for as reserved in the frame, or no longer (rule FRAME).

    Raises:
        DomainError: ``application.not_pending`` for one that is decided or has ended.
    """
    application = application_for_update(session, application_id)
    if application.state in {*ENDED, ApplicationState.DRAFT, ApplicationState.DECIDED}:
        raise DomainError("application.not_pending")
    if application.reserved is not reserved:
        application.reserved = reserved
        what = "reserverade" if reserved else "släppte reservationen av"
        history.note(
            session,
            actor=actor,
            action="application.reserve",
            subject=application,
            sentence=f"{what} det sökta beloppet i ramen",
            reserved=reserved,
        )
    return application


def override_parties(
    session: Session, *, actor: Actor, application_id: int, reason: str
) -> Application:
    """Let an application through although only one slag of parties shares the need (rule F5).

    Raises:
        DomainError: on ``reason`` when it is empty; ``application.not_pending`` for one that is
            decided or has ended.
    """
    if not reason.strip():
        raise DomainError("application.reason_missing", field="reason")
    application = application_for_update(session, application_id)
    if application.state in {*ENDED, ApplicationState.DECIDED}:
        raise DomainError("application.not_pending")
    application.parties_override = reason.strip()
    history.note(
        session,
        actor=actor,
        action="application.override_parties",
        subject=application,
        sentence=f"godtog att bara ett slags part deltar: {reason.strip()}",
        reason=reason.strip(),
    )
    return application
