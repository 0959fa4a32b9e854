"""Asking the applicant to complete, reminding, taking it back, and taking the answer in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.applications import notifications, queries
from app.applications.documents.completion import completion_context, completion_properties
from app.applications.domain import (
    COMPLETION_MACHINE,
    CompletionEvent,
    CompletionState,
)
from app.applications.domain.checking import PARTIES_CODE
from app.applications.domain.completing import (
    FILES,
    REMIND_BEFORE,
    Asked,
    Letter,
    Reminder,
    check_request,
    reminder_due,
    reminder_text,
    request_text,
    titles,
)
from app.applications.domain.lacks import Lack
from app.applications.models import Application, CompletionPoint, CompletionRequest, Submission
from app.applications.queries.handling import (
    completion_request,
    completion_requests,
    open_request,
    open_requests_due,
)
from app.applications.queries.sending import (
    application_for_update,
    attached_files,
    last_submission_number,
)
from app.applications.services.checking import lacks_of
from app.applications.services.drafting import write_head
from app.applications.services.restoring import restore
from app.applications.services.submitting import freeze
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import KOMPLETTERING
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.cli import settings
from app.kernel.errors import DomainError
from app.registry import services as registry
from app.registry.domain import Direction


def request(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    points: Sequence[tuple[str, str]],
    due_on: date,
    message: str = "",
) -> CompletionRequest:
    """Ask the applicant to complete: written, registered as outgoing (rule O2) and mailed.

    ``points`` are pairs of a page's key and what is missing there and why; only those pages can
    be written until the answer has come.

    Raises:
        DomainError: on ``points`` or ``due_on``; ``completion.not_now``, ``.already_open``.
    """
    application = application_for_update(session, application_id)
    check_request(
        form_version=application.form_version,
        state=application.state,
        points=points,
        due_on=due_on,
        today=clock.today(),
    )
    earlier = completion_requests(session, application.id)
    if any(one.state is CompletionState.OPEN for one in earlier):
        raise DomainError("completion.already_open")
    made = _add(session, actor, application, points, due_on, message, len(earlier) + 1)
    _write(session, actor, application, made)
    _register(session, actor, application, made)
    _send(session, application, made)
    parts = "en del" if len(points) == 1 else f"{len(points)} delar"
    history.note(
        session,
        actor=actor,
        action="completion.request",
        subject=made,
        sentence=f"begärde komplettering av {parts} senast {due_on.isoformat()}",
        number=made.number,
        points={point.key: point.text for point in made.points},
    )
    return made


def _add(
    session: Session,
    actor: Actor,
    application: Application,
    points: Sequence[tuple[str, str]],
    due_on: date,
    message: str,
    number: int,
) -> CompletionRequest:
    made = CompletionRequest(
        application_id=application.id,
        number=number,
        due_on=due_on,
        message=message.strip(),
        sent_at=clock.now(),
        sent_by=actor.name,
        before_number=last_submission_number(session, application.id),
        points=[
            CompletionPoint(position=place, key=key, text=text.strip())
            for place, (key, text) in enumerate(points, start=1)
        ],
    )
    made.application = application
    session.add(made)
    session.flush()
    return made


def _write(
    session: Session, actor: Actor, application: Application, made: CompletionRequest
) -> None:
    """Keep the Word document with the data that it was made from."""
    context = completion_context(session, application, made)
    properties = completion_properties(context, made.sent_at)
    rendered = documents.fill(KOMPLETTERING, context, properties)
    stored = documents.store(
        session,
        actor=actor,
        kind=KOMPLETTERING.name,
        title=f"Begäran om komplettering {made.number}, {application.name}",
        filename=f"Begäran om komplettering {context['dnr'].replace('/', '-')} {made.number}.docx",
        media_type=DOCX,
        content=rendered.content,
        data=context,
    )
    made.file_version = stored
    session.flush()


def _register(
    session: Session, actor: Actor, application: Application, made: CompletionRequest
) -> None:
    assert application.case_id is not None  # noqa: S101 -- a submitted one has its case
    registry.register_record(
        session,
        actor=actor,
        case_id=application.case_id,
        direction=Direction.OUT,
        dated=clock.today(),
        counterpart=application.organisation,
        content=f"Begäran om komplettering, svar senast {made.due_on.isoformat()}",
        file_version_ids=[made.file_version_id] if made.file_version_id else [],
    )


def _send(session: Session, application: Application, made: CompletionRequest) -> None:
    file = made.file_version
    attached = (
        [{"sha256": file.sha256, "filename": file.filename, "media_type": file.media_type}]
        if file
        else []
    )
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Komplettera ansökan senast {made.due_on.isoformat()}: {application.name}",
        text=request_text(letter_of(made)),
        attachments=attached,
    )


def letter_of(made: CompletionRequest) -> Letter:
    """Return what the mails of a request say; its address is the installation's own."""
    known = titles(made.application.form_version)
    base = settings().base_url.rstrip("/")
    return Letter(
        due_on=made.due_on,
        points=[(known[point.key], point.text) for point in made.points],
        message=made.message,
        link=f"{base}/ansokningar/{made.application_id}/komplettering/{made.number}",
    )


def withdraw_request(
    session: Session, *, actor: Actor, application_id: int, number: int
) -> CompletionRequest:
    """Take a request back; the applicant is told, and what was sent before is what counts.

    Raises:
        NotFound: when there is no such request.
        DomainError: when it has been answered or withdrawn already.
    """
    application = application_for_update(session, application_id)
    found = completion_request(session, application_id, number)
    drop(session, actor=actor, found=found)
    restore(session, actor=actor, application=application, found=found)
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Ni behöver inte komplettera ansökan {application.name}",
        text="Kansliet har tagit tillbaka sin begäran om komplettering. Det som ni redan har "
        "skickat in gäller.",
    )
    return found


def drop(session: Session, *, actor: Actor | None, found: CompletionRequest) -> None:
    """Take a request back without telling anybody, as when the whole application ends."""
    history.advance(
        session,
        actor=actor,
        subject=found,
        machine=COMPLETION_MACHINE,
        event=CompletionEvent.WITHDRAW,
        facts=None,
        sentence="tog tillbaka begäran om komplettering",
    )


def answer(session: Session, *, actor: Actor, application_id: int) -> CompletionRequest:
    """Send the completed answers: a new frozen submission beside the earlier one, registered.

    Raises:
        DomainError: ``completion.none_open``, ``.still_missing`` when something that must be
            there is missing in the pages that were asked about, ``.nothing_changed``.
    """
    application = application_for_update(session, application_id)
    found = open_request(session, application_id)
    if found is None:
        raise DomainError("completion.none_open")
    _check_answer(session, application, found)
    made = freeze(session, actor=actor, application=application)
    for point in found.points:
        write_head(session, application, point.key, made.content["sections"].get(point.key) or {})
    found.answered_at, found.answer_number = made.submitted_at, made.number
    history.advance(
        session,
        actor=actor,
        subject=found,
        machine=COMPLETION_MACHINE,
        event=CompletionEvent.ANSWER,
        facts=None,
        sentence=f"kompletterade ansökan, inskickning {made.number}",
    )
    _register_answer(session, actor, application, made)
    _acknowledge(session, application, made)
    return found


def _check_answer(session: Session, application: Application, found: CompletionRequest) -> None:
    if still_missing(session, application, found):
        raise DomainError("completion.still_missing")
    if not changed_keys(session, application, found):
        raise DomainError("completion.nothing_changed")


def still_missing(
    session: Session, application: Application, found: CompletionRequest
) -> tuple[Lack, ...]:
    """Return what must be there and is not, in the pages that were asked about."""
    asked = {point.key for point in found.points}
    content = queries.answers(session, application.id)
    return tuple(
        lack
        for lack in lacks_of(application, content)
        if lack.section in asked
        and lack.level == "error"
        and not (lack.code == PARTIES_CODE and application.parties_override)
    )


def changed_keys(
    session: Session, application: Application, found: CompletionRequest
) -> frozenset[str]:
    """Return which of the pages asked about read otherwise now than in what was sent before."""
    before = queries.submission(session, application.id, found.before_number).content
    now = queries.answers(session, application.id)
    earlier = [one["sha256"] for one in before["files"]]
    files = [one.file_version.sha256 for one in attached_files(session, application.id)]
    asked = {point.key for point in found.points}
    changed = {key for key in asked if (before["sections"].get(key) or {}) != (now.get(key) or {})}
    # An attachment may be what was asked for on any page.
    return frozenset(changed | ({FILES} if files != earlier else set()))


def _register_answer(
    session: Session, actor: Actor, application: Application, made: Submission
) -> None:
    assert application.case_id is not None  # noqa: S101 -- a submitted one has its case
    attached = [one.file_version_id for one in attached_files(session, application.id)]
    registry.register_record(
        session,
        actor=actor if application.on_paper else None,
        case_id=application.case_id,
        direction=Direction.IN,
        dated=clock.today(),
        counterpart=application.organisation,
        content=f"Komplettering av ansökan, inskickning {made.number}",
        file_version_ids=[made.file_version_id, *attached],
    )


def _acknowledge(session: Session, application: Application, made: Submission) -> None:
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Kvitto: komplettering av ansökan {application.name}",
        text="Vi har tagit emot er komplettering. Beredningen går nu vidare.\n\n"
        f"Inskickning: nummer {made.number}\nKontrollsumma (SHA-256): {made.sha256}",
    )


def mark_read(
    session: Session, *, actor: Actor, application_id: int, number: int
) -> CompletionRequest:
    """Note that the office has looked at what was changed.

    Raises:
        NotFound: when there is no such request.
        DomainError: ``completion.not_answered``.
    """
    found = completion_request(session, application_id, number)
    if found.state is not CompletionState.ANSWERED:
        raise DomainError("completion.not_answered")
    if found.read_at is None:
        found.read_at = clock.now()
        history.note(
            session,
            actor=actor,
            action="completion.read",
            subject=found,
            sentence="granskade kompletteringen",
        )
    return found


def send_reminders(session: Session) -> None:
    """Remind of what is soon due, and of what is late, once each; the worker calls this."""
    today = clock.today()
    for found in open_requests_due(session, today + REMIND_BEFORE):
        asked = Asked(
            sent_on=found.sent_at.astimezone(clock.STOCKHOLM).date(),
            due_on=found.due_on,
            reminded_on=_day(found),
        )
        which = reminder_due(asked, today)
        if which is not None:
            _remind(session, found, which)


def _day(found: CompletionRequest) -> date | None:
    at = found.reminded_at
    return at.astimezone(clock.STOCKHOLM).date() if at else None


def _remind(session: Session, found: CompletionRequest, which: Reminder) -> None:
    found.reminded_at = clock.now()
    application = found.application
    late = which is Reminder.AFTER
    notifications.tell(
        session,
        application=application,
        recipients=notifications.recipients(session, application),
        heading=f"Påminnelse: komplettera ansökan {application.name}",
        text=reminder_text(letter_of(found), late=late),
    )
    history.note(
        session,
        actor=None,
        action="completion.remind",
        subject=found,
        sentence="påminde om kompletteringen" + (", som är försenad" if late else ""),
    )
