"""Sending an application: frozen, registered and acknowledged in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from app.applications import notifications, queries
from app.applications.domain import (
    APPLICATION_MACHINE,
    COMPLETION_MACHINE,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
    CompletionEvent,
)
from app.applications.domain.promises import receipt_sentences, written_day, written_moment
from app.applications.domain.sending import hindering, is_late
from app.applications.models import Application, Submission
from app.applications.queries.promises import board_day
from app.applications.queries.sending import (
    application_for_update,
    attached_files,
    open_completion,
)
from app.applications.services.checking import lacks_of
from app.applications.services.freezing import freeze
from app.applications.services.promising import promised
from app.documents import services as documents
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.registry import services as registry
from app.registry.domain import Direction

__all__ = ["Scan", "freeze", "reopen", "submission_facts", "submit", "withdraw"]


@dataclass(frozen=True, slots=True)
class Scan:
    """An application on paper as it came: the name and bytes of the scanned file."""

    filename: str
    content: bytes


def submit(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    late_reason: str = "",
    received_on: date | None = None,
    scan: Scan | None = None,
    link: str = "",
) -> Submission:
    """Send a draft: open its case, freeze and register it, and mail the receipt.

    ``received_on`` and ``scan`` belong to an application on paper, and so does ``late_reason``:
    why the office takes in one that came after the last day. ``link`` is the page of the
    application, for the mail.

    Raises:
        DomainError: what is missing, after the last day (the application's machine); on
            ``received_on``, ``late_reason`` or ``scan``.
    """
    application = application_for_update(session, application_id)
    came_on = _came_on(application, received_on, late_reason, scan)
    facts = submission_facts(session, application, came_on, let_in=bool(late_reason.strip()))
    APPLICATION_MACHINE.next(application.state, ApplicationEvent.SUBMIT, facts)
    _open_case(session, actor, application, came_on)
    made = freeze(session, actor=actor, application=application)
    _register(session, actor, application, made, came_on, scan)
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.SUBMIT,
        facts=facts,
        sentence="skickade in ansökan" + (", efter sista dagen" if late_reason.strip() else ""),
        note_text=late_reason.strip(),
    )
    _mail_receipt(session, application, made, link)
    return made


def submission_facts(
    session: Session, application: Application, came_on: date, *, let_in: bool = False
) -> ApplicationFacts:
    """Return what the machine asks before an application may be sent; see ``ApplicationFacts``."""
    closes_on = application.call.closes_on if application.call else None
    late = is_late(came_on, closes_on=closes_on, reopened_until=application.reopened_until)
    answers = queries.answers(session, application.id)
    lacks = lacks_of(application, answers)
    return ApplicationFacts(
        missing=len(hindering(lacks, parties_override=bool(application.parties_override))),
        parties_override=bool(application.parties_override),
        after_last_day=late and not let_in,
    )


def _came_on(
    application: Application, received_on: date | None, late_reason: str, scan: Scan | None
) -> date:
    """Return the day it came: today, or as the office says of one on paper."""
    today = clock.today()
    if not application.on_paper:
        if received_on or late_reason or scan:
            raise DomainError("application.only_paper")
        return today
    if received_on is None:
        raise DomainError("application.received_missing", field="received_on")
    if received_on > today:
        raise DomainError("application.received_in_future", field="received_on", day=received_on)
    if scan is None:
        raise DomainError("application.scan_missing", field="scan")
    return received_on


def _open_case(session: Session, actor: Actor, application: Application, came_on: date) -> None:
    case = registry.open_case(
        session,
        actor=_registrar(actor, application),
        heading=f"Ansökan om medfinansiering, {application.name}",
        counterpart=application.organisation,
        opened_on=came_on,
    )
    session.flush()
    application.case = case
    application.submitted_at = (
        clock.now()
        if came_on == clock.today()
        else datetime.combine(came_on, time(12), clock.STOCKHOLM)
    )


def _registrar(actor: Actor, application: Application) -> Actor | None:
    """Return who registers: the office what came on paper, the program by itself what is sent."""
    return actor if application.on_paper else None


def _register(
    session: Session,
    actor: Actor,
    application: Application,
    made: Submission,
    came_on: date,
    scan: Scan | None,
) -> None:
    """Put the sending in the register with its attachments (rules O1, O2)."""
    assert application.case_id is not None  # noqa: S101 -- the case has just been opened
    files = [made.file_version_id]
    if scan is not None:
        files.append(_keep_scan(session, actor, application, scan))
    files += [one.file_version_id for one in attached_files(session, application.id)]
    registry.register_record(
        session,
        actor=_registrar(actor, application),
        case_id=application.case_id,
        direction=Direction.IN,
        dated=came_on,
        counterpart=application.organisation,
        content=f"Ansökan om medfinansiering, {application.name}",
        file_version_ids=files,
    )


def _keep_scan(session: Session, actor: Actor, application: Application, scan: Scan) -> int:
    try:
        media_type = documents.check_upload(scan.filename, scan.content)
    except DomainError as error:
        raise DomainError(error.code, field="scan", **error.details) from None
    stored = documents.store(
        session,
        actor=actor,
        kind="skanning",
        title=f"Ansökan {application.name}, så som den kom in",
        filename=scan.filename,
        media_type=media_type,
        content=scan.content,
    )
    session.flush()
    return stored.id


def _mail_receipt(session: Session, application: Application, made: Submission, link: str) -> None:
    assert application.case is not None  # noqa: S101 -- a sent application has its case
    said = " ".join(receipt_sentences(application.case.number, promised(session, application)))
    sent = written_moment(made.submitted_at.astimezone(clock.STOCKHOLM))
    facts = [
        f"Ärendenummer: {application.case.number}",
        f"Inskickning: nummer {made.number}, {sent}",
        f"Kontrollsumma (SHA-256): {made.sha256}",
    ]
    where = f"\n\nFölj ansökan här: {link}" if link else ""
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Kvitto: ansökan {application.case.number}",
        text=f"{said}\n\n" + "\n".join(facts) + where,
    )


def reopen(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    until: date,
    reason: str,
    link: str = "",
) -> Application:
    """Let a draft be sent after the last day, to and with ``until``; the writers are told.

    Raises:
        DomainError: on ``until`` or ``reason``; ``application.only_drafts`` for one that is sent.
    """
    application = application_for_update(session, application_id)
    if application.state is not ApplicationState.DRAFT:
        raise DomainError("application.only_drafts")
    if until < clock.today():
        raise DomainError("application.reopen_past", field="until", day=until)
    if not reason.strip():
        raise DomainError("application.reason_missing", field="reason")
    application.reopened_until = until
    history.note(
        session,
        actor=actor,
        action="application.reopen",
        subject=application,
        sentence=f"öppnade ansökan till och med {until}: {reason.strip()}",
        until=until.isoformat(),
        reason=reason.strip(),
    )
    where = f"\n\nSkicka in den här: {link}" if link else ""
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading="Ni kan skicka in ansökan igen",
        text="Kansliet har öppnat ansökan. Ni kan skicka in den till och med den "
        f"{written_day(until)}.{where}",
    )
    return application


def withdraw(session: Session, *, actor: Actor, application_id: int, reason: str = "") -> None:
    """Take an application back, at any time before the board treats it; it cannot be undone.

    What has been sent stays in its case, where the withdrawal is registered too (rule O7). An open
    request for completion is taken back, and the case leaves the agenda that it is on.

    Raises:
        DomainError: ``application.board_treats_it`` from the day of the meeting; what the
            application's machine says no to.
    """
    application = application_for_update(session, application_id)
    _leave_agenda(session, actor, application)
    _drop_completion(session, actor, application)
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.WITHDRAW,
        facts=ApplicationFacts(),
        sentence="återtog ansökan",
        note_text=reason.strip(),
    )
    if application.case_id is None:
        return
    registry.register_record(
        session,
        actor=_registrar(actor, application),
        case_id=application.case_id,
        direction=Direction.IN,
        dated=clock.today(),
        counterpart=application.organisation,
        content="Återtagande av ansökan" + (f": {reason.strip()}" if reason.strip() else ""),
    )


def _leave_agenda(session: Session, actor: Actor, application: Application) -> None:
    if application.state is not ApplicationState.ON_AGENDA or application.case_id is None:
        return
    day = board_day(session, application.id)
    if day is None:
        return
    if day <= clock.today():
        raise DomainError("application.board_treats_it")
    registry.matter_taken_off(session, actor, application.case_id)


def _drop_completion(session: Session, actor: Actor, application: Application) -> None:
    asked = open_completion(session, application.id)
    if asked is not None:
        history.advance(
            session,
            actor=actor,
            subject=asked,
            machine=COMPLETION_MACHINE,
            event=CompletionEvent.WITHDRAW,
            facts=None,
            sentence="avslutade begäran om komplettering, eftersom ansökan återtogs",
        )
