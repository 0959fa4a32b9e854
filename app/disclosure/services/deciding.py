"""Deciding what is masked: every masking is a person's, and is logged without its text (GDPR)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.disclosure.domain import (
    IN_THE_LOG,
    Decision,
    Kind,
    Passage,
    Verdict,
    check_provision,
    check_verdict,
    check_words,
    occurrences,
    where,
)
from app.disclosure.models import Masking
from app.disclosure.services.gathering import Treatment, gather
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings

_LOGGED = {
    Verdict.MASK: "maskade {what} i {where} inför publiceringen",
    Verdict.STAND: "lät {what} stå kvar i {where} inför publiceringen",
    Verdict.UNDONE: "ångrade ett beslut om {what} i {where} inför publiceringen",
}


def decide(
    session: Session,
    *,
    actor: Actor,
    meeting_id: int,
    key: str,
    verdict: Verdict,
    reason: str = "",
    provision: str = "",
) -> None:
    """Decide about one finding: mask it, or let it stand with a reason (rules GDPR, O3).

    Raises:
        DomainError: ``disclosure.not_attested``, ``disclosure.unknown`` and what
            :func:`check_verdict` raises.
    """
    treatment = _locked(session, meeting_id)
    finding = treatment.finding(key)
    check_verdict(finding, verdict, reason=reason, provision=provision)
    made = Decision(key, finding.kind, verdict, finding.passage, provision.strip(), reason.strip())
    _write(session, actor, treatment, made, finding.where)


def mask_by_hand(
    session: Session,
    *,
    actor: Actor,
    meeting_id: int,
    place: int | None,
    part: str,
    text: str,
    kind: Kind,
    reason: str = "",
    provision: str = "",
) -> int:
    """Mask a passage everywhere that it stands in a § or on the front page; return how often.

    ``place`` is the index of the §, None for the front page; ``part`` a field of it, or nothing.

    Raises:
        DomainError: ``disclosure.not_attested``; on ``text`` when it does not stand there, on
            ``provision`` when what is secret lacks one, and what :func:`check_words` raises.
    """
    treatment = _locked(session, meeting_id)
    found = occurrences(treatment.data, place=place, part=part, text=text)
    if kind is Kind.CONFIDENTIALITY:
        check_provision(provision)
    check_words(text.strip(), reason=reason, provision=provision)
    for passage in found:
        key = f"hand:{passage.path}:{passage.start}-{passage.end}"
        made = Decision(key, kind, Verdict.MASK, passage, provision.strip(), reason.strip())
        _write(session, actor, treatment, made, where(treatment.data, passage.path))
    return len(found)


def undo(session: Session, *, actor: Actor, meeting_id: int, key: str) -> None:
    """Take back a decision; what was published stays as it was published.

    Raises:
        DomainError: ``disclosure.not_attested``, ``disclosure.unknown``.
    """
    treatment = _locked(session, meeting_id)
    held = treatment.held.get(key)
    if held is None:
        raise DomainError("disclosure.unknown")
    made = Decision(key, held.kind, Verdict.UNDONE, held.passage)
    _write(session, actor, treatment, made, where(treatment.data, held.passage.path))


def _locked(session: Session, meeting_id: int) -> Treatment:
    """Return the treatment with the meeting locked: two who decide come one after the other."""
    meetings.lock_meeting(session, meeting_id)
    return gather(session, meeting_id)


def _write(
    session: Session, actor: Actor, treatment: Treatment, made: Decision, place: str
) -> None:
    passage: Passage = made.passage
    session.add(
        Masking(
            minutes_version_id=treatment.version.id,
            key=made.key,
            kind=made.kind,
            verdict=made.verdict,
            path=passage.path,
            starts_at=passage.start,
            ends_at=passage.end,
            provision=made.provision,
            reason=made.reason,
            decided_at=clock.now(),
            decided_by=actor.name,
        )
    )
    history.note(
        session,
        actor=actor,
        action=f"disclosure.{made.verdict}",
        subject=treatment.version,
        sentence=_LOGGED[made.verdict].format(what=IN_THE_LOG[made.kind], where=place),
        kind=made.kind,
        provision=made.provision,
        reason=made.reason,
    )
