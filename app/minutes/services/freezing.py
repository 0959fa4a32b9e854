"""Freezing the minutes: numbers, the document, who signs; and unlocking it again (NUM, K6, UNL)."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from sqlalchemy.orm import Session

from app.association import queries as association
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Rendered
from app.documents.kinds import PROTOKOLL
from app.documents.services import RenderedFile
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.history import HasIdentity
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import MeetingEvent, MeetingState
from app.minutes import queries
from app.minutes.documents import minutes_context, minutes_properties
from app.minutes.domain import MinutesFacts
from app.minutes.domain.freezing import freezing_problems, signers, stops
from app.minutes.domain.immediate import whole_problems
from app.minutes.domain.problems import Problem
from app.minutes.models import MinutesVersion, Signer
from app.minutes.services import alone, hooks
from app.minutes.services.at_once import give_numbers
from app.registry import services as registry
from app.registry.domain import Direction


def missing(session: Session, facts: MinutesFacts) -> list[Problem]:
    """Return everything that is missing before the minutes can be frozen (rule K6)."""
    left_out = queries.items_left_out(session, facts.meeting_id)
    at_once = whole_problems(facts, alone.differing(session, facts))
    return [*freezing_problems(facts, left_out), *at_once]


def fingerprint(session: Session, facts: MinutesFacts) -> str:
    """Return a mark of everything that would be frozen, so that nobody freezes an unread text."""
    context = minutes_context(facts, association.get_association(session))
    return hashlib.sha256(json.dumps(context, sort_keys=True).encode()).hexdigest()


def freeze(
    session: Session, *, actor: Actor | None, meeting: HasIdentity, version: str | None = None
) -> MinutesVersion:
    """Give the §§ their numbers and freeze the minutes as a document for the signers.

    ``version`` is the fingerprint of what was read; None trusts the present text. Safe to run
    again: minutes that are frozen already are returned as they are.

    Raises:
        DomainError: ``freeze.incomplete`` with every reason (rule K6), ``freeze.changed``,
            ``freeze.not_drafting``.
    """
    meetings.lock_meeting(session, meeting.id)
    held = meetings.meeting(session, meeting.id)
    session.refresh(held)
    frozen = queries.current_version(session, held.id)
    if frozen is not None:
        return frozen
    if held.state is not MeetingState.MINUTES_DRAFTING:
        raise DomainError("freeze.not_drafting")
    _check(session, held.id, version)
    give_numbers(session, held)
    facts = queries.minutes_whole(session, held.id)
    made = _make_version(session, actor, facts)
    registry.register_record(
        session,
        actor=actor,
        case_id=facts.case_id,
        direction=Direction.INTERNAL,
        dated=clock.today(),
        counterpart="",
        content=f"Protokoll {facts.span}, låst för justering",
        file_version_ids=[made.file_version_id],
    )
    meeting_services.step(
        session,
        actor=actor,
        meeting=held,
        event=MeetingEvent.FREEZE,
        sentence=f"låste protokollet {facts.span}",
    )
    hooks.frozen(session, actor, made)
    return made


def _check(session: Session, meeting_id: int, version: str | None) -> None:
    facts = queries.minutes_whole(session, meeting_id)
    found = stops(missing(session, facts))
    if found:
        raise DomainError("freeze.incomplete", reasons=[problem.sentence for problem in found])
    if version is not None and version != fingerprint(session, facts):
        raise DomainError("freeze.changed")


def _make_version(session: Session, actor: Actor | None, facts: MinutesFacts) -> MinutesVersion:
    head = association.get_association(session)
    context = minutes_context(facts, head)
    properties = minutes_properties(facts, head, created=clock.now())
    earlier = queries.versions(session, facts.meeting_id)
    file_version = documents.store(
        session,
        actor=actor,
        kind=PROTOKOLL.name,
        title=properties.title,
        filename=f"protokoll-{facts.held_on.isoformat()}.docx",
        media_type=DOCX,
        content=documents.fill(PROTOKOLL, context, properties).content,
        data=context,
        document_id=earlier[-1].file_version.document_id if earlier else None,
    )
    session.flush()
    made = MinutesVersion(
        meeting_id=facts.meeting_id,
        number=len(earlier) + 1,
        file_version_id=file_version.id,
        sha256=file_version.sha256,
        frozen_at=clock.now(),
        frozen_by=actor.name if actor else history.SYSTEM,
        voided_at=None,
        signers=[
            Signer(person_id=signer.person_id, role=signer.role, name=signer.name)
            for signer in signers(facts)
        ],
    )
    session.add(made)
    history.note(
        session,
        actor=actor,
        action="minutes.frozen",
        subject=made,
        sentence=f"låste protokollet {facts.span}, version {made.number}",
        sha256=made.sha256,
    )
    return made


def unlock(
    session: Session, *, actor: Actor | None, meeting: HasIdentity, reason: str
) -> MinutesVersion:
    """Void the frozen version with the signatures given, so that it can be written again (UNL).

    Raises:
        DomainError: ``unlock.no_reason`` on ``reason``, ``unlock.not_frozen``,
            ``unlock.attested`` when everybody has signed.
    """
    meetings.lock_meeting(session, meeting.id)
    held = meetings.meeting(session, meeting.id)
    session.refresh(held)
    frozen = queries.current_version(session, held.id)
    if frozen is None:
        raise DomainError("unlock.not_frozen")
    if held.state is not MeetingState.FROZEN:
        raise DomainError("unlock.attested")
    if not reason.strip():
        raise DomainError("unlock.no_reason", field="reason")
    frozen.voided_at, frozen.void_reason = clock.now(), reason.strip()
    meeting_services.step(
        session,
        actor=actor,
        meeting=held,
        event=MeetingEvent.UNLOCK,
        sentence=f"låste upp protokollet: {reason.strip()}",
        note_text=reason.strip(),
    )
    hooks.unlocked(session, actor, frozen)
    return frozen


def render_minutes(session: Session, day: date, _paragraph: int | None) -> RenderedFile:
    """Return the minutes of a day for the command line: as frozen, or as they would be now."""
    meeting = meetings.meeting_on(session, day)
    frozen = queries.current_version(session, meeting.id)
    filename = f"protokoll-{day.isoformat()}.docx"
    if frozen is not None:
        content = documents.content(frozen.file_version)
        return RenderedFile(filename, Rendered(content, frozen.sha256, ()))
    facts = queries.minutes_whole(session, meeting.id)
    head = association.get_association(session)
    properties = minutes_properties(facts, head, created=clock.now())
    rendered = documents.fill(PROTOKOLL, minutes_context(facts, head), properties)
    return RenderedFile(f"utkast-{filename}", rendered)
