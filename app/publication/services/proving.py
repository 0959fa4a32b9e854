"""Proofs of posting: that a notice was put up on a board, and that it was up all the time (K20)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.association import queries as association
from app.association.domain import ROLE_WORDS
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Properties, Rendered
from app.documents.kinds import ANSLAGSBEVIS, ANSLAGSTID, DocumentKind
from app.documents.services import RenderedFile
from app.kernel import clock, history
from app.kernel.actor import OFFICE, Actor, Role
from app.kernel.cli import settings
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.minutes import queries as minutes_queries
from app.minutes import services as minutes_services
from app.minutes.domain.freezing import AttestedMinutes
from app.publication import domain, queries
from app.publication.documents import (
    Context,
    closing_context,
    closing_properties,
    proof_context,
    proof_properties,
)
from app.publication.models import Posting
from app.registry import services as registry
from app.registry.domain import Direction

BOARD_PATH = "/anslagstavla"


def board_address() -> str:
    """Return where the digital board is read."""
    return settings().base_url.rstrip("/") + BOARD_PATH


def attested_behind(session: Session, posting: Posting) -> AttestedMinutes:
    """Return what a notice is about: the whole minutes, or one § attested at once."""
    version = minutes_queries.version(session, posting.minutes_version_id)
    return minutes_services.attested_version(session, version)


def shown(session: Session, posting: Posting) -> domain.Shown | None:
    """Return how a digital notice has been shown until now or its end; None on other boards."""
    if not posting.notice_board.digital:
        return None
    until = min(
        posting.broken_at or clock.now(), clock.now(), domain.midnight(posting.take_down_on)
    )
    spans = queries.spans(session, posting.posted_at)
    return domain.shown(spans, posted_at=posting.posted_at, until=until)


def prove_posting(
    session: Session,
    actor: Actor | None,
    posting: Posting,
    minutes: AttestedMinutes,
    *,
    again: bool,
) -> None:
    """Make the proof that the notice was put up on this board and register it (rules K19, F7)."""
    context = proof_context(
        posting,
        minutes,
        charter=association.charter(session),
        address=board_address(),
        signed_by=_official(actor),
        replaces_broken=again,
    )
    properties = proof_properties(context, created=posting.posted_at)
    name = f"anslagsbevis-{_name(posting)}.docx"
    posting.proof_id = _keep(session, actor, ANSLAGSBEVIS, context, properties, name)
    what = f"Bevis om anslag {minutes.paragraphs}, {posting.notice_board.name}"
    _register(session, actor, minutes, posting.proof_id, posting.posted_on, what)


def prove_closing(
    session: Session,
    actor: Actor | None,
    posting: Posting,
    minutes: AttestedMinutes,
    *,
    down_on: date,
) -> None:
    """Make the proof of how long the notice was up and that it was shown, and register it (K20).

    ``down_on`` is the day when it came down. Of a broken notice, the proof says that it was broken.
    """
    context = closing_context(
        posting,
        minutes,
        down_on=down_on,
        down_by=actor.name if actor else history.SYSTEM,
        address=board_address(),
        signed_by=_official(actor),
        shown=shown(session, posting),
        tolerance=timedelta(hours=association.charter(session).board_shown_tolerance_hours),
    )
    properties = closing_properties(context, created=clock.now())
    name = f"anslagstid-{_name(posting)}.docx"
    posting.closing_proof_id = _keep(session, actor, ANSLAGSTID, context, properties, name)
    what = f"Bevis om anslagstid {minutes.paragraphs}, {posting.notice_board.name}"
    _register(session, actor, minutes, posting.closing_proof_id, down_on, what)


def _keep(
    session: Session,
    actor: Actor | None,
    kind: DocumentKind,
    context: Context,
    properties: Properties,
    filename: str,
) -> int:
    file = documents.store(
        session,
        actor=actor,
        kind=kind.name,
        title=properties.title,
        filename=filename,
        media_type=DOCX,
        content=documents.fill(kind, context, properties).content,
        data=context,
    )
    session.flush()
    return file.id


def _register(
    session: Session,
    actor: Actor | None,
    minutes: AttestedMinutes,
    file_id: int,
    dated: date,
    content: str,
) -> None:
    registry.register_record(
        session,
        actor=actor,
        case_id=minutes.case_id,
        direction=Direction.INTERNAL,
        dated=dated,
        counterpart="",
        content=content,
        file_version_ids=[file_id],
    )


def _name(posting: Posting) -> str:
    return f"{posting.meeting_on.isoformat()}-{posting.notice_board_id}"


def _official(actor: Actor | None) -> tuple[str, str]:
    """Return who certifies, when somebody at the office acted; else it is signed by hand."""
    if actor is None:
        return "", ""
    held = [role for role in Role if role in actor.roles & OFFICE]
    return (actor.name, ROLE_WORDS[held[0]]) if held else ("", "")


def render_proof(session: Session, day: date, _paragraph: int | None) -> RenderedFile:
    """Return the newest proof of posting of a meeting for the command line.

    Raises:
        DomainError: ``posting.nothing_posted``.
    """
    meeting = meetings.meeting_on(session, day)
    postings = queries.postings_about(session, meeting.id)
    file = postings[-1].proof if postings else None
    if file is None:
        raise DomainError("posting.nothing_posted")
    return RenderedFile(file.filename, Rendered(documents.content(file), file.sha256, ()))
