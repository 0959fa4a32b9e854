"""Attestation: everybody who is to sign signs the same frozen bytes (rules ATT, K7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.hooks import Hook
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import MeetingEvent
from app.minutes import queries
from app.minutes.domain import SIGNER_WORDS, AttestationMethod, MinutesFacts
from app.minutes.domain.freezing import AttestedMinutes
from app.minutes.domain.terms import METHOD_SHORT
from app.minutes.models import Attestation, MinutesVersion, Signer
from app.registry import services as registry
from app.registry.domain import Direction

attested: Hook[[Session, Actor | None, AttestedMinutes], None] = Hook("minutes.attested")
"""Called in the same transaction when the last one has signed the whole minutes."""

attested_alone: Hook[[Session, Actor | None, AttestedMinutes], None] = Hook(
    "minutes.attested_alone"
)
"""Called in the same transaction when the last one has signed one § at once (rule IMM)."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody confirmed the bytes: the method, the day, and what shows it.

    ``assurance`` is how the person showed who they are, ``scan_id`` the signed page and
    ``evidence_id`` the file of a signature made elsewhere.
    """

    method: AttestationMethod
    attested_on: date
    assurance: str = ""
    scan_id: int | None = None
    evidence_id: int | None = None


def sign(
    session: Session,
    *,
    actor: Actor | None,
    version_id: int,
    person_id: int,
    sha256: str,
    proof: Proof,
) -> Attestation:
    """Put one signature on a frozen version, and finish it when it was the last (rule ATT).

    ``sha256`` is what the signer saw. Everything that can be signed comes through here: the whole
    minutes and a § attested at once, by every method.

    Raises:
        DomainError: ``attest.not_frozen``, ``attest.done``, ``attest.not_signer``,
            ``attest.twice``, ``attest.other_bytes``; on ``attested_on``.
        NotFound: when there is no such version.
    """
    version = _open_version(session, version_id)
    signer = own_signer(actor, version, person_id)
    _check_bytes_and_day(version, sha256, proof.attested_on)
    made = Attestation(
        minutes_version_id=version.id,
        person_id=person_id,
        sha256=sha256,
        method=proof.method,
        attested_on=proof.attested_on,
        registered_at=clock.now(),
        registered_by=actor.name if actor else history.SYSTEM,
        scan_id=proof.scan_id,
        assurance=proof.assurance,
        evidence_id=proof.evidence_id,
    )
    session.add(made)
    _note(session, actor, version, signer, proof)
    _finish_when_all_have_signed(session, actor, version.id)
    return made


def _note(
    session: Session, actor: Actor | None, version: MinutesVersion, signer: Signer, proof: Proof
) -> None:
    what = "protokollet" if version.paragraph_id is None else "en omedelbart justerad paragraf"
    own = actor is not None and actor.person_id == signer.person_id
    history.note(
        session,
        actor=actor,
        action="minutes.attested",
        subject=version.meeting,
        sentence=f"justerade {what}"
        if own and proof.method is not AttestationMethod.ON_PAPER
        else f"registrerade att {signer.name} har justerat {what} {METHOD_SHORT[proof.method]}",
        sha256=version.sha256,
        method=proof.method,
        assurance=proof.assurance,
        person_id=signer.person_id,
        attested_on=proof.attested_on.isoformat(),
    )


def _open_version(session: Session, version_id: int) -> MinutesVersion:
    """Return the version to sign, with the meeting locked: of two last signers one comes second."""
    meetings.lock_meeting(session, queries.version(session, version_id).meeting_id)
    version = queries.version(session, version_id)
    held = meetings.meeting(session, version.meeting_id)
    session.refresh(held)
    if version.voided_at is not None:
        raise DomainError("attest.not_frozen")
    if all_have_signed(version):
        raise DomainError("attest.done")
    return version


def all_have_signed(version: MinutesVersion) -> bool:
    """Say whether every signer has signed this version."""
    return len(version.attestations) >= len(version.signers)


def own_signer(actor: Actor | None, version: MinutesVersion, person_id: int) -> Signer:
    """Return the one who is to sign and has not done so yet (rule ATT).

    Raises:
        DomainError: ``attest.not_signer``, ``attest.twice``.
    """
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


def _finish_when_all_have_signed(session: Session, actor: Actor | None, version_id: int) -> None:
    session.flush()
    version = queries.version(session, version_id)
    if not all_have_signed(version):
        return
    told = attested_version(session, version)
    if version.paragraph_id is not None:
        attested_alone(session, actor, told)
        return
    facts = queries.minutes_whole(session, version.meeting_id)
    meeting_services.step(
        session,
        actor=actor,
        meeting=meetings.meeting(session, version.meeting_id),
        event=MeetingEvent.ATTEST,
        sentence=f"justerade som den sista, och protokollet {facts.span} är därmed justerat",
    )
    _register(session, actor, facts, version)
    attested(session, actor, told)


def attested_minutes(session: Session, meeting_id: int) -> AttestedMinutes:
    """Return what others need to know about minutes that everybody has signed.

    Raises:
        DomainError: ``attest.not_done`` before that.
    """
    version = queries.current_version(session, meeting_id)
    if version is None or not all_have_signed(version):
        raise DomainError("attest.not_done")
    return attested_version(session, version)


def attested_version(session: Session, version: MinutesVersion) -> AttestedMinutes:
    """Return the same about a version that everybody has signed, whole or one § alone."""
    held = meetings.meeting(session, version.meeting_id)
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
        paragraph_id=version.paragraph_id,
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
        # What was attested at once has come back already (rule IMM).
        if one.case_id is not None and one.alone is None:
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
