"""Correcting obvious clerical errors in attested minutes by a signed note (rule UNL, FL 36 §)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.association import queries as association
from app.association.domain import ROLE_WORDS
from app.correction import queries
from app.correction.documents import (
    Corrected,
    correction_context,
    correction_filename,
    correction_properties,
)
from app.correction.domain import MadeBy, Wanted, check, sentence, title
from app.correction.models import Correction
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import RATTELSE
from app.kernel import clock, history
from app.kernel.actor import Actor, Role
from app.kernel.audit import Finding, Verified
from app.kernel.errors import DomainError, NotFound
from app.kernel.storage import storage
from app.meetings import queries as meetings
from app.meetings.domain import MeetingState
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.domain import label
from app.minutes.domain.panels import ParagraphNote
from app.registry import services as registry
from app.registry.domain import Direction
from app.sealing import services as sealing

if TYPE_CHECKING:
    from app.meetings.models import Meeting
    from app.minutes.models import MinutesVersion, Paragraph

_FINISHED = frozenset({MeetingState.ATTESTED, MeetingState.POSTED, MeetingState.FINAL})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A rättelse as it will be signed: its data and its very bytes."""

    number: int
    context: Mapping[str, Any]
    content: bytes
    version: MinutesVersion
    made_by: MadeBy

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the bytes in hex."""
        return hashlib.sha256(self.content).hexdigest()


def attested_paragraph(
    session: Session, meeting: Meeting, number: int
) -> tuple[Paragraph, MinutesVersion, Mapping[str, Any]]:
    """Return a § that everybody has signed, the version that holds it, and it as it was frozen.

    Raises:
        DomainError: ``correction.not_attested``. NotFound: when there is no such §.
    """
    rows = minutes.paragraphs_of(session, meeting.id)
    paragraph = next((row for row in rows if row.number == number), None)
    if paragraph is None:
        raise NotFound
    version = minutes.current_version(session, meeting.id)
    if version is None or meeting.state not in _FINISHED:
        version = minutes.current_version(session, meeting.id, paragraph.id)
    if version is None or not minutes_services.all_have_signed(version):
        raise DomainError("correction.not_attested")
    frozen = (version.file_version.data or {})["paragrafer"]
    return paragraph, version, next(row for row in frozen if row["tal"] == number)


def prepare(
    session: Session, *, actor: Actor, meeting: Meeting, number: int, wanted: Wanted
) -> Prepared:
    """Return a rättelse as it would be signed now; nothing is kept.

    Raises:
        DomainError: what :func:`attested_paragraph` and :func:`domain.check` raise.
    """
    _, version, row = attested_paragraph(session, meeting, number)
    check(wanted, row)
    made_on, made_by = clock.today(), _maker(actor, meeting)
    following = queries.last_number(session, meeting.id) + 1
    one = Corrected(
        number=following,
        wanted=wanted,
        made_by=made_by,
        made_on=made_on,
        held_on=meeting.held_on,
        row=row,
        frozen=version.file_version.data or {},
        sha256=version.sha256,
    )
    context = correction_context(one)
    filled = documents.fill(RATTELSE, context, correction_properties(context, made_on))
    return Prepared(following, context, filled.content, version, made_by)


def _maker(actor: Actor, meeting: Meeting) -> MadeBy:
    """Return who makes it: the chair when the person leads the body, else the director."""
    chairs = (Role.CHAIR, meeting.body_id) in actor.seats
    role = Role.CHAIR if chairs else Role.DIRECTOR
    return MadeBy(actor.person_id, actor.name, ROLE_WORDS[role])


def correct(
    session: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    number: int,
    wanted: Wanted,
    sha256: str,
    strong: Mapping[str, str],
) -> Correction:
    """Sign and keep a rättelse of § ``number``; the attested bytes stay as they are (rule UNL).

    ``sha256`` is that of the bytes that the person read, ``strong`` what
    :func:`accounts.confirm_strongly` asks for.

    Raises:
        DomainError: what :func:`prepare` and :func:`accounts.confirm_strongly` raise;
            ``correction.changed`` when the bytes became others.
    """
    meetings.lock_meeting(session, meeting.id)  # of two who number at the same time one waits
    made = prepare(session, actor=actor, meeting=meeting, number=number, wanted=wanted)
    if made.sha256 != sha256:
        raise DomainError("correction.changed")
    assurance = accounts.confirm_strongly(session, actor=actor, bound_to=sha256, **strong)
    paragraph, version, _ = attested_paragraph(session, meeting, number)
    file_version = documents.store(
        session,
        actor=actor,
        kind=RATTELSE.name,
        title=str(made.context["rubrik"]),
        filename=correction_filename(made.context, made.number),
        media_type=DOCX,
        content=made.content,
        data=dict(made.context),
    )
    session.flush()
    kept = Correction(
        meeting_id=meeting.id,
        paragraph_id=paragraph.id,
        minutes_version_id=version.id,
        number=made.number,
        was=wanted.was,
        should_be=wanted.should_be,
        reason=wanted.reason,
        made_by_id=actor.person_id,
        made_by=made.made_by.text,
        made_at=clock.now(),
        file_version_id=file_version.id,
        sha256=file_version.sha256,
        assurance=assurance,
    )
    session.add(kept)
    session.flush()
    _tell(session, actor, meeting, paragraph, kept, made)
    sealing.ask(session, source=file_version, sealed=True)
    return kept


def _tell(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    paragraph: Paragraph,
    kept: Correction,
    made: Prepared,
) -> None:
    """Register it on the case of the minutes and on that of the §, and write the log (rule O4)."""
    name = made.context["paragraf"]
    case_ids = {meeting.case_id, paragraph.case_id} - {None}
    for case_id in sorted(filter(None, case_ids)):
        registry.register_record(
            session,
            actor=actor,
            case_id=case_id,
            direction=Direction.INTERNAL,
            dated=clock.today(),
            counterpart="",
            content=f"{title(kept.number)} av {name} den {meeting.held_on.isoformat()}",
            file_version_ids=[kept.file_version_id],
        )
    history.note(
        session,
        actor=actor,
        action="correction.made",
        subject=meeting,
        sentence=f"rättade {name}: ”{kept.was}” ska vara ”{kept.should_be}”",
        sha256=kept.sha256,
        assurance=kept.assurance,
    )


def paragraph_notes(session: Session, paragraph_ids: Sequence[int]) -> list[ParagraphNote]:
    """Return the rättelser of §§ as the minutes, their extracts and lists show them."""
    found = queries.of_paragraphs(session, paragraph_ids)
    if not found:
        return []
    charter = association.charter(session)
    return [
        ParagraphNote(
            paragraph_id=row.paragraph_id,
            number=row.number,
            title=title(row.number),
            text=_sentence(row, charter.pattern_of(row.body_id, row.held_on.year)),
        )
        for rows in found.values()
        for row in rows
    ]


def _sentence(row: queries.CorrectionRow, pattern: str) -> str:
    return sentence(
        label(pattern, row.paragraph_number, row.held_on.year),
        row.held_on,
        Wanted(row.was, row.should_be, row.reason),
        made_by=row.made_by,
        made_on=row.made_at.astimezone(clock.STOCKHOLM).date(),
    )


def verify_corrections(session: Session) -> list[Verified]:
    """Look whether every rättelse still has the bytes that were signed (rules UNL, O4)."""
    rows = queries.all_corrections(session)
    findings = tuple(
        Finding(f"correction {row.id}", f"{title(row.number)} har inte den fil som skrevs under.")
        for row in rows
        if row.file_version.sha256 != row.sha256 or not _same_bytes(row.sha256)
    )
    return [Verified(f"{len(rows)} rättelser", findings)]


def _same_bytes(sha256: str) -> bool:
    """Say whether the stored file is there and still hashes to this."""
    try:
        storage().open(sha256).close()
    except (FileNotFoundError, ValueError):
        return False
    return True
