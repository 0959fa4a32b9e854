"""A § that is frozen and attested by itself, before the rest of the minutes (rule IMM)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app.association import queries as association
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Properties
from app.documents.kinds import OMEDELBAR_JUSTERING
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.history import HasIdentity
from app.meetings import queries as meetings
from app.minutes import queries
from app.minutes.documents import minutes_context
from app.minutes.domain import MinutesFacts, ParagraphFacts
from app.minutes.domain.freezing import AttestedMinutes, stops
from app.minutes.domain.immediate import immediate_problems, signers_at
from app.minutes.domain.immediate_document import immediate_data
from app.minutes.domain.problems import Problem
from app.minutes.models import MinutesVersion, Signer
from app.minutes.services import hooks
from app.minutes.services.access import own_paragraph, writable
from app.minutes.services.alone import locked
from app.minutes.services.attestation import all_have_signed
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.meetings.models import Meeting


def missing_at_once(facts: MinutesFacts, one: ParagraphFacts) -> list[Problem]:
    """Return everything that is missing before a § can be frozen by itself (rules IMM, K6)."""
    return immediate_problems(facts, one)


def immediate_context(session: Session, facts: MinutesFacts, one: ParagraphFacts) -> dict[str, Any]:
    """Return the data of the document of a § attested at once, as it would be frozen now."""
    whole = minutes_context(facts, association.get_association(session))
    return immediate_data(facts, one, whole)


def immediate_fingerprint(context: dict[str, Any]) -> str:
    """Return a mark of what would be frozen, so that nobody freezes an unread text."""
    return hashlib.sha256(json.dumps(context, sort_keys=True).encode()).hexdigest()


def freeze_at_once(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    version: str | None = None,
) -> MinutesVersion:
    """Freeze one § by itself as a document for its own signers (rules IMM, ATT).

    ``version`` is the fingerprint of what was read; None trusts the present text. Safe to run
    again: a § that is frozen already is returned as it is.

    Raises:
        DomainError: ``immediate.incomplete`` with every reason, ``immediate.changed``;
            ``minutes.not_open``.
    """
    meetings.lock_meeting(session, meeting.id)
    writable(session, meeting)
    paragraph = own_paragraph(session, meeting, paragraph_id)
    frozen = queries.current_version(session, meeting.id, paragraph.id)
    if frozen is not None:
        return frozen
    facts = queries.minutes_whole(session, meeting.id)
    one = _of(facts, paragraph.id)
    context = immediate_context(session, facts, one)
    _check(facts, one, context, version)
    made = _make_version(session, actor, facts, one, context)
    _register(session, actor, facts.case_id, made, f"Omedelbart justerad {one.label}, låst")
    hooks.frozen(session, actor, made)
    return made


def _of(facts: MinutesFacts, paragraph_id: int) -> ParagraphFacts:
    return next(one for one in facts.paragraphs if one.id == paragraph_id)


def _check(
    facts: MinutesFacts, one: ParagraphFacts, context: dict[str, Any], version: str | None
) -> None:
    found = stops(missing_at_once(facts, one))
    if found:
        reasons = [problem.sentence for problem in found]
        raise DomainError("immediate.incomplete", label=one.label, reasons=reasons)
    if version is not None and version != immediate_fingerprint(context):
        raise DomainError("immediate.changed")


def _make_version(
    session: Session,
    actor: Actor | None,
    facts: MinutesFacts,
    one: ParagraphFacts,
    context: dict[str, Any],
) -> MinutesVersion:
    earlier = queries.versions(session, facts.meeting_id, one.id)
    properties = _properties(facts, one, context)
    file_version = documents.store(
        session,
        actor=actor,
        kind=OMEDELBAR_JUSTERING.name,
        title=properties.title,
        filename=f"omedelbart-justerad-{facts.held_on.isoformat()}-p{one.number}.docx",
        media_type=DOCX,
        content=documents.fill(OMEDELBAR_JUSTERING, context, properties).content,
        data=context,
        document_id=earlier[-1].file_version.document_id if earlier else None,
    )
    session.flush()
    made = MinutesVersion(
        meeting_id=facts.meeting_id,
        paragraph_id=one.id,
        number=len(earlier) + 1,
        file_version_id=file_version.id,
        sha256=file_version.sha256,
        frozen_at=clock.now(),
        frozen_by=actor.name if actor else history.SYSTEM,
        voided_at=None,
        signers=[
            Signer(person_id=signer.person_id, role=signer.role, name=signer.name)
            for signer in signers_at(facts, one.place)
        ],
    )
    session.add(made)
    sentence = f"låste {one.label} för omedelbar justering, version {made.number}"
    _tell(session, actor, made, "frozen_at_once", sentence, sha256=made.sha256)
    return made


def _properties(facts: MinutesFacts, one: ParagraphFacts, context: dict[str, Any]) -> Properties:
    return Properties(
        title=f"Omedelbart justerad {one.label}, {facts.held_on.isoformat()}",
        subject=str(context["rubrik"]),
        keywords="omedelbar justering",
        author=str(context["forbund"]["namn"]),
        created=clock.now(),
        identifier=facts.case_number,
    )


def _register(
    session: Session, actor: Actor | None, case_id: int, version: MinutesVersion, content: str
) -> None:
    registry.register_record(
        session,
        actor=actor,
        case_id=case_id,
        direction=Direction.INTERNAL,
        dated=clock.today(),
        counterpart="",
        content=content,
        file_version_ids=[version.file_version_id],
    )


def _tell(
    session: Session,
    actor: Actor | None,
    version: MinutesVersion,
    action: str,
    sentence: str,
    **details: Any,
) -> None:
    """Write in the log of the §, where the editor shows it (rule O4)."""
    session.flush()
    paragraph = own_paragraph(session, meetings.meeting(session, version.meeting_id), _id(version))
    history.note(
        session,
        actor=actor,
        action=f"minutes.{action}",
        subject=paragraph,
        sentence=sentence,
        **details,
    )


def _id(version: MinutesVersion) -> int:
    return version.paragraph_id or 0


def unlock_at_once(
    session: Session, *, actor: Actor | None, meeting: HasIdentity, paragraph_id: int, reason: str
) -> MinutesVersion:
    """Void the frozen version of a § with the signatures given, so that it can be written (UNL).

    Raises:
        DomainError: ``unlock.no_reason`` on ``reason``, ``immediate.not_frozen``,
            ``immediate.attested`` when everybody has signed.
    """
    meetings.lock_meeting(session, meeting.id)
    frozen = queries.current_version(session, meeting.id, paragraph_id)
    if frozen is None:
        raise DomainError("immediate.not_frozen")
    one = _of(queries.minutes_whole(session, meeting.id), paragraph_id)
    if all_have_signed(frozen):
        raise locked(one)
    if not reason.strip():
        raise DomainError("unlock.no_reason", field="reason")
    frozen.voided_at, frozen.void_reason = clock.now(), reason.strip()
    sentence = f"låste upp {one.label}, som skulle justeras omedelbart: {reason.strip()}"
    _tell(session, actor, frozen, "unlocked_at_once", sentence)
    hooks.unlocked(session, actor, frozen)
    return frozen


def bring_back_alone(session: Session, actor: Actor | None, told: AttestedMinutes) -> None:
    """Bring the decision of a § that everybody has signed back to its case at once (rule IMM).

    The whole minutes leave it out when they are attested, so that it comes once.
    """
    version = queries.version(session, told.version_id)
    facts = queries.minutes_whole(session, told.meeting_id)
    one = _of(facts, _id(version))
    sentence = f"justerade som den sista, och {one.label} är därmed omedelbart justerad"
    _tell(session, actor, version, "attested_at_once", sentence, sha256=version.sha256)
    _register(session, actor, facts.case_id, version, f"Omedelbart justerad {one.label}, justerad")
    if one.case_id is not None:
        registry.record_decision(
            session,
            actor=actor,
            case_id=one.case_id,
            meeting_on=facts.held_on,
            body_name=facts.body_name,
            paragraph_label=one.label,
            clauses=(version.file_version.data or {})["paragrafer"][0]["beslut"],
            file_version_id=version.file_version_id,
        )
