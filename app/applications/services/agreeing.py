"""The agreement with the owner: written, offered, signed; then the initiative exists (AGR)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.applications import notifications, queries
from app.applications.documents import board as papers
from app.applications.domain import (
    AGREEMENT_MACHINE,
    APPLICATION_MACHINE,
    AgreementEvent,
    AgreementState,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
    Outcome,
    SignedBy,
)
from app.applications.domain.agreeing import SignedAgreement, Terms, shortcomings
from app.applications.domain.budget import answers_of
from app.applications.models import Agreement, AgreementPayment, AgreementReport, Application
from app.applications.queries import deciding
from app.applications.services.agreement_terms import granted, terms_of, usual_terms
from app.documents import services as documents
from app.documents.domain import DOCX, JPEG, PDF, PNG
from app.documents.engine import Rendered
from app.documents.kinds import OVERENSKOMMELSE
from app.kernel import clock, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound
from app.kernel.hooks import Hook
from app.kernel.personal_numbers import personal_numbers
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.documents.models import FileVersion

agreement_signed: Hook[[Session, Actor, SignedAgreement], None] = Hook(
    "applications.agreement_signed"
)
"""Called in the same transaction when an agreement has been signed; initiatives begin here."""

SCANS = frozenset({PDF, JPEG, PNG})


def begin_agreement(session: Session, *, actor: Actor, application_id: int) -> Agreement:
    """Begin an agreement with the usual report days, payments and terms, which add up already.

    Raises:
        DomainError: ``agreement.not_granted``, ``agreement.exists``.
    """
    application = queries.application(session, application_id)
    if application.outcome not in {Outcome.GRANTED, Outcome.GRANTED_IN_PART}:
        raise DomainError("agreement.not_granted")
    if deciding.agreement(session, application.id) is not None:
        raise DomainError("agreement.exists")
    made = Agreement(
        application_id=application.id,
        number=deciding.last_agreement_number(session, application.id) + 1,
        state=AgreementState.DRAFT,
        budget={},
        signed_on=None,
    )
    session.add(made)
    _write(made, usual_terms(session, application))
    session.flush()
    _note(session, actor, application, "begun", "började skriva överenskommelsen")
    return made


def _write(row: Agreement, terms: Terms) -> None:
    row.budget = answers_of(terms.budget)
    row.terms = terms.terms
    row.owner_signatory, row.our_signatory = terms.owner_signatory, terms.our_signatory
    row.reports = [AgreementReport(due_on=one.due_on, final=one.final) for one in terms.reports]
    row.payments = [AgreementPayment(due_on=one.due_on, ore=one.ore) for one in terms.payments]


def save_agreement(
    session: Session, *, actor: Actor, application_id: int, version: int, terms: Terms
) -> Agreement:
    """Save a draft; what does not add up yet may be saved and is asked for when it is offered.

    Raises:
        NotFound: when there is none.
        DomainError: ``agreement.not_draft``, ``agreement.report_twice``, and on ``terms`` (F4).
        EditConflict: when somebody else saved another text since ``version``.
    """
    application, row = _opened(session, application_id)
    if row.state is not AgreementState.DRAFT:
        raise DomainError("agreement.not_draft")
    if personal_numbers(terms.terms):
        raise DomainError("grant.personal_number", field="terms")
    days = [report.due_on for report in terms.reports]
    if len(set(days)) < len(days):
        raise DomainError("agreement.report_twice", field="reports")
    stored = terms_of(row)
    if stored == terms:
        return row
    fields = [("terms", "Villkor", terms.terms, row.terms)]
    editing.ensure_current(session, row, version=version, fields=fields)
    row.reports, row.payments = [], []
    session.flush()  # the old rows leave before the new ones take their places
    _write(row, terms)
    session.flush()
    _note(session, actor, application, "saved", "skrev i överenskommelsen")
    return row


def _opened(session: Session, application_id: int) -> tuple[Application, Agreement]:
    application = queries.application(session, application_id)
    row = deciding.agreement(session, application.id)
    if row is None:
        raise NotFound
    return application, row


def faults(session: Session, application: Application, row: Agreement) -> list[DomainError]:
    """Return everything that keeps the agreement from being offered, each on its form field."""
    starts_on = application.starts_on or clock.today()
    return shortcomings(terms_of(row), granted=granted(session, application), starts_on=starts_on)


def agreement_context(session: Session, application: Application, row: Agreement) -> papers.Context:
    """Return the agreement's data: as it was offered, or as it stands in the draft."""
    if row.state is not AgreementState.DRAFT and row.file_version and row.file_version.data:
        return row.file_version.data
    return papers.agreement_context(
        session, application, terms_of(row), granted(session, application)
    )


def rendered_agreement(context: papers.Context) -> Rendered:
    """Return the agreement in Word."""
    properties = papers.board_properties(context, created=clock.now())
    return documents.fill(OVERENSKOMMELSE, context, properties)


def offer_agreement(session: Session, *, actor: Actor, application_id: int) -> Agreement:
    """Freeze the agreement, register it as outgoing and mail it to the owner's side.

    Raises:
        NotFound: when there is none.
        DomainError: the first thing that does not add up; what the agreement's machine says no to.
    """
    application, row = _opened(session, application_id)
    AGREEMENT_MACHINE.next(row.state, AgreementEvent.OFFER, None)
    for fault in faults(session, application, row):
        raise fault
    context = agreement_context(session, application, row)
    earlier = row.file_version
    file = documents.store(
        session,
        actor=actor,
        kind=OVERENSKOMMELSE.name,
        title=f"Överenskommelse, {application.name}",
        filename=papers.board_filename(context),
        media_type=DOCX,
        content=rendered_agreement(context).content,
        data=context,
        document_id=earlier.document_id if earlier else None,
    )
    session.flush()
    row.file_version = file
    _mail(session, application, file)
    _register(session, actor, application, Direction.OUT, "Överenskommelse för underskrift", file)
    _step(session, actor, row, AgreementEvent.OFFER, "skickade överenskommelsen för underskrift")
    _note(session, actor, application, "offered", "skickade överenskommelsen för underskrift")
    return row


def _mail(session: Session, application: Application, file: FileVersion) -> None:
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Överenskommelse om insatsen {application.name}",
        text=(
            "Överenskommelsen om er insats är bifogad som Word-dokument. Läs den, låt den som får "
            "teckna er organisation skriva under och skicka tillbaka den till oss. Insatsen kan "
            "börja när båda parter har skrivit under."
        ),
        attachments=[
            {"sha256": file.sha256, "filename": file.filename, "media_type": file.media_type}
        ],
    )


def _register(
    session: Session,
    actor: Actor,
    application: Application,
    direction: Direction,
    content: str,
    file: FileVersion,
) -> None:
    registry.register_record(
        session,
        actor=actor,
        case_id=deciding.case_id_of(application),
        direction=direction,
        dated=clock.today(),
        counterpart=application.organisation,
        content=content,
        file_version_ids=[file.id],
    )


def recall_agreement(session: Session, *, actor: Actor, application_id: int) -> Agreement:
    """Take an offered agreement back to be changed, and tell the owner's side not to sign it.

    What was sent stays in the register.

    Raises:
        NotFound: when there is none.
        DomainError: when it is not offered.
    """
    application, row = _opened(session, application_id)
    sentence = "tog tillbaka överenskommelsen för att ändra den"
    _step(session, actor, row, AgreementEvent.RECALL, sentence)
    _note(session, actor, application, "recalled", sentence)
    _tell(session, application, "Vi skickar en ny överenskommelse när den är ändrad.")
    return row


def give_up_agreement(session: Session, *, actor: Actor, application_id: int) -> Agreement:
    """Give up an agreement that will not be signed; another one can be begun.

    Once it has been offered, the owner's side is told not to sign it.

    Raises:
        NotFound: when there is none.
        DomainError: when it has been signed.
    """
    application, row = _opened(session, application_id)
    sentence = "lät överenskommelsen falla"
    offered = row.state is AgreementState.OFFERED
    _step(session, actor, row, AgreementEvent.GIVE_UP, sentence)
    _note(session, actor, application, "given_up", sentence)
    if offered:
        _tell(session, application, "Kontakta oss om ni har frågor.")
    return row


def _tell(session: Session, application: Application, then: str) -> None:
    """Mail the owner's side that what was offered shall not be signed."""
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Överenskommelsen om insatsen {application.name} är tillbakatagen",
        text=(
            "Vi har tagit tillbaka överenskommelsen om er insats. Den som vi skickade ska inte "
            f"skrivas under. {then}"
        ),
    )


def sign_agreement(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    signed_on: date,
    signed_by: SignedBy,
    filename: str,
    content: bytes,
) -> Agreement:
    """Register that both parties have signed, with the signed pages; the initiative exists (AGR).

    Raises:
        NotFound: when there is none.
        DomainError: on ``signed_on`` or ``file``; when it is not offered; what those who
            subscribe to :data:`agreement_signed` say no to.
    """
    application, row = _opened(session, application_id)
    AGREEMENT_MACHINE.next(row.state, AgreementEvent.SIGN, None)
    _check_signing(application, signed_on)
    file = _signed_file(session, actor, application, filename, content)
    with session.no_autoflush:  # state and day reach the database together
        row.signed_on, row.signed_by, row.signed_file = signed_on, signed_by, file
        sentence = f"registrerade att överenskommelsen undertecknades {signed_on.isoformat()}"
        _step(session, actor, row, AgreementEvent.SIGN, sentence)
    _register(session, actor, application, Direction.IN, "Undertecknad överenskommelse", file)
    _note(session, actor, application, "signed", sentence)
    agreement_signed(session, actor, SignedAgreement(row.id, application.id, signed_on))
    _close(session, actor, application)
    return row


def _check_signing(application: Application, signed_on: date) -> None:
    if signed_on > clock.today():
        raise DomainError("agreement.signed_in_future", field="signed_on")
    decided_on = application.decided_on
    if decided_on is not None and signed_on < decided_on:
        day = decided_on.isoformat()
        raise DomainError("agreement.signed_too_early", field="signed_on", day=day)


def _signed_file(
    session: Session, actor: Actor, application: Application, filename: str, content: bytes
) -> FileVersion:
    if not content:
        raise DomainError("agreement.no_scan", field="file")
    media_type = documents.check_upload(filename, content)
    if media_type not in SCANS:
        raise DomainError("agreement.scan_kind", field="file")
    file = documents.store(
        session,
        actor=actor,
        kind="skanning",
        title=f"Undertecknad överenskommelse, {application.name}",
        filename=filename,
        media_type=media_type,
        content=content,
    )
    session.flush()
    return file


def _close(session: Session, actor: Actor, application: Application) -> None:
    """End the application: from now on it is an initiative."""
    if application.state is not ApplicationState.DECIDED:
        return
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.CLOSE,
        facts=ApplicationFacts(),
        sentence="avslutade ansökan: överenskommelsen är undertecknad",
    )


def _step(
    session: Session, actor: Actor, row: Agreement, event: AgreementEvent, sentence: str
) -> None:
    history.advance(
        session,
        actor=actor,
        subject=row,
        machine=AGREEMENT_MACHINE,
        event=event,
        facts=None,
        sentence=sentence,
    )


def _note(
    session: Session, actor: Actor, application: Application, action: str, sentence: str
) -> None:
    history.note(
        session,
        actor=actor,
        action=f"application.agreement_{action}",
        subject=application,
        sentence=sentence,
    )
