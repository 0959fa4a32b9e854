"""Sending the summons: frozen, registered and mailed in one transaction (rule SUM)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Rendered
from app.documents.kinds import KALLELSE
from app.documents.services import RenderedFile
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import documents as papers
from app.meetings import notifications, queries
from app.meetings.domain import (
    MEETING_MACHINE,
    MeetingEvent,
    MeetingFacts,
    SummonsKind,
    last_summons_day,
    summons_is_late,
)
from app.meetings.models import AgendaItem, Meeting, Summons, SummonsRecipient
from app.meetings.notifications import Letter
from app.meetings.queries import Convenee
from app.meetings.services.agenda import begin_agenda
from app.meetings.services.leaving import case_left, wait_again
from app.meetings.services.replying import LinkOf, ask
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.association.models import Association
    from app.documents.models import FileVersion


def send_summons(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    after_version: int,
    late_accepted: bool = False,
    link: str = "",
    reply_link: LinkOf | None = None,
) -> Summons:
    """Freeze the summons, register it and put one mail per recipient in the outbox.

    ``after_version`` is the number of sendings that the sender knew of: when there is a later one
    already, it is returned and nothing is sent again. ``link`` is the meeting's page for the mail,
    and ``reply_link`` makes the address where one answers from a token.

    Raises:
        DomainError: on ``late_accepted`` when the sending is late and nobody has said that it
            shall be sent all the same (rule SUM); ``summons.nothing_changed``; what the
            meeting's machine says no to.
    """
    queries.lock_meeting(session, meeting.id)
    newest = queries.last_summons(session, meeting.id)
    if newest is not None and newest.version > after_version:
        return newest
    late = _check_late(session, meeting, accepted=late_accepted)
    before = queries.last_document(session, meeting.id)
    context = _context(session, meeting, before)
    called = queries.convened(session, meeting)
    people = called.everybody
    version = (newest.version if newest else 0) + 1
    _advance(session, actor, meeting, context, people, late=late)
    file = _freeze(session, actor, meeting, context, version, before)
    _keep_numbers(session, context)
    kind = SummonsKind.REVISED if before else SummonsKind.FIRST
    sent = _record_sending(session, actor, meeting, kind, version, file=file, late=late)
    _register(session, actor, meeting, sent, file, len(people))
    letter = _letter(session, meeting, kind, link, context=context, file=file)
    links = ask(session, meeting=meeting, called=called, link_of=reply_link)
    _mail(session, meeting, sent, letter, people, links)
    return sent


def _check_late(session: Session, meeting: Meeting, *, accepted: bool) -> bool:
    """Say whether the sending is late; refuse unless somebody has accepted that (rule SUM)."""
    days = association_queries.charter(session).summons_days
    late = summons_is_late(meeting.held_on, clock.today(), days)
    if late and not accepted:
        last_day = last_summons_day(meeting.held_on, days).isoformat()
        raise DomainError("summons.late", field="late_accepted", last_day=last_day, days=days)
    return late


def _context(session: Session, meeting: Meeting, before: Summons | None) -> dict[str, Any]:
    """Return what is frozen now; a sending that changes nothing is refused."""
    earlier = before.file_version.data if before and before.file_version else None
    context = papers.summons_context(session, meeting, today=clock.today(), earlier=earlier)
    if earlier and not context["andringar"]:
        raise DomainError("summons.nothing_changed")
    return context


def _advance(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    context: dict[str, Any],
    people: Sequence[Convenee],
    *,
    late: bool,
) -> None:
    begin_agenda(session, actor=actor, meeting=meeting)
    what = "reviderad kallelse" if context["reviderad"] else "kallelsen"
    who = "en person" if len(people) == 1 else f"{len(people)} personer"
    history.advance(
        session,
        actor=actor,
        subject=meeting,
        machine=MEETING_MACHINE,
        event=MeetingEvent.SUMMON,
        facts=MeetingFacts(items=len(context["arenden"]), recipients=len(people)),
        sentence=f"skickade {what} till {who}" + (", senare än arbetsordningen säger" * late),
    )


def _freeze(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    context: dict[str, Any],
    version: int,
    before: Summons | None,
) -> FileVersion:
    """Keep the Word document with the data that it was made from."""
    properties = papers.summons_properties(context, clock.now())
    rendered = documents.fill(KALLELSE, context, properties)
    earlier = before.file_version if before else None
    return documents.store(
        session,
        actor=actor,
        kind=KALLELSE.name,
        title=f"Kallelse {meeting.held_on.isoformat()}",
        filename=papers.summons_filename(meeting, version),
        media_type=DOCX,
        content=rendered.content,
        data=context,
        document_id=earlier.document_id if earlier else None,
    )


def _keep_numbers(session: Session, context: dict[str, Any]) -> None:
    """Let the sent numbers stand; beside the version count, for it is no conflict."""
    for item in context["arenden"]:
        session.execute(
            update(AgendaItem)
            .where(AgendaItem.id == item["id"], AgendaItem.sent_as != item["nr"])
            .values(sent_as=item["nr"])
        )


def _record_sending(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    kind: SummonsKind,
    version: int,
    *,
    file: FileVersion | None,
    late: bool = False,
) -> Summons:
    """Write the sending; every one after the first is a later version in people's calendars."""
    if version > 1:
        meeting.calendar_sequence += 1
    sent = Summons(
        meeting_id=meeting.id,
        version=version,
        kind=kind,
        sent_at=clock.now(),
        sent_by=actor.name if actor else history.SYSTEM,
        file_version_id=file.id if file else None,
        late=late,
    )
    session.add(sent)
    session.flush()
    return sent


def _register(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    sent: Summons,
    file: FileVersion | None,
    recipients: int,
) -> None:
    """Put the sending in the register, with the annexes that went with it (rules O1, O2)."""
    what = {
        SummonsKind.FIRST: "Kallelse",
        SummonsKind.REVISED: "Reviderad kallelse",
        SummonsKind.CANCELLATION: "Besked om inställt sammanträde",
    }[sent.kind]
    annexes = [paper.file_version_id for paper in queries.annexes(session, meeting.id)]
    files = tuple(dict.fromkeys([file.id, *annexes])) if file else ()
    registry.register_record(
        session,
        actor=actor,
        case_id=meeting.case_id,
        direction=Direction.OUT,
        dated=clock.today(),
        counterpart=f"{recipients} sammankallade",
        content=f"{what}, sammanträde {meeting.held_on.isoformat()}",
        file_version_ids=files,
    )


def _letter(
    session: Session,
    meeting: Meeting,
    kind: SummonsKind,
    link: str,
    *,
    context: dict[str, Any] | None = None,
    file: FileVersion | None = None,
) -> Letter:
    association = association_queries.get_association(session)
    attached = (
        [{"sha256": file.sha256, "filename": file.filename, "media_type": file.media_type}]
        if file
        else []
    )
    return Letter(
        kind=kind,
        association=association.name,
        body=association_queries.body(session, meeting.body_id).name,
        organiser=_organiser(meeting, association),
        link=link,
        context=context,
        attachments=attached,
    )


def _organiser(meeting: Meeting, association: Association) -> str:
    convener = meeting.convener
    return (convener.email if convener else "") or association.email or "kansliet@klubba.invalid"


def _mail(
    session: Session,
    meeting: Meeting,
    sent: Summons,
    letter: Letter,
    people: Iterable[Convenee],
    links: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Give everybody a row, and a mail to those who have an address; ``links`` by person id."""
    for person in people:
        message = None
        if person.email:
            message = notifications.send(
                session,
                meeting=meeting,
                letter=letter,
                person=person,
                summons_id=sent.id,
                reply_link=links.get(person.person_id, ""),
            )
            session.flush()
        session.add(
            SummonsRecipient(
                summons_id=sent.id,
                person_id=person.person_id,
                name=person.name,
                email=person.email,
                outbox_message_id=message.id if message else None,
            )
        )
    session.flush()


def summons_data(session: Session, meeting: Meeting) -> dict[str, Any]:
    """Return what the summons of a meeting would say today, as data; nothing is kept."""
    before = queries.last_document(session, meeting.id)
    earlier = before.file_version.data if before and before.file_version else None
    return papers.summons_context(session, meeting, today=clock.today(), earlier=earlier)


def draft_summons(session: Session, meeting: Meeting) -> tuple[dict[str, Any], Rendered]:
    """Return the summons as it would be sent today, as data and as Word; nothing is kept."""
    context = summons_data(session, meeting)
    properties = papers.summons_properties(context, papers.start_of_day(clock.today()))
    return context, documents.fill(KALLELSE, context, properties)


def render_summons(session: Session, day: date, _paragraph: int | None) -> RenderedFile:
    """Return the board's summons of a day for the command line: the sent one, else a draft."""
    meeting = queries.meeting_on(session, day)
    sent = queries.last_document(session, meeting.id)
    if sent is None or sent.file_version is None:
        return RenderedFile(papers.summons_filename(meeting, 1), draft_summons(session, meeting)[1])
    context = sent.file_version.data or {}
    rendered = documents.fill(KALLELSE, context, papers.summons_properties(context, sent.sent_at))
    return RenderedFile(sent.file_version.filename, rendered)


def cancel_meeting(
    session: Session, *, actor: Actor | None, meeting: Meeting, reason: str, link: str = ""
) -> None:
    """Cancel a meeting that has not begun; those who got the summons get a cancellation.

    Raises:
        DomainError: ``meeting.no_reason`` on ``reason``; when the meeting has begun.
    """
    if not reason.strip():
        raise DomainError("meeting.no_reason", field="reason")
    queries.lock_meeting(session, meeting.id)
    history.advance(
        session,
        actor=actor,
        subject=meeting,
        machine=MEETING_MACHINE,
        event=MeetingEvent.CANCEL,
        facts=MeetingFacts(),
        sentence="ställde in sammanträdet",
        note_text=reason.strip(),
    )
    meeting.cancelled_because = reason.strip()
    for case_id in queries.cases_on_agenda(session, meeting.id):
        case_left(session, actor=actor, case_id=case_id)
    wait_again(session, queries.taken_up_at(session, meeting.id))
    newest = queries.last_summons(session, meeting.id)
    if newest is None:
        return
    kind = SummonsKind.CANCELLATION
    sent = _record_sending(session, actor, meeting, kind, newest.version + 1, file=None)
    people = _who_got(session, newest)
    _register(session, actor, meeting, sent, None, len(people))
    _mail(session, meeting, sent, _letter(session, meeting, kind, link), people)


def _who_got(session: Session, sent: Summons) -> list[Convenee]:
    return [
        Convenee(row.person_id, row.name, "", "", row.email, required=True)
        for row in queries.recipients(session, sent.id)
    ]
