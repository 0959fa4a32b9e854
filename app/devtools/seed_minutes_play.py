"""Plays the meeting of 2016-11-18 through the services, from an empty agenda to closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.devtools import seed_minutes as seed
from app.devtools.seed_minutes import SeedAttendee, SeedParagraph
from app.kernel import counters
from app.kernel.actor import Actor
from app.meetings import services as meetings
from app.meetings.domain import MeetingEvent, MeetingFacts, MeetingState
from app.meetings.models import AgendaItem, Meeting
from app.minutes import queries, services
from app.minutes.domain import Capacity, ChangeKind, MinutesFacts, counter_name, series_of
from app.minutes.models import Paragraph
from app.minutes.services import RosterMark


@dataclass(frozen=True, slots=True)
class Players:
    """Who plays: the body that meets, the seed's people by key, and who acts."""

    body_id: int
    people: Mapping[str, int]  # key of seed_people: person id
    actor: Actor | None = None


def play(session: Session, players: Players, *, summon: bool = True) -> Meeting:
    """Plan, summon, open, write and close the meeting; the §§ will get numbers 57–70."""
    meeting = plan(session, players)
    if summon:
        mark_summoned(session, players, meeting)
    add_late_items(session, players, meeting)
    hold(session, players, meeting)
    return meeting


def plan(session: Session, players: Players) -> Meeting:
    """Plan the meeting with its agenda, annexes and the number series that it continues."""
    series = series_of(players.body_id, seed.HELD_ON.year)
    counters.continue_from(session, counter_name(series), seed.CONTINUE_FROM)
    meeting = meetings.create_meeting(
        session,
        actor=players.actor,
        body_id=players.body_id,
        held_on=seed.HELD_ON,
        starts_at=seed.STARTS_AT,
        ends_at=seed.ENDS_AT,
        place=seed.PLACE,
        convener_id=players.people["ingrid"],
    )
    for paragraph in seed.PARAGRAPHS:
        if not paragraph.fixed and not paragraph.late:
            _add_item(session, players, meeting, paragraph)
    _annexes_of_fixed(session, players, meeting)
    return meeting


def add_late_items(session: Session, players: Players, meeting: Meeting) -> None:
    """Put on the agenda what came in after the summons."""
    for paragraph in seed.PARAGRAPHS:
        if paragraph.late:
            _add_item(session, players, meeting, paragraph)


def _add_item(
    session: Session, players: Players, meeting: Meeting, paragraph: SeedParagraph
) -> None:
    item = meetings.add_item(
        session,
        actor=players.actor,
        meeting=meeting,
        heading=paragraph.heading,
        kind=paragraph.kind,
        background=paragraph.background,
        presenter=paragraph.presenter,
        clauses=paragraph.proposal or paragraph.clauses,
        added_late=paragraph.late,
    )
    _add_annex(session, players, meeting, paragraph, item)


def _annexes_of_fixed(session: Session, players: Players, meeting: Meeting) -> None:
    items = {item.heading: item for item in queries.agenda(session, meeting.id)}
    for paragraph in seed.PARAGRAPHS:
        if paragraph.fixed and paragraph.annex:
            _add_annex(session, players, meeting, paragraph, items[paragraph.heading])


def _add_annex(
    session: Session,
    players: Players,
    meeting: Meeting,
    paragraph: SeedParagraph,
    item: AgendaItem,
) -> None:
    if paragraph.annex is None:
        return
    meetings.add_annex(
        session,
        actor=players.actor,
        meeting=meeting,
        item_id=item.id,
        filename=paragraph.annex.filename,
        content=one_page_pdf(paragraph.annex.title),
        title=paragraph.annex.title,
    )


def mark_summoned(session: Session, players: Players, meeting: Meeting) -> None:
    """Take the meeting past its summons without sending any mail."""
    if meeting.state is MeetingState.PLANNED:
        meetings.step(
            session,
            actor=players.actor,
            meeting=meeting,
            event=MeetingEvent.BEGIN_AGENDA,
            sentence="började skriva dagordningen",
        )
    if meeting.state is MeetingState.DRAFTING:
        meetings.step(
            session,
            actor=players.actor,
            meeting=meeting,
            event=MeetingEvent.SUMMON,
            sentence="skickade kallelsen",
            facts=MeetingFacts(items=len(seed.PARAGRAPHS), recipients=len(seed.ATTENDANCE)),
        )


def hold(session: Session, players: Players, meeting: Meeting) -> None:
    """Open the meeting, mark attendance, write every § and close."""
    services.open_meeting(session, actor=players.actor, meeting=meeting)
    mark_attendance(session, players, meeting)
    write(session, players, meeting)
    services.close_meeting(session, actor=players.actor, meeting=meeting, closed_at=seed.ENDS_AT)


def mark_attendance(session: Session, players: Players, meeting: Meeting) -> None:
    """Mark the whole roster with its exceptions, and who attests."""
    _add_guests(session, players, meeting)
    facts = queries.minutes_whole(session, meeting.id)
    rows = {person.person_id: person.id for person in facts.attendees}
    ids = {key: rows[players.people[key]] for key in (p.key for p in seed.ATTENDANCE)}
    services.set_attendance(
        session,
        actor=players.actor,
        meeting=meeting,
        marks=[
            RosterMark(
                ids[person.key],
                present=person.present and person.only_at is None,
                replaces_id=ids[person.serves_for] if person.serves_for else None,
            )
            for person in seed.ATTENDANCE
        ],
    )
    for person in seed.ATTENDANCE:
        _exceptions(session, players, meeting, facts, person, ids[person.key])
    services.set_duties(
        session,
        actor=players.actor,
        meeting=meeting,
        chair_id=ids["ingrid"],
        secretary_id=ids["helena"],
        attester_ids=[ids[person.key] for person in seed.ATTENDANCE if person.attests],
        attestation_place=seed.ATTESTATION_PLACE,
        attestation_on=seed.ATTESTATION_ON,
        attestation_time=seed.ATTESTATION_TIME,
    )


def _add_guests(session: Session, players: Players, meeting: Meeting) -> None:
    known = {row.person_id for row in queries.attendances_of(session, meeting.id)}
    paragraphs = queries.paragraphs_of(session, meeting.id)
    for person in seed.ATTENDANCE:
        if players.people[person.key] not in known:
            services.add_person(
                session,
                actor=players.actor,
                meeting=meeting,
                capacity=Capacity.PRESENTER if person.only_at else Capacity.OFFICIAL,
                person_id=players.people[person.key],
                from_paragraph_id=_at(paragraphs, person.only_at) if person.only_at else None,
            )


def _exceptions(
    session: Session,
    players: Players,
    meeting: Meeting,
    facts: MinutesFacts,
    person: SeedAttendee,
    attendance_id: int,
) -> None:
    if person.arrives_before is not None:
        services.add_change(
            session,
            actor=players.actor,
            meeting=meeting,
            attendance_id=attendance_id,
            kind=ChangeKind.ARRIVED,
            from_paragraph_id=facts.at(person.arrives_before - seed.CONTINUE_FROM).id,
            at=person.clock,
        )


def _at(paragraphs: Sequence[Paragraph], number: int) -> int:
    return paragraphs[number - seed.CONTINUE_FROM - 1].id


def write(session: Session, players: Players, meeting: Meeting) -> None:
    """Write what every § says."""
    rows = queries.paragraphs_of(session, meeting.id)
    for row, paragraph in zip(rows, seed.PARAGRAPHS, strict=True):
        services.save_paragraph(
            session,
            actor=players.actor,
            meeting=meeting,
            paragraph_id=row.id,
            version=row.version_id,
            heading=paragraph.heading,
            kind=paragraph.kind,
            background=paragraph.background or row.background,
            clauses=paragraph.clauses,
            notes=paragraph.notes,
            dispatch_to=paragraph.dispatch_to,
            confirmed=True,
        )


def one_page_pdf(title: str) -> bytes:
    """Return a small PDF with one line of text, for papers whose content does not matter."""
    line = title.encode("cp1252", "replace").replace(b"(", b"[").replace(b")", b"]")
    stream = b"BT /F1 18 Tf 72 720 Td (" + line + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return content + head + table + tail % (len(objects) + 1, len(content))
