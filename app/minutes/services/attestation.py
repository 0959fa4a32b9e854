"""Attestation: everybody who is to sign signs the same frozen bytes (rules ATT, K7)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.documents import services as documents
from app.documents.domain import JPEG, PDF, PNG
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.history import HasIdentity
from app.kernel.hooks import Hook
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import MeetingEvent, MeetingState
from app.minutes import queries
from app.minutes.domain import SIGNER_WORDS, AttestationMethod, MinutesFacts
from app.minutes.domain.freezing import AttestedMinutes
from app.minutes.models import Attestation, MinutesVersion, Signer
from app.registry import services as registry
from app.registry.domain import Direction

attested: Hook[[Session, Actor | None, AttestedMinutes], None] = Hook("minutes.attested")
"""Called in the same transaction when the last one has signed."""

SCANS = frozenset({PDF, JPEG, PNG})


def attest(
    session: Session, *, actor: Actor, meeting: HasIdentity, password: str, sha256: str
) -> Attestation:
    """Sign in the tool, after entering the password again (rule ATT).

    Raises:
        DomainError: what :func:`accounts.confirm_password` raises, and every ``attest.…``.
    """
    accounts.confirm_password(session, actor=actor, password=password)
    return _sign(
        session,
        actor=actor,
        meeting=meeting,
        person_id=actor.person_id,
        sha256=sha256,
        method=AttestationMethod.IN_TOOL,
        attested_on=clock.today(),
    )


def register_attestation(
    session: Session,
    *,
    actor: Actor | None,
    meeting: HasIdentity,
    person_id: int,
    attested_on: date,
    filename: str,
    content: bytes,
    sha256: str,
) -> Attestation:
    """Register that somebody has signed on paper, with a scan of the signed page (rule ATT).

    Raises:
        DomainError: on ``file`` or ``attested_on``, and every ``attest.…``.
    """
    media_type = documents.check_upload(filename, content)
    if media_type not in SCANS:
        raise DomainError("attest.scan_kind", field="file")
    scan = documents.store(
        session,
        actor=actor,
        kind="skanning",
        title="Underskriven sida",
        filename=filename,
        media_type=media_type,
        content=content,
    )
    session.flush()
    return _sign(
        session,
        actor=actor,
        meeting=meeting,
        person_id=person_id,
        sha256=sha256,
        method=AttestationMethod.ON_PAPER,
        attested_on=attested_on,
        scan_id=scan.id,
    )


def _sign(
    session: Session,
    *,
    actor: Actor | None,
    meeting: HasIdentity,
    person_id: int,
    sha256: str,
    method: AttestationMethod,
    attested_on: date,
    scan_id: int | None = None,
) -> Attestation:
    version = _open_version(session, meeting)
    signer = _signer(actor, version, person_id)
    _check_bytes_and_day(version, sha256, attested_on)
    made = Attestation(
        minutes_version_id=version.id,
        person_id=person_id,
        sha256=sha256,
        method=method,
        attested_on=attested_on,
        registered_at=clock.now(),
        registered_by=actor.name if actor else history.SYSTEM,
        scan_id=scan_id,
    )
    session.add(made)
    how = "på papper" if method is AttestationMethod.ON_PAPER else "i Klubba"
    own = actor is not None and actor.person_id == person_id
    history.note(
        session,
        actor=actor,
        action="minutes.attested",
        subject=meeting,
        sentence="justerade protokollet"
        if own and method is AttestationMethod.IN_TOOL
        else f"registrerade att {signer.name} har justerat {how}",
        sha256=sha256,
        method=method,
        person_id=person_id,
    )
    _finish_when_all_have_signed(session, actor, meeting)
    return made


def _open_version(session: Session, meeting: HasIdentity) -> MinutesVersion:
    """Return the version to sign, with the meeting locked: of two last signers one comes second."""
    meetings.lock_meeting(session, meeting.id)
    held = meetings.meeting(session, meeting.id)
    session.refresh(held)
    version = queries.current_version(session, held.id)
    if version is None:
        raise DomainError("attest.not_frozen")
    if held.state is not MeetingState.FROZEN:
        raise DomainError("attest.done")
    return version


def _signer(actor: Actor | None, version: MinutesVersion, person_id: int) -> Signer:
    found = next((one for one in version.signers if one.person_id == person_id), None)
    if found is None:
        name = actor.name if actor and actor.person_id == person_id else "Personen"
        raise DomainError("attest.not_signer", name=name)
    if any(one.person_id == person_id for one in version.attestations):
        raise DomainError("attest.twice", name=found.name)
    return found


def _check_bytes_and_day(version: MinutesVersion, sha256: str, attested_on: date) -> None:
    if sha256 != version.sha256:
        raise DomainError("attest.other_bytes")
    frozen_on = version.frozen_at.astimezone(clock.STOCKHOLM).date()
    if attested_on < frozen_on:
        raise DomainError("attest.before_freezing", field="attested_on", day=frozen_on.isoformat())
    if attested_on > clock.today():
        raise DomainError("attest.in_future", field="attested_on")


def _finish_when_all_have_signed(
    session: Session, actor: Actor | None, meeting: HasIdentity
) -> None:
    session.flush()
    version = queries.current_version(session, meeting.id)
    if version is None or len(version.attestations) < len(version.signers):
        return
    facts = queries.minutes_whole(session, meeting.id)
    meeting_services.step(
        session,
        actor=actor,
        meeting=meetings.meeting(session, meeting.id),
        event=MeetingEvent.ATTEST,
        sentence=f"justerade som den sista, och protokollet {facts.span} är därmed justerat",
    )
    _register(session, actor, facts, version)
    attested(session, actor, attested_minutes(session, meeting.id))


def attested_minutes(session: Session, meeting_id: int) -> AttestedMinutes:
    """Return what others need to know about minutes that everybody has signed.

    Raises:
        DomainError: ``attest.not_done`` before that.
    """
    version = queries.current_version(session, meeting_id)
    if version is None or len(version.attestations) < len(version.signers):
        raise DomainError("attest.not_done")
    held = meetings.meeting(session, meeting_id)
    frozen = version.file_version.data or {}
    return AttestedMinutes(
        version_id=version.id,
        meeting_id=held.id,
        case_id=held.case_id,
        case_number=held.case.number,
        body_name=held.body.name,
        meeting_on=held.held_on,
        paragraphs=frozen["paragrafspann"],
        attested_on=max(one.attested_on for one in version.attestations),
        kept_at=frozen["anslag"]["forvaras"],
        sha256=version.sha256,
        signers=tuple(f"{one.name}, {SIGNER_WORDS[one.role]}" for one in version.signers),
        letterhead=frozen["forbund"],
    )


def _register(
    session: Session, actor: Actor | None, facts: MinutesFacts, version: MinutesVersion
) -> None:
    """Register the minutes, and bring every decision back to its case in the words signed."""
    registry.register_record(
        session,
        actor=actor,
        case_id=facts.case_id,
        direction=Direction.INTERNAL,
        dated=max(one.attested_on for one in version.attestations),
        counterpart="",
        content=f"Protokoll {facts.span}, justerat",
        file_version_ids=[version.file_version_id],
    )
    frozen = {row["tal"]: row for row in (version.file_version.data or {})["paragrafer"]}
    decided = [one for one in facts.paragraphs if frozen[one.number]["beslut"]]
    for one in decided:
        if one.case_id is not None:
            registry.record_decision(
                session,
                actor=actor,
                case_id=one.case_id,
                meeting_on=facts.held_on,
                body_name=facts.body_name,
                paragraph_label=one.label,
                clauses=frozen[one.number]["beslut"],
                file_version_id=version.file_version_id,
            )
    _tell_undecided(session, actor, facts, {one.case_id for one in decided})


def _tell_undecided(
    session: Session, actor: Actor | None, facts: MinutesFacts, decided: set[int | None]
) -> None:
    """Say of every case that the meeting had and nothing was decided about that it goes on."""
    treated = {one.case_id for one in facts.paragraphs if one.case_id is not None}
    for case_id in sorted(treated - decided):
        meeting_services.case_left(session, actor=actor, case_id=case_id)
