"""Publishing masked minutes, and taking them away again (rules GDPR, O5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.association import queries as association
from app.disclosure import queries
from app.disclosure.documents import bare_properties, title_of, without_metadata, word_context
from app.disclosure.domain import anchor, check_publishable, hides_more, last_day_default, plain
from app.disclosure.domain.texts import Data
from app.disclosure.models import PublishedParagraph, PublishedVersion
from app.disclosure.services.gathering import Treatment, gather
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import PUBLICERAT_PROTOKOLL
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.sealing import services as sealing

if TYPE_CHECKING:
    from app.documents.models import FileVersion

REPLACED = "Ersatt av version {number}, som maskerar mer."
ENDED = "Tiden för publiceringen har gått ut."


def default_end(session: Session) -> date | None:
    """Return the day when what is published today is taken away, by the charter; None for never."""
    return last_day_default(clock.today(), association.charter(session).published_months)


def publish(
    session: Session, *, actor: Actor, meeting_id: int, sha256: str, unpublish_on: date | None
) -> PublishedVersion:
    """Publish a meeting's minutes as previewed, as its next version (rule GDPR).

    ``sha256`` is what the preview showed. An earlier version that shows more than this one is
    taken away; any other stays at its address and leads to the new one. The PDF is asked for.

    Raises:
        DomainError: ``disclosure.not_attested``, ``disclosure.undecided``,
            ``disclosure.number_left``, ``disclosure.changed``, ``disclosure.same``; on
            ``unpublish_on`` when the day has passed.
    """
    meetings.lock_meeting(session, meeting_id)
    treatment = gather(session, meeting_id)
    check_publishable(treatment.masked, treatment.found, treatment.held)
    if treatment.sha256 != sha256:
        raise DomainError("disclosure.changed")
    if unpublish_on is not None and unpublish_on <= clock.today():
        raise DomainError("disclosure.past", field="unpublish_on")
    earlier = queries.versions(session, treatment.version.id)
    if earlier and earlier[0].unpublished_at is None and earlier[0].sha256 == sha256:
        raise DomainError("disclosure.same")
    made = _make(session, actor, treatment, earlier, unpublish_on)
    for one in earlier:
        if one.unpublished_at is None and hides_more(one.data, made.data):
            _take_away(one, actor, REPLACED.format(number=made.number))
    return made


def _make(
    session: Session,
    actor: Actor,
    treatment: Treatment,
    earlier: Sequence[PublishedVersion],
    unpublish_on: date | None,
) -> PublishedVersion:
    data, number = treatment.masked, len(earlier) + 1
    word = _word(session, actor, data, number, earlier)
    held = treatment.version.meeting
    made = PublishedVersion(
        minutes_version_id=treatment.version.id,
        number=number,
        supersedes_id=earlier[0].id if earlier else None,
        body_name=data["organ"],
        meeting_on=held.held_on,
        paragraphs=data["paragrafspann"],
        data=data,
        sha256=treatment.sha256,
        word_id=word.id,
        published_at=clock.now(),
        published_by=actor.name,
        unpublish_on=unpublish_on,
        unpublished_at=None,
        published_paragraphs=_paragraphs(data),
    )
    session.add(made)
    session.flush()
    sealing.ask(session, source=word, sealed=False)
    history.note(
        session,
        actor=actor,
        action=queries.PUBLISHED,
        subject=held,
        sentence=f"publicerade protokollet, version {number}",
        published_version_id=made.id,
        sha256=made.sha256,
    )
    return made


def _word(
    session: Session,
    actor: Actor,
    data: Data,
    number: int,
    earlier: Sequence[PublishedVersion],
) -> FileVersion:
    """Store the masked minutes as Word, without metadata."""
    context = word_context(data, number=number, published_on=clock.today())
    filled = documents.fill(PUBLICERAT_PROTOKOLL, context, bare_properties(data))
    title = title_of(data)
    word = documents.store(
        session,
        actor=actor,
        kind=PUBLICERAT_PROTOKOLL.name,
        title=f"{title}, publicerat",
        filename=f"protokoll-{data['sammantradesdatum']}-version-{number}.docx",
        media_type=DOCX,
        content=without_metadata(filled.content, title=title),
        document_id=earlier[0].word.document_id if earlier else None,
    )
    session.flush()
    return word


def _paragraphs(data: Data) -> list[PublishedParagraph]:
    return [
        PublishedParagraph(
            position=at,
            label=one["nummer"],
            anchor=anchor(one["nummer"]),
            heading=one["rubrik"],
            text=plain(one),
        )
        for at, one in enumerate(data["paragrafer"])
    ]


def unpublish(session: Session, *, actor: Actor, meeting_id: int, reason: str) -> None:
    """Take away every published version of a meeting's minutes, with a reason.

    Raises:
        DomainError: ``disclosure.not_attested``, ``disclosure.not_published``; on ``reason``.
    """
    meetings.lock_meeting(session, meeting_id)
    version = gather(session, meeting_id).version
    shown = [one for one in queries.versions(session, version.id) if one.unpublished_at is None]
    if not shown:
        raise DomainError("disclosure.not_published")
    if not reason.strip():
        raise DomainError("disclosure.no_unpublish_reason", field="reason")
    for one in shown:
        _take_away(one, actor, reason.strip())
    _tell(session, actor, shown[0], f"avpublicerade protokollet: {reason.strip()}")


def unpublish_ended(session: Session) -> None:
    """Take away what has been published for its time; run by the worker, again and again."""
    for one in queries.ended(session, clock.today()):
        _take_away(one, None, ENDED)
        _tell(session, None, one, f"avpublicerade protokollet, version {one.number}: tiden är ute")


def _take_away(one: PublishedVersion, actor: Actor | None, reason: str) -> None:
    one.unpublished_at = clock.now()
    one.unpublished_by = actor.name if actor else history.SYSTEM
    one.unpublish_reason = reason


def _tell(session: Session, actor: Actor | None, one: PublishedVersion, sentence: str) -> None:
    history.note(
        session,
        actor=actor,
        action="disclosure.unpublished",
        subject=one.minutes_version.meeting,
        sentence=sentence,
        published_version_id=one.id,
    )
