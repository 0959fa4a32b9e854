"""What is written about the board's decision: the letter to it, and the letter after it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications import notifications, queries
from app.applications.documents import board as papers
from app.applications.domain import (
    APPLICATION_MACHINE,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
    DecisionKind,
)
from app.applications.models import Application, ApplicationDecision, DecisionLetter
from app.applications.queries import deciding, frame
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Rendered
from app.documents.kinds import BESLUTSMEDDELANDE, TJANSTESKRIVELSE
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.registry import services as registry
from app.registry.domain import Direction

_MAIL = """Styrelsen har beslutat i ert ärende {number}. Beslutsmeddelandet är bifogat som \
Word-dokument.

{opening} Beslutet fattades {where}."""


def official_letter(session: Session, application: Application) -> tuple[papers.Context, Rendered]:
    """Return the office's letter to the board as it stands now; nothing is kept.

    Raises:
        DomainError: ``application.no_proposal``.
    """
    row = deciding.proposal(session, application.id)
    if row is None:
        raise DomainError("application.no_proposal")
    ruling = deciding.ruling_of(row)
    years = frame.room(session, application=application, ruling=ruling)
    context = papers.official_letter_context(session, application, ruling, frame=years)
    properties = papers.board_properties(context, created=clock.now())
    return context, documents.fill(TJANSTESKRIVELSE, context, properties)


def letter(
    session: Session, application: Application
) -> tuple[ApplicationDecision, papers.Context]:
    """Return the latest decision in effect and its letter: as sent, or as it would be now.

    Raises:
        DomainError: ``agreement.nothing_decided`` before a § has been attested (rule DEC).
    """
    found = deciding.effect(session, application.id)
    if found is None:
        raise DomainError("agreement.nothing_decided")
    row, paragraph = found
    sent = deciding.letter(session, row.id)
    if sent is not None and sent.file_version.data is not None:
        return row, sent.file_version.data
    return row, papers.letter_context(session, application, row, paragraph)


def rendered_letter(context: papers.Context) -> Rendered:
    """Return the letter in Word."""
    properties = papers.board_properties(context, created=clock.now())
    return documents.fill(BESLUTSMEDDELANDE, context, properties)


def send_letter(session: Session, *, actor: Actor, application_id: int) -> DecisionLetter:
    """Freeze the letter, register it as outgoing and mail it to those on the applicant's side.

    Raises:
        DomainError: ``agreement.nothing_decided``; ``agreement.letter_sent`` the second time.
    """
    application = queries.application(session, application_id)
    row, context = letter(session, application)
    if deciding.letter(session, row.id) is not None:
        raise DomainError("agreement.letter_sent")
    file = documents.store(
        session,
        actor=actor,
        kind=BESLUTSMEDDELANDE.name,
        title=f"Beslutsmeddelande, {application.name}",
        filename=papers.board_filename(context),
        media_type=DOCX,
        content=rendered_letter(context).content,
        data=context,
    )
    session.flush()
    people = notifications.recipients(session, application)
    count = notifications.tell(
        session,
        application=application,
        recipients=people,
        heading=f"Beslut om er ansökan {application.name}",
        text=_MAIL.format(
            number=context["dnr"], opening=context["inledning"], where=context["beslutet"]
        ),
        attachments=[
            {"sha256": file.sha256, "filename": file.filename, "media_type": file.media_type}
        ],
    )
    made = DecisionLetter(
        decision_id=row.id,
        file_version_id=file.id,
        sent_at=clock.now(),
        sent_to=", ".join(dict.fromkeys(one.email for one in people if one.email)),
    )
    session.add(made)
    registry.register_record(
        session,
        actor=actor,
        case_id=deciding.case_id_of(application),
        direction=Direction.OUT,
        dated=clock.today(),
        counterpart=application.organisation,
        content=f"Beslutsmeddelande, {context['beslutet']}",
        file_version_ids=[file.id],
    )
    history.note(
        session,
        actor=actor,
        action="application.letter_sent",
        subject=application,
        sentence=f"skickade beslutsmeddelandet till {_persons(count)}"
        if count
        else "registrerade beslutsmeddelandet, som skickas på papper",
    )
    _close_rejected(session, actor, application, row)
    return made


def _persons(count: int) -> str:
    return "en person" if count == 1 else f"{count} personer"


def _close_rejected(
    session: Session, actor: Actor, application: Application, row: ApplicationDecision
) -> None:
    """End what was rejected: the letter is the last thing that happens to it."""
    if row.kind is not DecisionKind.REJECT or application.state is not ApplicationState.DECIDED:
        return
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.CLOSE,
        facts=ApplicationFacts(),
        sentence="avslutade ärendet sedan avslaget har meddelats",
    )
