"""Every thing that can be done before the signatures: read, comment, be ready, send back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.association import queries as association
from app.kernel import clock, db, history
from app.kernel.actor import Actor
from app.kernel.cli import settings
from app.kernel.errors import DomainError
from app.kernel.ui import long_date
from app.meetings import queries as meetings
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.domain.freezing import AttestationDates, attestation_dates
from app.review import notifications, queries
from app.review.domain import WaitingSigner, fingerprints, labels_of, to_remind
from app.review.models import (
    ReviewComment,
    ReviewMark,
    ReviewReading,
    ReviewRefusal,
    ReviewReminder,
)
from app.review.notifications import Letter

if TYPE_CHECKING:
    from app.minutes.models import MinutesVersion

log = logging.getLogger(__name__)

PATH = "/sammantraden/{day}/granskning/{version}"
WRITE_PATH = "/sammantraden/{day}/protokoll/skriv"
MORNING = 7  # the hour in Sweden before which nobody is reminded

_note = history.Noting("review")


def is_open(version: MinutesVersion) -> bool:
    """Say whether a version waits for signatures still: only then is it commented."""
    return version.voided_at is None and not minutes_services.all_have_signed(version)


def signs(version: MinutesVersion, person_id: int) -> bool:
    """Say whether somebody is to sign the version (rule ATT)."""
    return any(signer.person_id == person_id for signer in version.signers)


def tell_signers(session: Session, actor: Actor | None, version: MinutesVersion) -> None:
    """Write to everybody who is to sign a version that was just frozen, where they have mail."""
    del actor
    session.flush()
    letter = _letter(session, version)
    addresses = queries.addresses(session, version.id)
    for signer in version.signers:
        if email := addresses[signer.person_id]:
            notifications.tell_frozen(
                session, version=version, letter=letter, name=signer.name, email=email
            )


def tell_those_who_signed(session: Session, actor: Actor | None, version: MinutesVersion) -> None:
    """Write to those whose signatures no longer hold since the version was unlocked (UNL)."""
    given = {one.person_id for one in version.attestations}
    given.discard(actor.person_id if actor else 0)
    letter = _letter(session, version) if given else None
    addresses = queries.addresses(session, version.id) if given else {}
    for signer in version.signers:
        if letter and signer.person_id in given and (email := addresses[signer.person_id]):
            notifications.tell_unlocked(
                session, version=version, letter=letter, name=signer.name, email=email
            )


def _letter(session: Session, version: MinutesVersion, path: str = PATH) -> Letter:
    held = meetings.meeting(session, version.meeting_id)
    data = version.file_version.data or {}
    label = labels_of(data)
    alone = [word for place, word in label.items() if place][:1] if version.paragraph_id else []
    day = held.held_on.isoformat()
    return Letter(
        association=association.get_association(session).name,
        what=f"{alone[0]} i protokollet" if alone else "Protokollet",
        meeting=f"sammanträdet den {long_date(held.held_on)} ({held.body.name})",
        link=settings().base_url.rstrip("/") + path.format(day=day, version=version.id),
        dates=dates_of(session, version),
    )


def dates_of(session: Session, version: MinutesVersion) -> AttestationDates:
    """Return when the signers are reminded, and the last day (rule K7)."""
    charter = association.charter(session)
    return attestation_dates(
        meetings.meeting(session, version.meeting_id).held_on,
        within_days=charter.attestation_days,
        remind_after=charter.attestation_reminder_days,
    )


def _held(session: Session, version_id: int) -> MinutesVersion:
    """Return the version, with its meeting locked, while it waits for signatures.

    Raises:
        DomainError: ``review.not_open``.
    """
    meetings.lock_meeting(session, minutes.version(session, version_id).meeting_id)
    version = minutes.version(session, version_id)
    if not is_open(version):
        raise DomainError("review.not_open")
    return version


def _held_by_signer(session: Session, version_id: int, actor: Actor) -> MinutesVersion:
    version = _held(session, version_id)
    if not signs(version, actor.person_id):
        raise DomainError("review.not_signer")
    return version


def comment(
    session: Session, *, actor: Actor, version_id: int, paragraph_id: int | None, text: str
) -> ReviewComment:
    """Write a comment at a §, or at the front page when ``paragraph_id`` is None.

    Whoever signs the version writes as a signer, everybody else as the office.

    Raises:
        DomainError: ``review.not_open``, ``review.no_text`` on ``text``,
            ``review.no_such_paragraph``.
    """
    version = _held(session, version_id)
    if not text.strip():
        raise DomainError("review.no_text", field="text")
    label = _label(session, version, paragraph_id)
    signer = signs(version, actor.person_id)
    made = ReviewComment(
        minutes_version_id=version.id,
        paragraph_id=paragraph_id,
        person_id=actor.person_id,
        signer_id=actor.person_id if signer else None,
        by_office=not signer,
        written_by=actor.name,
        written_at=clock.now(),
        text=text.strip(),
        resolved_at=None,
    )
    session.add(made)
    _note(session, actor, made, "commented", f"kommenterade {label} före justeringen")
    return made


def _label(session: Session, version: MinutesVersion, paragraph_id: int | None) -> str:
    """Return what the § is called; a § of another meeting or version is refused."""
    if paragraph_id is None:
        return "första sidan"
    labels = labels_of(version.file_version.data or {})
    by_id = {one: n for n, one in queries.paragraph_ids(session, version.meeting_id).items()}
    label = labels.get(by_id.get(paragraph_id, -1))
    if label is None:
        raise DomainError("review.no_such_paragraph")
    return label


def resolve(session: Session, *, actor: Actor, comment_id: int) -> ReviewComment:
    """Note that a comment has been seen to; a second time changes nothing."""
    found = queries.comment(session, comment_id)
    if found.resolved_at is None:
        found.resolved_at, found.resolved_by = clock.now(), actor.name
        _note(session, actor, found, "resolved", f"åtgärdade en kommentar av {found.written_by}")
    return found


def reopen(session: Session, *, actor: Actor, comment_id: int) -> ReviewComment:
    """Take back that a comment has been seen to."""
    found = queries.comment(session, comment_id)
    if found.resolved_at is not None:
        found.resolved_at, found.resolved_by = None, ""
        _note(session, actor, found, "reopened", f"öppnade en kommentar av {found.written_by} igen")
    return found


def mark_ready(session: Session, *, actor: Actor, version_id: int) -> None:
    """Note that a signer has read the version and has nothing more to say; safe to run again.

    Raises:
        DomainError: ``review.not_open``, ``review.not_signer``.
    """
    version = _held_by_signer(session, version_id, actor)
    if queries.mark(session, version_id=version.id, person_id=actor.person_id) is None:
        session.add(
            ReviewMark(
                minutes_version_id=version.id,
                person_id=actor.person_id,
                marked_at=clock.now(),
            )
        )
        _note(session, actor, version.meeting, "ready", "klarmarkerade protokollet")


def take_back_ready(session: Session, *, actor: Actor, version_id: int) -> None:
    """Take the mark back; safe to run again.

    Raises:
        DomainError: ``review.not_open``, ``review.not_signer``.
    """
    version = _held_by_signer(session, version_id, actor)
    found = queries.mark(session, version_id=version.id, person_id=actor.person_id)
    if found is not None:
        session.delete(found)
        _note(session, actor, version.meeting, "not_ready", "tog tillbaka sin klarmarkering")


def refuse(session: Session, *, actor: Actor, version_id: int, reason: str) -> ReviewRefusal:
    """Send the version back to the secretary: it is void, with the signatures given (rule UNL).

    The office gets a letter.

    Raises:
        DomainError: ``review.not_open``, ``review.not_signer``, ``review.no_reason`` on ``reason``.
    """
    version = _held_by_signer(session, version_id, actor)
    if not reason.strip():
        raise DomainError("review.no_reason", field="reason")
    made = ReviewRefusal(
        minutes_version_id=version.id,
        person_id=actor.person_id,
        name=actor.name,
        reason=reason.strip(),
        refused_at=clock.now(),
    )
    session.add(made)
    _unlock(session, actor, version, f"{actor.name} skickade tillbaka texten: {made.reason}")
    _tell_office(session, version, made)
    return made


def _unlock(session: Session, actor: Actor, version: MinutesVersion, reason: str) -> None:
    meeting, only = version.meeting, version.paragraph_id
    if only is None:
        minutes_services.unlock(session, actor=actor, meeting=meeting, reason=reason)
    else:
        minutes_services.unlock_at_once(
            session, actor=actor, meeting=meeting, paragraph_id=only, reason=reason
        )


def _tell_office(session: Session, version: MinutesVersion, refusal: ReviewRefusal) -> None:
    letter = _letter(session, version, WRITE_PATH)
    people = {
        row.email: row.name for row in association.office_at(session, clock.today()) if row.email
    }
    for email, name in people.items():
        notifications.tell_sent_back(
            session,
            version_id=version.id,
            letter=letter,
            name=name,
            email=email,
            signer=refusal.name,
            reason=refusal.reason,
        )


def note_reading(session: Session, *, version: MinutesVersion, person_id: int) -> None:
    """Note that a signer has opened a version, with a mark of each § as it reads; once each."""
    if queries.has_read(session, version_id=version.id, person_id=person_id):
        return
    session.add(
        ReviewReading(
            minutes_version_id=version.id,
            person_id=person_id,
            read_at=clock.now(),
            fingerprints=fingerprints(version.file_version.data or {}),
        )
    )
    session.flush()


def remember_reading(session: Session, *, version: MinutesVersion, person_id: int) -> None:
    """Do the same in a short transaction of its own, beside a page that only reads ``session``."""
    if queries.has_read(session, version_id=version.id, person_id=person_id):
        return
    try:
        with db.new_session() as own, db.committing(own):
            note_reading(own, version=version, person_id=person_id)
    except (IntegrityError, OperationalError):
        # Another tab was first, or the database is busy: no reason to keep anybody from reading.
        log.warning("the reading of version %s was not noted", version.id)


def remind(session: Session) -> None:
    """Remind those who have not signed, when their day has come; what the worker does (rule K7).

    Safe to run again: nobody gets two letters about the same version on one day.
    """
    if clock.now().astimezone(clock.STOCKHOLM).hour < MORNING:
        return
    charter, today = association.charter(session), clock.today()
    for signer in queries.waiting(session):
        dates = attestation_dates(
            signer.meeting_on,
            within_days=charter.attestation_days,
            remind_after=charter.attestation_reminder_days,
        )
        if to_remind(signer, dates, today):
            _remind(session, signer, dates)


def _remind(session: Session, signer: WaitingSigner, dates: AttestationDates) -> None:
    today = clock.today()
    version = minutes.version(session, signer.version_id)
    session.add(
        ReviewReminder(minutes_version_id=version.id, person_id=signer.person_id, sent_on=today)
    )
    notifications.remind(
        session,
        version_id=version.id,
        letter=_letter(session, version),
        name=signer.name,
        email=signer.email,
        late=dates.late(today),
    )
    _note(session, None, version.meeting, "reminded", f"påminde {signer.name} om justeringen")
