"""Certified extracts of attested minutes, made from the frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app.association import queries as association
from app.association.domain import ROLE_WORDS
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Value
from app.documents.kinds import PROTOKOLLSUTDRAG
from app.documents.services import RenderedFile
from app.kernel import clock, history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError
from app.kernel.history import HasIdentity
from app.kernel.hooks import Hook
from app.meetings import queries as meetings
from app.minutes import queries
from app.minutes.documents import Context, extract_context, extract_properties
from app.minutes.domain.sentences import long_date
from app.minutes.domain.terms import ATTESTED
from app.minutes.models import Extract, MinutesVersion
from app.minutes.services.attestation import all_have_signed
from app.minutes.services.hooks import notes_of
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.meetings.models import Meeting

notice_sentence: Hook[[Session, int], str] = Hook("minutes.notice_sentence")
"""Answers, for a minutes version's id, with a sentence on when it was announced, or nothing."""


def extract_data(
    session: Session, *, actor: Actor | None, meeting: HasIdentity, numbers: Sequence[int]
) -> tuple[MinutesVersion, Context]:
    """Return the frozen version and the data of an extract of the §§ with these numbers.

    Before the whole minutes are attested, a § that was attested at once is extracted from its own
    version (rule IMM).

    Raises:
        DomainError: ``extract.not_attested``; on ``numbers`` when none or an unknown is chosen.
    """
    held = meetings.meeting(session, meeting.id)
    version = _version_of(session, held, numbers)
    frozen = _as_minutes(version)
    _check_numbers(numbers, [row["tal"] for row in frozen["paragrafer"]])
    town = association.get_association(session).town
    context = extract_context(
        frozen,
        numbers=sorted(set(numbers)),
        pattern=association.charter(session).pattern_of(held.body_id, held.held_on.year),
        year=held.held_on.year,
        attested=_days(version),
        posted=" ".join(filter(None, notice_sentence(session, version.id))),
        certified_by=_certifier(actor),
        town_and_day=f"{town} den {long_date(clock.today())}",
    )
    context["rattelser"] = _notes(session, held, numbers)
    if version.paragraph_id is not None:
        last = long_date(max(_days(version)))
        context["justerat"] = f"Paragrafen justerades omedelbart den {last}."
    return version, context


def _notes(session: Session, held: Meeting, numbers: Sequence[int]) -> list[Value]:
    """Return the rättelser of the §§ in one sentence each (rule UNL)."""
    ids = [row.id for row in queries.paragraphs_of(session, held.id) if row.number in set(numbers)]
    return [note.text for notes in notes_of(session, ids).values() for note in notes]


def extractable(session: Session, meeting: Meeting) -> Sequence[MinutesVersion]:
    """Return the versions that extracts are taken of: the minutes, else the §§ attested at once."""
    version = queries.current_version(session, meeting.id)
    if version is not None and meeting.state in ATTESTED:
        return [version]
    alone = queries.immediate_versions(session, meeting.id)
    return [one for one in alone if all_have_signed(one)]


def _version_of(session: Session, held: Meeting, numbers: Sequence[int]) -> MinutesVersion:
    versions = extractable(session, held)
    if not versions:
        raise DomainError("extract.not_attested")
    if versions[0].paragraph_id is None or not numbers:
        return versions[0]
    if len(set(numbers)) > 1:
        raise DomainError("extract.one_alone", field="numbers")
    known = {(one.file_version.data or {})["paragrafer"][0]["tal"]: one for one in versions}
    return known.get(numbers[0], versions[0])


def _as_minutes(version: MinutesVersion) -> Mapping[str, Any]:
    """Return the frozen data; that of a § alone with the heading of the minutes it is part of."""
    frozen = version.file_version.data or {}
    return {**frozen, "rubrik": frozen.get("protokollets_rubrik", frozen["rubrik"])}


def make_extract(
    session: Session, *, actor: Actor | None, meeting: HasIdentity, numbers: Sequence[int]
) -> Extract:
    """Make a certified extract of one or several §§ as a Word document and register it.

    Raises:
        DomainError: as :func:`extract_data`.
    """
    version, context = extract_data(session, actor=actor, meeting=meeting, numbers=numbers)
    properties = extract_properties(context, created=clock.now())
    span = str(context["paragrafspann"])
    day = str(context["sammantradesdatum"])
    file_version = documents.store(
        session,
        actor=actor,
        kind=PROTOKOLLSUTDRAG.name,
        title=properties.title,
        filename=extract_filename(day, numbers),
        media_type=DOCX,
        content=documents.fill(PROTOKOLLSUTDRAG, context, properties).content,
        data=context,
    )
    session.flush()
    made = Extract(
        minutes_version_id=version.id,
        file_version_id=file_version.id,
        paragraphs=span,
        made_at=clock.now(),
        made_by=actor.name if actor else history.SYSTEM,
    )
    session.add(made)
    registry.register_record(
        session,
        actor=actor,
        case_id=meetings.meeting(session, meeting.id).case_id,
        direction=Direction.INTERNAL,
        dated=clock.today(),
        counterpart="",
        content=f"Protokollsutdrag {span}",
        file_version_ids=[file_version.id],
    )
    history.note(
        session,
        actor=actor,
        action="minutes.extract",
        subject=meeting,
        sentence=f"gjorde ett protokollsutdrag, {span}",
        sha256=file_version.sha256,
    )
    return made


def render_extract(session: Session, day: date, paragraph: int | None) -> RenderedFile:
    """Return an extract for the command line, of one § or of all; nothing is kept.

    Raises:
        DomainError: as :func:`extract_data`.
        NotFound: when there is no meeting that day.
    """
    meeting = meetings.meeting_on(session, day)
    versions = extractable(session, meeting)
    rows = (versions[0].file_version.data or {})["paragrafer"] if versions else []
    numbers = [paragraph] if paragraph is not None else [row["tal"] for row in rows]
    _, context = extract_data(session, actor=None, meeting=meeting, numbers=numbers)
    properties = extract_properties(context, created=clock.now())
    rendered = documents.fill(PROTOKOLLSUTDRAG, context, properties)
    return RenderedFile(extract_filename(day.isoformat(), numbers), rendered)


def extract_filename(day: str, numbers: Sequence[int]) -> str:
    """Return "protokollsutdrag-2016-11-18-p62.docx"."""
    chosen = sorted(set(numbers))
    last = f"-{chosen[-1]}" if len(chosen) > 1 else ""
    return f"protokollsutdrag-{day}-p{chosen[0]}{last}.docx"


def _check_numbers(numbers: Sequence[int], known: Sequence[int]) -> None:
    if not numbers:
        raise DomainError("extract.no_paragraphs", field="numbers")
    for number in numbers:
        if number not in known:
            raise DomainError("extract.unknown", field="numbers", number=number)


def _days(version: MinutesVersion) -> list[date]:
    """Return the day of each signature, in the order of the signers."""
    days = {one.person_id: one.attested_on for one in version.attestations}
    return [days[signer.person_id] for signer in version.signers]


def _certifier(actor: Actor | None) -> tuple[str, str]:
    if actor is None:
        return "", ""
    held = [role for role in Role if role in actor.roles]
    return actor.name, ROLE_WORDS[held[0]] if held else ""
